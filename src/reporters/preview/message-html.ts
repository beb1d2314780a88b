import mime from "mime/lite";
import { type Form, type Header, type Rendering, shownLabel } from "../../delivery/rendering.ts";
import type { JsonObject } from "../../input/json.ts";
import { fileName } from "../../preview/address.ts";
import { type Html, html } from "./escaped.ts";
import { linkTo, textHtml } from "./text-html.ts";

/** What there is to draw. */
interface Subject {
  readonly rendering: Rendering;
  readonly payload: JsonObject;
}

const signs: Readonly<Record<string, string>> = { image: "▨", video: "▶", audio: "♪" };

/** A file as a messenger hints at it; the page loads nothing. */
function fileTile(kind: string, name: string): Html {
  return html`<figure class="file ${kind}"><span class="sign" aria-hidden="true">${signs[kind] ?? "▤"}</span><figcaption>${name}</figcaption></figure>`;
}

function header({ type, text, link = "" }: Header): Html {
  return type === "text" ? html`<p class="headline">${text}</p>` : fileTile(type, fileName(link));
}

/** What stands in the bubble: header, headline, text and footer. */
function message({ rendering, payload }: Subject): Html {
  return html`${rendering.header && header(rendering.header)}${
    rendering.headline ? html`<p class="headline">${rendering.headline}</p>` : undefined
  }${rendering.text === "" ? undefined : textHtml(rendering, payload)}${
    rendering.footer ? html`<p class="footer">${rendering.footer}</p>` : undefined
  }`;
}

function bubble(subject: Subject): Html | undefined {
  const content = message(subject);
  return content.text === "" ? undefined : html`<div class="bubble" dir="auto">${content}</div>`;
}

const labelsOf = ({ rendering }: Subject): string[] =>
  rendering.options.map((_, index) => shownLabel(rendering, index));

const pills = (subject: Subject): Html =>
  html`${bubble(subject)}<ul class="pills">${labelsOf(subject).map((label) => html`<li dir="auto">${label}</li>`)}</ul>`;

function carousel(subject: Subject): Html {
  const cards = subject.rendering.options.map(
    ({ label, image_url = "" }) =>
      html`<li>${fileTile("image", fileName(image_url))}<span class="button" dir="auto">${label}</span></li>`,
  );
  return html`${bubble(subject)}<ul class="carousel" tabindex="0" aria-label="images to choose from">${cards}</ul>`;
}

function card(subject: Subject): Html {
  const buttons = labelsOf(subject).map((label) => html`<li class="button" dir="auto">${label}</li>`);
  return html`<div class="bubble card" dir="auto">${message(subject)}<ul class="buttons">${buttons}</ul></div>`;
}

/** The screen that the button of a list opens. */
function selection({ rendering: { button, options_headline, options } }: Subject): Html {
  const rows = options.map(
    ({ label, description }) =>
      html`<li><span dir="auto">${label}</span>${
        description ? html`<span class="description" dir="auto">${description}</span>` : undefined
      }</li>`,
  );
  const headline = options_headline ? html`<p class="section">${options_headline}</p>` : undefined;
  return html`<div class="sheet" role="group" aria-label="the screen that the button opens"><p class="title" dir="auto">${button}</p>${headline}<ul>${rows}</ul></div>`;
}

const list = (subject: Subject): Html =>
  html`<div class="bubble card" dir="auto">${message(subject)}<p class="button opens">${subject.rendering.button}</p></div>${selection(subject)}`;

function linkButtons(subject: Subject): Html {
  const links = subject.rendering.links.map(
    ({ body, link }) => html`<li>${linkTo(link, html`${body}`, "button")}<span class="address">${link}</span></li>`,
  );
  return html`${bubble(subject)}<ul class="links">${links}</ul>`;
}

function file({ rendering }: Subject): Html {
  const { link = "", name = fileName(link) } = rendering.file ?? {};
  const [kind = "document"] = mime.getType(fileName(link))?.split("/") ?? [];
  return html`<div class="bubble">${fileTile(kind, name)}</div>`;
}

const page = ({ rendering }: Subject): Html =>
  html`${rendering.links.map(({ link }) => html`<p class="event">the browser goes to ${linkTo(link, html`${link}`)}</p>`)}`;

function pause({ rendering }: Subject): Html {
  const { seconds, typing } = rendering.pause ?? { seconds: 0, typing: false };
  const dots = html`<span class="bubble typing" aria-hidden="true"><i></i><i></i><i></i></span>`;
  return html`<p class="pause">${typing ? dots : undefined}<span class="event">${typing ? "typing for" : "nothing for"} ${seconds} s</span></p>`;
}

const nothing = (): Html => html`<p class="event">nothing to see</p>`;

const forms = {
  text: (subject) => html`${bubble(subject)}`,
  numbered_text: (subject) => html`${bubble(subject)}`,
  bubbles: pills,
  quick_replies: pills,
  carousel,
  button_template: card,
  list,
  link_buttons: linkButtons,
  file,
  page,
  pause,
  nothing,
  refused: nothing,
} as const satisfies Record<Form, (subject: Subject) => Html>;

/** What the contact sees of an event on one channel. */
export function messageHtml(rendering: Rendering, payload: JsonObject): Html {
  return forms[rendering.form]({ rendering, payload });
}

import { isRefused } from "../../delivery/rendering.ts";
import type { Finding } from "../../lint/finding.ts";
import { type Note, type NotedPart, notesOf } from "../../preview/notes.ts";
import { type PreviewedEvent, type PreviewedFile, remarksOf } from "../../preview/preview.ts";
import { type Channel, factsOf } from "../../protocol/channels.ts";
import { type Html, html as markup } from "./escaped.ts";
import type { PreviewView } from "./index.ts";
import { messageHtml } from "./message-html.ts";
import { pageHtml } from "./page.ts";
import { pageStyle } from "./page-style.ts";

function partHtml({ name, size, lost }: NotedPart, index: number): Html {
  const measured = size === undefined ? undefined : markup` <b>${size}</b>`;
  const struck = lost === undefined ? undefined : markup` <s dir="auto">${lost}</s>`;
  return markup`${index > 0 ? ", " : ""}${name}${measured}${struck}`;
}

const noteHtml = ({ severity, title, parts }: Note): Html =>
  markup`<li class="${severity}"><b>${title}:</b> ${parts.map(partHtml)}</li>`;

const remarkHtml = ({ severity, message, rule }: Finding): Html =>
  markup`<li class="${severity}"><b>${severity}</b> <span>${message}</span> <small>${rule}</small></li>`;

function notesHtml(notes: readonly Html[]): Html | undefined {
  return notes.length > 0 ? markup`<ul class="notes">${notes}</ul>` : undefined;
}

const captionOf = (event: string, form: string): Html =>
  form === event || form === "nothing"
    ? markup`<p class="caption">${event}</p>`
    : markup`<p class="caption">${event} → ${form.replaceAll("_", " ")}</p>`;

/** One event on one channel, with what a drawing can't tell below it. */
function turn(event: PreviewedEvent, channel: Channel): Html {
  const rendering = event.renderings.find((each) => each.channel === channel);
  const remarks = remarksOf(event, channel).map(remarkHtml);
  if (rendering === undefined) {
    return markup`<li><p class="caption">${event.name ?? "no event"}</p><p class="event">can't be drawn</p>${notesHtml(remarks)}</li>`;
  }
  const notes = [...notesOf(rendering, event.payload).map(noteHtml), ...remarks];
  return markup`<li${isRefused(rendering) ? markup` class="refused"` : undefined}>${captionOf(event.name ?? "", rendering.form)}${messageHtml(rendering, event.payload)}${notesHtml(notes)}</li>`;
}

function phone({ events }: PreviewedFile, channel: Channel): Html {
  const { title } = factsOf(channel);
  return markup`<article class="phone ${channel}"><header><h3>${title}</h3></header><ol class="chat">${events.map((event) => turn(event, channel))}</ol></article>
`;
}

function section(file: PreviewedFile, channels: readonly Channel[]): Html {
  return markup`<section><h2>${file.file}</h2><div class="phones">
${channels.map((channel) => phone(file, channel))}</div></section>
`;
}

const channelSwitch = (channel: Channel): Html =>
  markup`<label><input type="checkbox" id="show-${channel}" checked> ${factsOf(channel).title}</label>`;

/** One page that needs nothing else: each channel as a phone that shows the answers as that messenger does. */
export function html(files: readonly PreviewedFile[], { channels }: Pick<PreviewView, "channels">): string {
  const title = `${files.map(({ file }) => file).join(", ")} – ulbot preview`;
  const body = markup`<header class="page"><h1>What the contact sees</h1>
<fieldset><legend>Channels</legend>${channels.map(channelSwitch)}</fieldset></header>
<main>
${files.map((file) => section(file, channels))}</main>
`;
  return pageHtml(title, pageStyle, body);
}

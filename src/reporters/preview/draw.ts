import { type Form, type Header, type Rendering, shownLabel } from "../../delivery/rendering.ts";
import type { JsonObject } from "../../input/json.ts";
import { fileName } from "../../preview/address.ts";
import { printable } from "../../printable.ts";
import { counted } from "../counted.ts";
import type { View } from "../view.ts";
import { fitted } from "../wrapped.ts";
import { type Block, beside, cells, flowed, framed, type Section } from "./block.ts";
import { linesOf, textLines } from "./text-lines.ts";

/** What there is to draw, and how. */
interface Subject extends View {
  readonly rendering: Rendering;
  readonly payload: JsonObject;
}

/** More than any text that a channel takes fills. */
const mostLines = 300;

/** Letters of scripts that run from right to left. */
const rightToLeft = /\p{scx=Hebrew}|\p{scx=Arabic}|\p{scx=Syriac}|\p{scx=Thaana}|\p{scx=Nko}|\p{scx=Adlam}/u;

/** A line that can't reorder the frame around it, on terminals that know writing from right to left. */
const isolated = (line: string): string => (rightToLeft.test(line) ? `\u2068${line}\u2069` : line);

function fitAll(lines: readonly string[], width: number): string[] {
  const more = lines.length > mostLines ? [`… and ${counted(lines.length - mostLines, "more line")}`] : [];
  return [...lines.slice(0, mostLines), ...more].flatMap((line) => fitted(line, width)).map(isolated);
}

/** More characters than any channel shows on a button. */
const longestLabel = 200;

/** A text that stands on one line, such as a label, in as many as there is room for. */
function labelLines(label: string, width: number): string[] {
  const characters = [...label.slice(0, 2 * longestLabel + 2)];
  const shown = characters.length > longestLabel ? `${characters.slice(0, longestLabel).join("")}…` : label;
  return fitAll([printable(shown)], width);
}

/** A label between brackets of its own. */
function chip(label: string, [open, close]: readonly [string, string], { width, style }: View): Block {
  const lines = labelLines(label, width - 4);
  const body = beside([lines], 0, Math.max(...lines.map(cells)));
  return body.map((line) => style.cyan(`${open} ${line} ${close}`));
}

function headerLine({ type, text, link }: Header): string {
  return type === "text" ? (text ?? "") : `▨ ${type} ${link ?? ""}`;
}

/** What stands in the bubble: header, headline, text and footer. */
function message({ rendering, payload, style, width }: Subject): Section {
  const { header, headline, text, footer } = rendering;
  const inner = width - 4;
  return {
    lines: [
      ...(header ? labelLines(headerLine(header), inner).map((line) => style.bold(line)) : []),
      ...(headline ? fitAll(linesOf(headline), inner).map((line) => style.bold(line)) : []),
      ...(text ? fitAll(textLines(rendering, payload, style), inner) : []),
      ...(footer ? fitAll(linesOf(footer), inner).map((line) => style.dim(line)) : []),
    ],
  };
}

const buttonRow = (label: string, { width, style }: View): Section => ({
  lines: labelLines(label, width - 4).map((line) => style.cyan(line)),
  isCentred: true,
});

const labelsOf = ({ rendering }: Subject): string[] =>
  rendering.options.map((_, index) => shownLabel(rendering, index));

const bubble = (subject: Subject): Block => {
  const section = message(subject);
  return section.lines.length > 0 ? framed([section]) : [];
};

function pills(subject: Subject): Block {
  const chips = labelsOf(subject).map((label) => chip(label, ["(", ")"], subject));
  return [...bubble(subject), ...flowed(chips, 1, subject.width)];
}

function carousel(subject: Subject): Block {
  const { rendering, style, width } = subject;
  // narrow enough for two beside each other
  const inner = Math.min(24, Math.max(12, Math.floor((width - 1) / 2) - 4));
  const cards = rendering.options.map(({ label, image_url }) =>
    framed([
      { lines: labelLines(`▨ ${fileName(image_url ?? "")}`, inner).map((line) => style.dim(line)) },
      { lines: labelLines(label, inner).map((line) => style.cyan(line)), isCentred: true },
    ]),
  );
  return [...bubble(subject), ...flowed(cards, 1, width)];
}

function card(subject: Subject): Block {
  return framed([message(subject), ...labelsOf(subject).map((label) => buttonRow(label, subject))]);
}

/** The screen that the button of a list opens. */
function selection({ rendering, style, width }: Subject): Block {
  const { options, options_headline, button } = rendering;
  const inner = width - 6;
  const rows = options.flatMap(({ label, description }) => [
    ...labelLines(label, inner - 2).map((line, index) => `${index === 0 ? style.cyan("○") : " "} ${line}`),
    ...(description ? labelLines(description, inner - 2).map((line) => `  ${style.dim(line)}`) : []),
  ]);
  const headline = options_headline ? labelLines(options_headline, inner).map((line) => style.bold(line)) : [];
  const [title = ""] = labelLines(button ?? "", inner - 2);
  return framed([{ lines: [...headline, ...rows] }], title).map((line) => `  ${line}`);
}

function list(subject: Subject): Block {
  const button = buttonRow(`≡ ${subject.rendering.button ?? ""}`, subject);
  return [...framed([message(subject), button]), ...selection(subject)];
}

function linkButtons(subject: Subject): Block {
  const { rendering, style, width } = subject;
  const links = rendering.links.flatMap(({ body, link }) => [
    ...chip(`${body} ↗`, ["[", "]"], subject),
    ...fitAll([printable(link)], width - 2).map((line) => `  ${style.dim(line)}`),
  ]);
  return [...bubble(subject), ...links];
}

function file({ rendering, style, width }: Subject): Block {
  const { name, link = "" } = rendering.file ?? {};
  const lines = [style.bold(`▨ ${printable(name ?? fileName(link))}`), style.dim(printable(link))];
  return framed([{ lines: fitAll(lines, width - 4) }]);
}

const page = ({ rendering, style, width }: Subject): Block =>
  fitAll(
    rendering.links.map(({ link }) => `the browser goes to ${style.cyan(printable(link))}`),
    width,
  );

function pause({ rendering, style, width }: Subject): Block {
  const { seconds, typing } = rendering.pause ?? { seconds: 0, typing: false };
  return fitAll([style.dim(`${typing ? "● ● ●  typing for" : "nothing for"} ${seconds} s`)], width);
}

const forms = {
  text: bubble,
  numbered_text: bubble,
  bubbles: pills,
  quick_replies: pills,
  carousel,
  button_template: card,
  list,
  link_buttons: linkButtons,
  file,
  page,
  pause,
  nothing: () => [],
  refused: () => [],
} as const satisfies Record<Form, (subject: Subject) => Block>;

/** What the contact sees of an event on one channel, in lines of at most `width` cells; none where there is nothing to see. */
export function drawn(rendering: Rendering, payload: JsonObject, view: View): Block {
  return forms[rendering.form]({ rendering, payload, ...view });
}

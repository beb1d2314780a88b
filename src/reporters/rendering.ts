import { type Form, type Header, type Rendering, shownLabel } from "../delivery/rendering.ts";
import { printable } from "../printable.ts";
import type { Style } from "./style.ts";

/** Forms whose options are buttons below the text, or behind a button of their own. */
const clickable: readonly Form[] = ["bubbles", "carousel", "button_template", "quick_replies"];

/** The lines of a text; a line break anywhere else, as in a label, is shown as one. */
const linesOf = (text: string): string[] => text.split(/\r?\n/).map((line) => printable(line));

const headerText = ({ type, text, link }: Header): string =>
  type === "text" ? (text ?? "") : `[${type}: ${link ?? ""}]`;

function* optionLines(rendering: Rendering, style: Style): Generator<string> {
  const { form, options, button, options_headline } = rendering;
  if (clickable.includes(form)) {
    const buttons = options.map(
      ({ image_url }, index) =>
        `[ ${printable(shownLabel(rendering, index))}${image_url ? ` ${printable(image_url)}` : ""} ]`,
    );
    yield style.cyan(buttons.join(" "));
  }
  if (form !== "list") return;
  yield style.cyan(`[ ☰ ${printable(button ?? "")} ]`);
  if (options_headline) yield style.dim(`  ${printable(options_headline)}`);
  for (const { label, description } of options) {
    yield `  ${style.cyan(`○ ${printable(label)}`)}${description ? style.dim(` ${printable(description)}`) : ""}`;
  }
}

function* drawnLines(rendering: Rendering, style: Style): Generator<string> {
  const { form, text, header, headline, footer, links, file, pause } = rendering;
  if (header) yield style.bold(printable(headerText(header)));
  if (headline) yield style.bold(printable(headline));
  if (text) yield* linesOf(text);
  if (footer) for (const line of linesOf(footer)) yield style.dim(line);
  yield* optionLines(rendering, style);
  for (const { body, link } of links) yield style.cyan(`[ ${printable(body || "→")} ] ${printable(link)}`);
  if (file) yield style.cyan(`[ file: ${printable(file.name ?? file.link)} ]`);
  if (pause) yield style.dim(`… ${pause.seconds} s${pause.typing ? ", typing" : ""}`);
  if (form === "refused") yield style.red("refused by this channel");
}

/** What the contact sees of one event on one channel, line by line; nothing where there is nothing to see. */
export function renderingLines(rendering: Rendering, style: Style): string[] {
  return [...drawnLines(rendering, style)];
}

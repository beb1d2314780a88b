import type { Form, Header, Rendering } from "../delivery/rendering.ts";
import { printable } from "../printable.ts";
import type { Style } from "./style.ts";

/** Forms whose options are buttons below the text, or behind a button of their own. */
const clickable: readonly Form[] = ["bubbles", "carousel", "button_template", "quick_replies"];

const safe = (text: string): string => printable(text, { newlines: true });

const headerText = ({ type, text, link }: Header): string =>
  type === "text" ? (text ?? "") : `[${type}: ${link ?? ""}]`;

function* optionLines({ form, options, button, options_headline }: Rendering, style: Style): Generator<string> {
  if (clickable.includes(form)) {
    const buttons = options.map(
      ({ label, image_url }) => `[ ${safe(label)}${image_url ? ` ${safe(image_url)}` : ""} ]`,
    );
    yield style.cyan(buttons.join(" "));
  }
  if (form !== "list") return;
  yield style.cyan(`[ ☰ ${safe(button ?? "")} ]`);
  if (options_headline) yield style.dim(`  ${safe(options_headline)}`);
  for (const { label, description } of options) {
    yield `  ${style.cyan(`○ ${safe(label)}`)}${description ? style.dim(` ${safe(description)}`) : ""}`;
  }
}

/** What the contact sees of one event on one channel, line by line; nothing where there is nothing to see. */
export function renderingLines(rendering: Rendering, style: Style): string[] {
  const { form, text, header, headline, footer, links, file, pause } = rendering;
  const lines: string[] = [];
  if (header) lines.push(style.bold(safe(headerText(header))));
  if (headline) lines.push(style.bold(safe(headline)));
  if (text) lines.push(...safe(text).split("\n"));
  if (footer) lines.push(style.dim(safe(footer)));
  lines.push(...optionLines(rendering, style));
  for (const { body, link } of links) lines.push(style.cyan(`[ ${safe(body || "→")} ] ${safe(link)}`));
  if (file) lines.push(style.cyan(`[ file: ${safe(file.name ?? file.link)} ]`));
  if (pause) lines.push(style.dim(`… ${pause.seconds} s${pause.typing ? ", typing" : ""}`));
  if (form === "refused") lines.push(style.red("refused by this channel"));
  return lines;
}

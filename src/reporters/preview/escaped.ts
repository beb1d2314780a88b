import MarkdownIt from "markdown-it";
import { printable } from "../../printable.ts";

const { escapeHtml } = new MarkdownIt("zero").utils;

/** HTML that is safe to put into a page: only `html` makes it. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Insertion = string | number | undefined | Html | readonly Html[];

function inserted(value: Insertion): string {
  if (value === undefined) return "";
  if (value instanceof Html) return value.text;
  if (typeof value === "object") return value.map(({ text }) => text).join("");
  return escapeHtml(printable(String(value).replaceAll("\r\n", "\n"), { newlines: true }));
}

/**
 * A piece of HTML from a template. What is inserted is text, in which nothing acts on the page or hides in it, unless it
 * comes from `html` itself; values of attributes have to stand in double quotes.
 */
export function html(template: TemplateStringsArray, ...values: readonly Insertion[]): Html {
  return new Html(template.map((text, index) => text + inserted(values[index])).join(""));
}

import type { MarkupNode } from "../delivery/markup.ts";
import type { Rendering } from "../delivery/rendering.ts";
import type { JsonObject } from "../input/json.ts";
import { isWebAddress } from "./address.ts";
import { formattedText, isShown } from "./formatted.ts";

/** All that a text in `markdown_v1` can become on a page; a `span` is a link that leads nowhere. */
export type TextTag =
  | ("p" | "div" | "blockquote" | "pre" | "ul" | "ol" | "li")
  | ("strong" | "em" | "u" | "s" | "code" | "a" | "span");

/** An element of a text, around other parts. */
export interface TextElement {
  readonly tag: TextTag;
  readonly parts: readonly TextPart[];
  /** where an `a` leads: http or https only; for a `span` what could not be led to */
  readonly address?: string;
  /** the first number of an `ol` */
  readonly start?: number;
}

/** A part of a text as a page shows it. */
export type TextPart = string | TextElement;

const elements: Readonly<Partial<Record<MarkupNode["kind"], TextTag>>> = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strike: "s",
  "inline code": "code",
  "code block": "pre",
  "block quote": "blockquote",
};

/** Parts that stand on lines of their own, whether they are formatted or not. */
const blocks: Readonly<Partial<Record<MarkupNode["kind"], TextTag>>> = {
  paragraph: "p",
  list: "div",
  "nested list": "div",
  "list item": "div",
  "block quote": "div",
  "code block": "p",
};

const isList = ({ kind }: MarkupNode): boolean => kind === "list" || kind === "nested list";

function shownElement(node: MarkupNode, parts: readonly TextPart[]): TextElement | undefined {
  const { kind, first, href = "" } = node;
  if (kind === "hyperlink") return { tag: isWebAddress(href) ? "a" : "span", address: href, parts };
  if (isList(node)) return first === undefined ? { tag: "ul", parts } : { tag: "ol", start: first, parts };
  const tag = elements[kind] ?? blocks[kind];
  return tag && { tag, parts };
}

function partsOf(node: MarkupNode, rendering: Rendering, isItem = false): readonly TextPart[] {
  const isShownHere = isShown(node.kind, rendering);
  const children = node.children.flatMap((child) => partsOf(child, rendering, isList(node) && isShownHere));
  const parts = node.children.length === 0 ? [node.text] : children;
  if (isItem) return [{ tag: "li", parts }];
  const plain = blocks[node.kind];
  const element = isShownHere ? shownElement(node, parts) : plain && { tag: plain, parts };
  return element ? [element] : parts;
}

/** What the contact reads of a message, formatted where the channel shows that. */
export function textParts(rendering: Rendering, payload: JsonObject): readonly TextPart[] {
  const formatted = formattedText(rendering, payload);
  if (formatted === undefined) return [{ tag: "p", parts: [rendering.text] }];
  return formatted.nodes.flatMap((node) => partsOf(node, rendering));
}

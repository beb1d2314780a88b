import MarkdownIt, { type MarkdownIt as Parser, type Token } from "markdown-it";
import type { Markup } from "../protocol/channel-facts.ts";
import type { Rendering } from "./rendering.ts";

/** A part of a formatted text. */
export interface MarkupNode {
  readonly kind: "text" | "paragraph" | "list item" | Markup;
  /** what is left of it, children included, when all formatting is removed */
  readonly text: string;
  /** none in texts and code */
  readonly children: readonly MarkupNode[];
  /** the address of a hyperlink */
  readonly href?: string;
  /** the number of a numbered list's first item */
  readonly first?: number;
}

/** A place where a text is formatted. */
export interface MarkupPiece {
  readonly markup: Markup;
  readonly text: string;
}

/** What a text in `markdown_v1` says and how. */
export interface FormattedText {
  /** paragraphs, lists, block quotes and code blocks from top to bottom */
  readonly nodes: readonly MarkupNode[];
  /** everything that is formatted, the outer before the inner */
  readonly pieces: readonly MarkupPiece[];
  /** what is left when all formatting is removed; that only marks are removed is inferred */
  readonly plain: string;
}

/** The tokens that begin a part, by their type; `strong` is written in two ways. */
const kinds: Readonly<Record<string, MarkupNode["kind"]>> = {
  paragraph_open: "paragraph",
  list_item_open: "list item",
  bullet_list_open: "list",
  ordered_list_open: "list",
  blockquote_open: "block quote",
  strong_open: "bold",
  em_open: "italic",
  s_open: "strike",
  link_open: "hyperlink",
  code_inline: "inline code",
  fence: "code block",
  text: "text",
  softbreak: "text",
  hardbreak: "text",
};

const unmarked: readonly MarkupNode["kind"][] = ["text", "paragraph", "list item"];

/** How the texts of children are put together where they don't just follow each other. */
const separators: Readonly<Partial<Record<MarkupNode["kind"], string>>> = {
  list: "\n",
  "nested list": "\n",
  "list item": "\n",
  "block quote": "\n",
};

let parser: Parser | undefined;

/** The exact syntax of `markdown_v1` is inferred: CommonMark, as far as the platform's page names it, and `~~strike~~`. */
function makeParser(): Parser {
  const rules = ["fence", "list", "blockquote", "emphasis", "strikethrough", "backticks", "link", "escape", "newline"];
  return new MarkdownIt("zero").enable(rules);
}

function kindOf({ type, markup }: Token, isInList: boolean): MarkupNode["kind"] | undefined {
  const kind = kinds[type];
  if (kind === "bold") return markup === "__" ? "underline" : "bold";
  return kind === "list" && isInList ? "nested list" : kind;
}

function leafText({ type, content }: Token): string {
  if (type === "fence") return content.replace(/\n$/, "");
  return type.endsWith("break") ? "\n" : content;
}

/** Turns the tokens up to the end of the part that they are in into nodes. */
function readNodes(tokens: Iterator<Token>, isInList: boolean): MarkupNode[] {
  const nodes: MarkupNode[] = [];
  for (let next = tokens.next(); !next.done && next.value.nesting >= 0; next = tokens.next()) {
    const token = next.value;
    const kind = kindOf(token, isInList);
    if (token.type === "inline") nodes.push(...readNodes((token.children ?? []).values(), isInList));
    else if (kind !== undefined && token.nesting === 0) nodes.push({ kind, text: leafText(token), children: [] });
    else if (kind !== undefined) nodes.push(withChildren(token, kind, readNodes(tokens, isInList || kind === "list")));
  }
  return nodes.filter(({ kind, text }) => kind !== "text" || text !== "");
}

function withChildren(token: Token, kind: MarkupNode["kind"], children: readonly MarkupNode[]): MarkupNode {
  const text = children.map((child) => child.text).join(separators[kind] ?? "");
  const href = token.attrGet("href");
  const first = token.type === "ordered_list_open" ? Number(token.attrGet("start") ?? 1) : undefined;
  return {
    kind,
    text,
    children,
    ...(href === null ? {} : { href: String(href) }),
    ...(first === undefined ? {} : { first }),
  };
}

function* piecesOf(nodes: readonly MarkupNode[]): Generator<MarkupPiece> {
  for (const { kind, text, children } of nodes) {
    if (!unmarked.includes(kind)) yield { markup: kind as Markup, text };
    yield* piecesOf(children);
  }
}

let last: { readonly text: string; readonly formatted: FormattedText } | undefined;

/** Reads a text in `markdown_v1`. What only looks like markup, such as `2 * 3 * 4`, is text. */
export function parseMarkup(text: string): FormattedText {
  // the channels that an event goes to ask one after the other
  if (last?.text !== text) last = { text, formatted: readText(text) };
  return last.formatted;
}

function readText(text: string): FormattedText {
  parser ??= makeParser();
  const nodes = readNodes(parser.parse(text, {}).values(), false);
  return { nodes, pieces: [...piecesOf(nodes)], plain: nodes.map((node) => node.text).join("\n\n") };
}

const signs = /[*_~`[>\\]|^ {0,3}(?:[-+]|\d{1,9}[.)])(?:\s|$)/m;

/** Whether reading a text as `markdown_v1` could give anything but the text; much faster than reading it. */
export function mayHoldMarkup(text: string): boolean {
  return signs.test(text);
}

/** The text of a rendering without its formatting. */
export function plainTextOf({ text, format }: Pick<Rendering, "text" | "format">): string {
  return format === undefined || !mayHoldMarkup(text) ? text : parseMarkup(text).plain;
}

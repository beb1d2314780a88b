import type { Node } from "jsonc-parser";
import { type Replacement, replaced } from "../lint/change.ts";
import type { Piece } from "./merge.ts";

/** How a text is laid out. */
interface Style {
  readonly text: string;
  readonly newline: string;
  /** what each level is indented by */
  readonly unit: string;
  readonly isMinified: boolean;
}

/** A member of a list or an object as it will stand there. */
interface Member {
  /** what it is made of, where it is there already */
  readonly node?: Node;
  readonly text: string;
}

function styleOf(text: string): Style {
  const unit = /\n([ \t]+)/.exec(text)?.[1];
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  return { text, newline, unit: unit ?? "  ", isMinified: unit === undefined && !text.trim().includes("\n") };
}

const endOf = ({ offset, length }: Node): number => offset + length;

/** The white space that the line with an offset begins with. */
function indentAt(offset: number, { text }: Style): string {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? "";
}

/** Whether the members of a list or an object stand on one line. */
function isInline({ offset, children = [] }: Node, { text, isMinified }: Style): boolean {
  const [first] = children;
  return first === undefined ? isMinified : !text.slice(offset, first.offset).includes("\n");
}

/** A new value, its lines indented as the one it begins on; on one line where no indent is given. */
function laidOut(value: unknown, indent: string | undefined, { unit, newline, isMinified }: Style): string {
  if (isMinified) return JSON.stringify(value);
  // line breaks of JSON stand between its tokens only
  if (indent === undefined) return JSON.stringify(value, null, 1).replace(/([[{])\n\s*|\n\s*([\]}])|\n\s*/g, inOneLine);
  return JSON.stringify(value, null, unit).replaceAll("\n", newline + indent);
}

const inOneLine = (_line: string, open?: string, close?: string): string => open ?? close ?? " ";

/** Members put together anew, with the layout that the list or the object has had. */
function joined(node: Node, members: readonly string[], style: Style): string {
  const [open, close] = node.type === "array" ? "[]" : "{}";
  if (members.length === 0) return `${open}${close}`;
  if (isInline(node, style)) {
    const [first] = node.children ?? [];
    const pad = first ? style.text.slice(node.offset + 1, first.offset) : "";
    return `${open}${pad}${members.join(style.isMinified ? "," : ", ")}${pad}${close}`;
  }
  const outer = style.newline + indentAt(node.offset, style);
  const inner = style.newline + memberIndent(node, style);
  return `${open}${inner}${members.join(`,${inner}`)}${outer}${close}`;
}

function memberIndent(node: Node, style: Style): string {
  const [first] = node.children ?? [];
  return first && !isInline(node, style) ? indentAt(first.offset, style) : indentAt(node.offset, style) + style.unit;
}

/** The text of a list or an object with other members: as it was but for these, where none came or went. */
function container(node: Node, members: readonly Member[], style: Style): string {
  const { children = [] } = node;
  const isSame =
    members.length === children.length && members.every((member, index) => member.node === children[index]);
  if (!isSame)
    return joined(
      node,
      members.map(({ text }) => text),
      style,
    );
  const replacements = members.map(({ text }, index): Replacement => {
    const child = children[index] as Node;
    return { start: child.offset - node.offset, end: endOf(child) - node.offset, text };
  });
  return replaced(style.text.slice(node.offset, endOf(node)), replacements);
}

function elementText(piece: Piece, node: Node | undefined, parent: Node, style: Style): string {
  if (node && piece.kind !== "fresh") return textOf(piece, node, style);
  const indent = isInline(parent, style) ? undefined : memberIndent(parent, style);
  return laidOut(piece.kind === "fresh" ? piece.value : null, indent, style);
}

function listText(piece: Piece & { kind: "list" }, node: Node, style: Style): string {
  const { children = [] } = node;
  const members = piece.members.map(({ from, piece: inner }): Member => {
    const child = from === undefined ? undefined : children[from];
    return { ...(child ? { node: child } : {}), text: elementText(inner, child, node, style) };
  });
  return container(node, members, style);
}

function objectText(piece: Piece & { kind: "object" }, node: Node, style: Style): string {
  const { children = [] } = node;
  const members = piece.members.map(({ key, piece: inner }): Member => {
    // of a key that stands there twice the last counts
    const property = children.findLast(({ children: [name] = [] }) => name?.value === key);
    const value = property?.children?.[1];
    const text = elementText(inner, value, node, style);
    if (!property || !value) return { text: `${JSON.stringify(key)}:${style.isMinified ? "" : " "}${text}` };
    return { node: property, text: style.text.slice(property.offset, value.offset) + text };
  });
  return container(node, members, style);
}

function textOf(piece: Piece, node: Node, style: Style): string {
  switch (piece.kind) {
    case "kept":
      return style.text.slice(node.offset, endOf(node));
    case "fresh":
      return laidOut(piece.value, indentAt(node.offset, style), style);
    case "list":
      return listText(piece, node, style);
    case "object":
      return objectText(piece, node, style);
  }
}

/** A JSON text with its value changed as a piece says; what is kept stays byte by byte. `root` is the tree of the text. */
export function rewritten(text: string, root: Node, piece: Piece): string {
  return text.slice(0, root.offset) + textOf(piece, root, styleOf(text)) + text.slice(endOf(root));
}

import type { Difference } from "../../expected/difference.ts";
import { isObject } from "../../input/json.ts";
import { printableJson } from "../json-text.ts";
import { excerptOf, type Piece, wordChanges } from "./word-changes.ts";

/** One side of a difference: what was expected, or what came. */
export interface Side {
  readonly sign: "-" | "+";
  /** JSON, safe to print */
  readonly pieces: readonly Piece[];
}

/** JSON of a value; an event without more in its `info` than the cid as its name and payload. */
export function valueText(value: unknown): string {
  const { info, packet } = isObject(value) ? value : {};
  const isPlain = isObject(info) && Object.keys(info).every((key) => key === "cid");
  if (!isPlain || !isObject(packet) || typeof packet.name !== "string") return printableJson(value);
  return `${printableJson(packet.name).slice(1, -1)} ${printableJson(packet.payload ?? {})}`;
}

function quoted(pieces: readonly Piece[]): Piece[] {
  const inner = excerptOf(pieces).map((piece) => ({ ...piece, text: printableJson(piece.text).slice(1, -1) }));
  return [{ text: '"', isChanged: false }, ...inner, { text: '"', isChanged: false }];
}

const one = (sign: Side["sign"], value: unknown): Side => ({
  sign,
  pieces: excerptOf([{ text: valueText(value), isChanged: true }]),
});

/** What was expected, then what came; only one of them where the other is not there. Long values are cut. */
export function sidesOf({ kind, expected, actual }: Difference): Side[] {
  if (kind === "missing") return [one("-", expected)];
  if (kind === "added") return [one("+", actual)];
  if (typeof expected !== "string" || typeof actual !== "string") return [one("-", expected), one("+", actual)];
  const { before, after } = wordChanges(expected, actual);
  return [
    { sign: "-", pieces: quoted(before) },
    { sign: "+", pieces: quoted(after) },
  ];
}

const words = { changed: "", missing: "is missing", added: "was not expected" } as const satisfies Record<
  Difference["kind"],
  string
>;

/** What a difference of this kind is called behind its place; nothing where both sides tell it. */
export function kindText({ kind }: Difference): string {
  return words[kind];
}

import { type Node, parseTree } from "jsonc-parser";
import { type CompareOptions, differencesOf, turnSpot } from "./compare.ts";
import type { Expectation, Sent } from "./difference.ts";
import { expectedVersion } from "./expected-schema.ts";
import { isIgnored } from "./ignored.ts";
import { rewritten } from "./layout.ts";
import { kept, merge, type Piece, valueAfter, written } from "./merge.ts";
import { type Cids, createRelations, type Relations } from "./normalize.ts";
import { inside, type Spot } from "./spot.ts";

/** A turn that was played. */
export interface PlayedTurn {
  /** which webhook of the fixture it is, from 1 */
  readonly turn: number;
  /** the name of that webhook */
  readonly event: string;
  readonly sent: Sent;
  /** the session of the fixture, and the one that it was played in */
  readonly cid?: Cids | undefined;
}

export interface UpdateOptions extends Pick<CompareOptions, "exact" | "ignore"> {
  /** the names of the fixture's webhooks, in their order: turns that none of them is are removed */
  readonly webhooks: readonly string[];
}

/** A turn as it stands in the file. */
interface WrittenTurn {
  readonly turn: number;
  readonly event: string;
  readonly answer: unknown;
  readonly requests?: readonly unknown[];
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

function expectationOf({ answer, requests = [] }: WrittenTurn): Expectation {
  return { answer: asList(answer), requests: requests.map(asList) };
}

function writtenTurn({ turn, event, sent, cid }: PlayedTurn, { exact }: UpdateOptions): WrittenTurn {
  const relations = createRelations({ cid, exact });
  const answer = written(sent.answer, relations);
  const requests = written(sent.requests, relations) as readonly unknown[];
  return { turn, event, answer, ...(requests.length > 0 ? { requests } : {}) };
}

/** What becomes of a turn's requests; none leave no empty list behind. */
function mergeRequests(before: WrittenTurn["requests"], sent: Sent["requests"], spot: Spot, relations: Relations) {
  const isNew = before === undefined && !isIgnored(spot.ignored);
  if (isNew && sent.length > 0) return { kind: "fresh", value: written(sent, relations) } as const;
  const piece = before && merge(before, sent, spot, relations);
  return sent.length > 0 || piece === kept ? piece : undefined;
}

function mergeTurn(before: WrittenTurn, { sent, cid }: PlayedTurn, { exact, ignore }: UpdateOptions): Piece {
  const relations = createRelations({ cid, exact });
  const spot = turnSpot({ ignore });
  const answer = merge(before.answer, sent.answer, inside(spot, "answer"), relations);
  const requests = mergeRequests(before.requests, sent.requests, inside(spot, "requests"), relations);
  const pieces = { answer, requests };
  const keys = [...new Set([...Object.keys(before), "requests"])];
  const members = keys.flatMap((key) => {
    const piece = key === "answer" || key === "requests" ? pieces[key] : kept;
    return piece ? [{ key, piece }] : [];
  });
  return { kind: "object", members };
}

/** What becomes of a turn of the file. Should ids get in each other's way it is written anew. */
function updatedTurn(before: WrittenTurn, played: PlayedTurn, options: UpdateOptions): Piece {
  const compare = { ...options, cid: played.cid };
  const holds = (turn: WrittenTurn) => differencesOf(expectationOf(turn), played.sent, compare).length === 0;
  if (before.event === played.event) {
    if (holds(before)) return kept;
    const piece = mergeTurn(before, played, options);
    if (holds(valueAfter(piece, before) as WrittenTurn)) return piece;
  }
  return { kind: "fresh", value: writtenTurn(played, options) };
}

interface Row {
  readonly turn: number;
  readonly from?: number;
  readonly piece: Piece;
}

/** What becomes of the turns that stand in the file. */
function updatedRows(
  before: readonly WrittenTurn[],
  played: ReadonlyMap<number, PlayedTurn>,
  options: UpdateOptions,
): Row[] {
  return before.flatMap((one, from): Row[] => {
    const { turn } = one;
    const now = played.get(turn);
    if (now) return [{ turn, from, piece: updatedTurn(one, now, options) }];
    return options.webhooks[turn - 1] === one.event ? [{ turn, from, piece: kept }] : [];
  });
}

/** Puts new turns before the first one that comes later. */
function withNew(rows: readonly Row[], added: readonly Row[]): Row[] {
  return added.reduce<Row[]>((all, row) => {
    const place = all.findIndex(({ turn }) => turn > row.turn);
    return all.toSpliced(place === -1 ? all.length : place, 0, row);
  }, rows.slice());
}

function freshText(turns: readonly WrittenTurn[]): string {
  return `${JSON.stringify({ schemaVersion: expectedVersion, turns }, null, 2)}\n`;
}

/**
 * The text of a file of expected answers after what was played is expected from now on; `undefined` where nothing has to be
 * written. `text` is what `parseExpected` takes, or `undefined` where there is no file. Turns that hold keep their bytes; in
 * others, matchers and values that hold do, and the layout. Turns that were not played stay, unless the fixture has none such.
 */
export function updatedText(
  text: string | undefined,
  turns: readonly PlayedTurn[],
  options: UpdateOptions,
): string | undefined {
  const played = new Map(turns.toSorted((one, other) => one.turn - other.turn).map((one) => [one.turn, one]));
  if (text === undefined) {
    return played.size === 0 ? undefined : freshText([...played.values()].map((one) => writtenTurn(one, options)));
  }
  const value = JSON.parse(text) as { readonly turns: readonly WrittenTurn[] };
  const rows = updatedRows(value.turns, played, options);
  const known = new Set(rows.map(({ turn }) => turn));
  const added = [...played.values()]
    .filter(({ turn }) => !known.has(turn))
    .map((one): Row => ({ turn: one.turn, piece: { kind: "fresh", value: writtenTurn(one, options) } }));
  const isDone = rows.length === value.turns.length && rows.every(({ piece }) => piece === kept);
  if (isDone && added.length === 0) return undefined;
  const members = Object.keys(value).map((key): { key: string; piece: Piece } => ({
    key,
    piece: key === "turns" ? { kind: "list", members: withNew(rows, added) } : kept,
  }));
  return rewritten(text, parseTree(text) as Node, { kind: "object", members });
}

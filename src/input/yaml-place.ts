import {
  type Alias,
  isAlias,
  isCollection,
  isMap,
  isScalar,
  type Node,
  type ParsedNode,
  type Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { DuplicateKey } from "./duplicate-keys.ts";
import type { Span } from "./locate.ts";
import { numberLoss, textLoss } from "./losses.ts";
import { depthLimit, type Fault, tooDeepMessage } from "./syntax-faults.ts";

/** A value with its place, and with those of what is in it. */
export interface Place extends Span {
  readonly value: unknown;
  readonly members: ReadonlyMap<string, Member>;
  /** how many values it is, with all that are in it */
  readonly size: number;
  readonly depth: number;
}

export interface Member {
  readonly place: Place;
  readonly key?: Span;
}

/** What is gathered on the way through one document. */
interface Walk {
  readonly anchors: Map<string, Place>;
  readonly faults: Fault[];
  readonly duplicates: DuplicateKey[];
  /** how many values aliases may still stand for */
  aliasBudget: number;
}

/** As many values as aliases may stand for: few lines can stand for more than there is memory. */
const aliasLimit = 1_000_000;

const noMembers: Place["members"] = new Map();

/** The place of a value with nothing in it. */
export const leaf = (value: unknown, { start, end }: Span): Place => ({
  value,
  start,
  end,
  members: noMembers,
  size: 1,
  depth: 0,
});

function spanOf({ range }: Node): Span {
  const [start = 0, end = start] = range ?? [];
  return { start, end };
}

function scalarPlace(node: Scalar, walk: Walk): Place {
  const span = spanOf(node);
  const { value, source = "" } = node;
  const message = typeof value === "string" ? textLoss(value) : lossOfNumber(value, source);
  if (message !== undefined) walk.faults.push({ message, ...span });
  return leaf(value, span);
}

function lossOfNumber(value: unknown, written: string): string | undefined {
  if (typeof value !== "number") return undefined;
  return /^[-+]?\.(inf|nan)$/i.test(written) ? `JSON has no number like ${written}` : numberLoss(written);
}

/** What is wrong with an alias of such a place; of aliases that stand for too much only the first. */
function aliasFault(name: string, target: Place | undefined, walk: Walk): string | undefined {
  if (target === undefined) return `*${name} has no anchor &${name} that ends before it`;
  const isFirst = walk.aliasBudget >= 0;
  walk.aliasBudget -= target.size;
  if (walk.aliasBudget >= 0 || !isFirst) return undefined;
  return `aliases stand for more than ${aliasLimit.toLocaleString("en-US")} values`;
}

/** The place of what an alias stands for; where it is itself is where the alias is. */
function aliasPlace(node: Alias, walk: Walk): Place {
  const span = spanOf(node);
  const target = walk.anchors.get(node.source);
  const message = aliasFault(node.source, target, walk);
  if (message !== undefined) walk.faults.push({ message, ...span });
  return target === undefined || walk.aliasBudget < 0 ? leaf(null, span) : { ...target, ...span };
}

function collectionPlace(node: Node, value: unknown, members: Place["members"], walk: Walk): Place {
  let size = 1;
  let depth = 1;
  for (const { place } of members.values()) {
    size += place.size;
    depth = Math.max(depth, place.depth + 1);
  }
  const span = spanOf(node);
  if (depth === depthLimit + 1) walk.faults.push({ message: tooDeepMessage, ...span });
  return { value, ...span, members, size, depth };
}

function listPlace(node: YAMLSeq, walk: Walk): Place {
  const places = (node.items as ParsedNode[]).map((item) => placeOf(item, walk));
  const members = new Map(places.map((place, index) => [String(index), { place }]));
  return collectionPlace(
    node,
    places.map(({ value }) => value),
    members,
    walk,
  );
}

/** The objects whose members a merge key `<<` adds; of several the first counts. */
function mergedPlaces(place: Place, walk: Walk): Place[] {
  const places = Array.isArray(place.value) ? [...place.members.values()].map((member) => member.place) : [place];
  if (place.value === null) return [];
  const isObject = ({ value }: Place) => typeof value === "object" && value !== null && !Array.isArray(value);
  if (places.every(isObject)) return places;
  walk.faults.push({
    message: "<< takes an alias of an object, or a list of them",
    start: place.start,
    end: place.end,
  });
  return [];
}

const isMergeKey = (key: unknown): boolean => isScalar(key) && key.value === "<<" && key.type === "PLAIN";

function objectPlace(node: YAMLMap, walk: Walk): Place {
  const members = new Map<string, Member>();
  const merged: Place[] = [];
  for (const { key, value } of node.items as { key: ParsedNode; value: ParsedNode | null }[]) {
    const keyPlace = placeOf(key, walk);
    const span = spanOf(key);
    const place = value === null ? leaf(null, { start: span.end, end: span.end }) : placeOf(value, walk);
    if (isMergeKey(key)) {
      merged.push(...mergedPlaces(place, walk));
      continue;
    }
    if (isCollection(key)) walk.faults.push({ message: "a key has to be a text", ...span });
    // an object may have a toString of its own
    const name = typeof keyPlace.value === "object" ? JSON.stringify(keyPlace.value) : String(keyPlace.value);
    if (members.has(name)) walk.duplicates.push({ key: name, ...span });
    members.set(name, { place, key: span });
  }
  for (const place of merged) {
    for (const [name, member] of place.members) if (!members.has(name)) members.set(name, member);
  }
  const value = Object.fromEntries([...members].map(([name, { place }]) => [name, place.value]));
  return collectionPlace(node, value, members, walk);
}

/** What a walk begins with. */
export const newWalk = (): Walk => ({ anchors: new Map(), faults: [], duplicates: [], aliasBudget: aliasLimit });

/** The place of a node of a document; what is wrong in it is gathered in `walk`. */
export function placeOf(node: ParsedNode | null, walk: Walk): Place {
  if (node === null) return leaf(null, { start: 0, end: 0 });
  if (isAlias(node)) return aliasPlace(node, walk);
  const place = isMap(node)
    ? objectPlace(node, walk)
    : isScalar(node)
      ? scalarPlace(node, walk)
      : listPlace(node, walk);
  if (node.anchor !== undefined) walk.anchors.set(node.anchor, place);
  return place;
}

import { tokenKinds, tokensOf } from "./tokens.ts";

/** Keys and indexes from a JSON text's value to a value in it. */
export type Path = readonly (string | number)[];

/** Offsets in UTF-16 units, the end not included. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Finds a value, or the key it has, in a text. */
export type Find = (path: Path, what?: "value" | "key") => Span;

/** A path that is looked for, and what was found on the way to it. */
interface Wanted {
  readonly children: Map<string, Wanted>;
  value?: Span;
  key?: Span;
}

interface Frame {
  readonly wanted: Wanted | undefined;
  readonly start: number;
  /** the index in a list; `undefined` in an object */
  index: number | undefined;
  /** what the next value in this container is, if it is looked for */
  next: Wanted | undefined;
}

function plant(paths: readonly Path[]): Wanted {
  const root: Wanted = { children: new Map() };
  for (const path of paths) {
    let node = root;
    for (const step of path) {
      const key = String(step);
      const child: Wanted = node.children.get(key) ?? { children: new Map() };
      node.children.set(key, child);
      node = child;
    }
  }
  return root;
}

/** Walks the tokens once, without recursion, and notes where the wanted values and keys stand. */
function walk(text: string, root: Wanted): void {
  const frames: Frame[] = [];
  const begin = (): Wanted | undefined => {
    const frame = frames.at(-1);
    if (frame === undefined) return root;
    return frame.index === undefined ? frame.next : frame.wanted?.children.get(String(frame.index));
  };
  let expectsKey = false;
  for (const { kind, value, start, end } of tokensOf(text)) {
    const frame = frames.at(-1);
    if (kind === tokenKinds.openBrace || kind === tokenKinds.openBracket) {
      const isObject = kind === tokenKinds.openBrace;
      frames.push({ wanted: begin(), start, index: isObject ? undefined : 0, next: undefined });
      expectsKey = isObject;
    } else if (kind === tokenKinds.closeBrace || kind === tokenKinds.closeBracket) {
      const closed = frames.pop();
      if (closed?.wanted) closed.wanted.value = { start: closed.start, end };
      expectsKey = false;
    } else if (kind === tokenKinds.comma) {
      if (frame?.index !== undefined) frame.index++;
      expectsKey = frame !== undefined && frame.index === undefined;
    } else if (kind === tokenKinds.colon) {
      expectsKey = false;
    } else if (expectsKey && frame) {
      frame.next = frame.wanted?.children.get(value);
      if (frame.next) frame.next.key = { start, end };
    } else {
      const wanted = begin();
      if (wanted) wanted.value = { start, end };
    }
  }
}

/**
 * Finds values, and the keys they have, in a JSON text that `JSON.parse` takes: all paths in one pass. The result gives
 * the place of a path's value, or of its key where that is asked; where the value is not there, the place of the nearest
 * value around it. Of keys given twice, the last counts, as for `JSON.parse`.
 */
export function locate(text: string, paths: readonly Path[]): Find {
  const root = plant(paths);
  walk(text, root);
  return (path, what = "value") => {
    let nearest = root;
    let reached = true;
    for (const step of path) {
      const child = nearest.children.get(String(step));
      reached = child?.value !== undefined;
      if (child === undefined || !reached) break;
      nearest = child;
    }
    const key = what === "key" && reached ? nearest.key : undefined;
    return key ?? nearest.value ?? { start: 0, end: text.length };
  };
}

import type { Role } from "./roles.ts";

/** What is known of a shape: what was remembered for it, if anything was. */
export interface Recalled<Outcome> {
  outcome: Outcome | undefined;
}

/** Where a walk through a text has come to: what was seen so far is the way from the root. */
export interface Step<Outcome> extends Recalled<Outcome> {
  readonly next: Map<unknown, Step<Outcome>>;
  /** how texts that came here went on */
  readonly ways: Way<Outcome>[];
}

/** What stood in a text, as it was written, up to the next piece of which only the kind matters. */
export interface Way<Outcome> {
  readonly written: string;
  readonly to: Step<Outcome>;
  /** `undefined` where the text ends */
  readonly piece: Role | undefined;
}

/** More ways than bots have to go on, and few enough to try them all. */
const mostWays = 24;

/** The first step of a tree. */
export const beginTree = <Outcome>(): Step<Outcome> => ({ outcome: undefined, next: new Map(), ways: [] });

/** Adds a way to those of a step; where there are many, the last one is forgotten for it. */
export function addWay<Outcome>({ ways }: Step<Outcome>, way: Way<Outcome>): void {
  if (ways.some(({ written, piece }) => written === way.written && piece === way.piece)) return;
  if (ways.length === mostWays) ways.pop();
  ways.unshift(way);
}

/** Puts a way before the others that are less in use. */
export function prefer<Outcome>(ways: Way<Outcome>[], index: number): void {
  [ways[index - 1], ways[index]] = [ways[index] as Way<Outcome>, ways[index - 1] as Way<Outcome>];
}

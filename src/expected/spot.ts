import { isObject } from "../input/json.ts";
import { type Ignored, ignoredIn, isIgnored } from "./ignored.ts";

/** What stands at a place of a turn, as far as the protocol gives it a meaning of its own. */
export type Level = "turn" | "requests" | "events" | "event" | "info" | "packet" | "value";

/** A place in what was expected, and the one that belongs to it in what was sent. */
export interface Spot {
  /** JSON Pointers */
  readonly expected: string;
  readonly actual: string;
  readonly level: Level;
  readonly ignored: Ignored;
}

type Step = string | number;

const insideOf = {
  turn: (step) => (step === "requests" ? "requests" : "events"),
  requests: () => "events",
  events: () => "event",
  event: (step) => (step === "info" || step === "packet" ? step : "value"),
  info: () => "value",
  packet: () => "value",
  value: () => "value",
} as const satisfies Record<Level, (step: Step) => Level>;

const segment = (step: Step): string =>
  typeof step === "number" ? `/${step}` : `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`;

/** The spot one step further into both values; the steps differ where an element stands elsewhere in a list. */
export function inside(spot: Spot, expected: Step, actual: Step = expected): Spot {
  return {
    expected: spot.expected + segment(expected),
    actual: spot.actual + segment(actual),
    level: insideOf[spot.level](expected),
    ignored: ignoredIn(spot.ignored, expected),
  };
}

/** The spot of something in a matcher: it stands for what is at the matcher's own place. */
export function inMatcher(spot: Spot, ...steps: readonly Step[]): Spot {
  return { ...spot, expected: spot.expected + steps.map(segment).join("") };
}

/** Keys of objects that say nothing where they are empty. */
const emptyMeansNothing: Partial<Record<Level, string>> = { info: "context", packet: "payload" };

const isEmptyObject = (value: unknown): boolean => isObject(value) && Object.keys(value).length === 0;

/** Whether it makes no difference that a key is on one side only. */
export function meansNothing(
  side: "expected" | "actual",
  key: string,
  value: unknown,
  { level, ignored }: Spot,
): boolean {
  if (isIgnored(ignoredIn(ignored, key))) return true;
  if (emptyMeansNothing[level] === key && isEmptyObject(value)) return true;
  return side === "actual" && level === "event" && key === "info";
}

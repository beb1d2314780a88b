import { isObject, type JsonObject } from "../input/json.ts";
import { printable } from "../printable.ts";

/** Longer values are shortened. */
const longest = 60;
/** How much of a shortened text stands before the place that matters. */
const lead = 20;

const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

/** An offset that does not part a pair of surrogates. */
const whole = (text: string, at: number): number => (isLow(text.charCodeAt(at)) ? at - 1 : at);

/** A text in double quotes, safe to print; of a long one what stands around an offset. */
export function quotedAround(text: string, at = 0): string {
  const start = text.length <= longest ? 0 : whole(text, Math.max(0, Math.min(at - lead, text.length - longest)));
  const end = whole(text, Math.min(text.length, start + longest));
  const piece = printable(JSON.stringify(text.slice(start, end)).slice(1, -1));
  return `"${start > 0 ? "…" : ""}${piece}${end < text.length ? "…" : ""}"`;
}

/** The beginning of a text, on one line and safe to print, without quotes. */
export function shortened(text: string): string {
  return text.length <= longest ? printable(text) : `${printable(text.slice(0, whole(text, longest)))}…`;
}

/** A key as a message names it. */
export const shownKey = (key: string): string => (/^[\w$-]{1,60}$/.test(key) ? key : quotedAround(key));

/** Parameters that say best which event it is. */
const tellingParameters = ["body", "headline", "link", "group", "duration", "subject", "type"] as const;

function tellingValue(payload: unknown): string {
  if (!isObject(payload)) return "";
  const key = tellingParameters.find((name) => typeof payload[name] === "string" || typeof payload[name] === "number");
  return key === undefined ? "" : ` ${shown(payload[key])}`;
}

/** The name of an event, `undefined` for any other value. */
export function eventNameOf(value: unknown): string | undefined {
  const packet = isObject(value) ? value.packet : undefined;
  return isObject(packet) && typeof packet.name === "string" ? packet.name : undefined;
}

function shownObject(value: JsonObject): string {
  const name = eventNameOf(value);
  if (name !== undefined) return `${shortened(name)}${tellingValue((value.packet as JsonObject).payload)}`;
  const keys = Object.keys(value);
  return `an object with ${shortened(keys.join(", "))}`;
}

/** Whether a value may be short enough to be shown as it is. */
function isSmall(value: object, depth = 0): boolean {
  const members = Object.values(value);
  const areSmall = () => members.every((one) => typeof one !== "object" || one === null || isSmall(one, depth + 1));
  return depth < 3 && members.length < 4 && areSmall();
}

/** A JSON value as a message shows it: `"Hi"`, `message "Hi"`, `{"id":"yes"}`, `a list of 12`. Safe to print. */
export function shown(value: unknown): string {
  if (typeof value === "string") return quotedAround(value);
  if (typeof value !== "object" || value === null) return String(value);
  const json = eventNameOf(value) === undefined && isSmall(value) ? JSON.stringify(value) : "";
  if (json !== "" && json.length <= longest) return printable(json);
  return Array.isArray(value) ? `a list of ${value.length}` : shownObject(value as JsonObject);
}

/** `1 character`, `2 characters`. */
export const counted = (count: number, word: string): string => `${count} ${word}${count === 1 ? "" : "s"}`;

const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];

/** `third event` for the index 2, and `event 11` where there is no such word. */
export function nth(index: number, word: string): string {
  const ordinal = ordinals[index];
  return ordinal === undefined ? `${word} ${index + 1}` : `${ordinal} ${word}`;
}

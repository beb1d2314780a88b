import { UlbotError } from "../errors.ts";
import { isObject } from "../input/json.ts";
import { type FileValue, failureAt } from "../input/values.ts";
import { isWebhook, itemsOf } from "../lint/answer.ts";
import { printable } from "../printable.ts";

const forbiddenKeys: readonly string[] = ["__proto__", "constructor", "prototype"];

/** A container of the payload under construction. */
type Container = Record<string | number, unknown>;

function assign(target: Container, path: readonly string[], value: unknown, assignment: string): void {
  let container = target;
  for (const [index, key] of path.entries()) {
    if (index === path.length - 1) {
      container[key] = value;
      return;
    }
    const next = path[index + 1] ?? "";
    container[key] ??= /^\d+$/.test(next) ? [] : {};
    const inner = container[key];
    if (typeof inner !== "object" || inner === null) {
      throw new UlbotError("usage", `--set ${printable(assignment)}: ${printable(key)} has a value already`);
    }
    container = inner as Container;
  }
}

function parsedValue(text: string, assignment: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const hint = "write := before JSON, such as duration:=2, and = before text";
    throw new UlbotError("usage", `--set ${printable(assignment)}: what follows := is not JSON`, { hint, cause });
  }
}

/** No option needs more, and a list with holes up to a mistyped index would be long. */
const indexLimit = 100;

/**
 * Builds a payload from assignments: `body=text`, `options.0.id=text`, `duration:=2` (JSON). Throws an `UlbotError` for
 * one that can't be read, and for a list with holes.
 */
export function buildPayload(assignments: readonly string[]): Record<string, unknown> {
  const payload: Container = {};
  for (const assignment of assignments) {
    const [, key, colon, text = ""] = /^([^=:]+)(:?)=([\s\S]*)$/.exec(assignment) ?? [];
    const path = key?.split(".") ?? [];
    const isUsable = path.length > 0 && path.every((step) => step !== "" && !forbiddenKeys.includes(step));
    if (!isUsable || path.some((step) => /^\d+$/.test(step) && Number(step) > indexLimit)) {
      const hint = "write it as key=text, such as --set body=Hello --set options.0.id=yes";
      throw new UlbotError("usage", `--set ${printable(assignment)} is not an assignment`, { hint });
    }
    assign(payload, path, colon ? parsedValue(text, assignment) : text, assignment);
  }
  checkHoles(payload);
  return payload;
}

function checkHoles(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  const children = Array.isArray(value) ? Array.from(value) : Object.values(value);
  if (children.includes(undefined)) throw new UlbotError("usage", "--set leaves out an index of a list");
  for (const child of children) checkHoles(child);
}

/** An event for a session. */
export function composeEvent(cid: string, name: string, payload: Record<string, unknown>): unknown {
  return { info: { cid }, packet: { name, payload } };
}

/**
 * The events of a file, for the session `cid` where one is given, else for the one they name. Gives what to post: one
 * event, or a list. Throws an `UlbotError` for what holds no event, and for an event without a session.
 */
export function addressEvents(sources: readonly FileValue[], cid: string | undefined): unknown {
  const [source] = sources;
  if (source === undefined) throw new UlbotError("usage", "there is no event to send");
  if (sources.length > 1) {
    const hint = "send the lines one by one, or put the events into one list";
    throw new UlbotError("usage", `${source.file} holds ${sources.length} lines, but one request takes one answer`, {
      hint,
    });
  }
  const events = itemsOf(source.value).map(({ value, path }) => {
    if (isWebhook(value)) throw failureAt(source, path, "this is a webhook, which only the platform sends");
    if (!isObject(value)) throw failureAt(source, path, "an event has to stand here");
    const info = isObject(value.info) ? value.info : {};
    if (cid === undefined && info.cid === undefined) {
      throw failureAt(source, path, "the event names no session", "name it with --cid");
    }
    return { ...value, info: { ...info, cid: cid ?? info.cid } };
  });
  if (events.length === 0) throw new UlbotError("usage", `${source.file} holds no event`);
  return isObject(source.value) && events.length === 1 ? events[0] : events;
}

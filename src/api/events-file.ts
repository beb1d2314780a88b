import { UlbotError } from "../errors.ts";
import { isObject, type JsonObject } from "../input/json.ts";
import { type FileValue, failureAt } from "../input/values.ts";
import { type Item, isWebhook, itemsOf } from "../lint/answer.ts";
import { printable } from "../printable.ts";

/** The one value of a file. Throws for a file that holds none, or several. */
export function onlyValue(values: readonly FileValue[], file: string): FileValue {
  const [value, ...more] = values;
  if (value === undefined) throw new UlbotError("usage", `${printable(file)} is empty, but should hold an event`);
  if (more.length === 0) return value;
  const hint = "send the lines one by one, or put the events into one list [ … ]";
  const message = `${printable(value.file)} holds ${values.length} lines of JSON, but one request takes one`;
  throw new UlbotError("usage", message, { hint });
}

/**
 * The events of a file for the session `cid`, or for the one they name: one event where it stands alone, else a list.
 * Throws an `UlbotError` (usage) with the place of what is no event, and of an event without a session.
 */
export function addressEvents(source: FileValue, cid: string | undefined): unknown {
  const items = itemsOf(source.value);
  const events = items.map((item) => addressed(item, source, cid));
  const hint = 'put an event into it: {"info": …, "packet": …}';
  if (events.length === 0) throw failureAt(source, [], "there is no event in the list", hint);
  const standsAlone = typeof items[0]?.path.at(-1) !== "number";
  return standsAlone ? events[0] : events;
}

function addressed({ value, path }: Item, source: FileValue, cid: string | undefined): JsonObject {
  if (!isObject(value)) throw failureAt(source, path, "an event has to stand here");
  if (isWebhook(value)) {
    const hint = "an event of a bot has nothing in its info but cid and context";
    throw failureAt(source, path, "this is a webhook, which only the platform sends", hint);
  }
  const { info = {} } = value;
  if (!isObject(info)) throw failureAt(source, [...path, "info"], "info has to be an object");
  if (cid === undefined && info.cid === undefined) {
    throw failureAt(source, path, "the event names no session", "name it with --cid");
  }
  return { ...value, info: { ...info, cid: cid ?? info.cid } };
}

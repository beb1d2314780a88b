import { isObject, type JsonObject } from "../input/json.ts";
import { type FileValue, failureAt } from "../input/values.ts";
import { type Item, isWebhook, itemsOf } from "../lint/answer.ts";

/** What every event gets in its info: the session and the context, where they are told apart from the event. */
export interface Address {
  readonly cid?: string | undefined;
  readonly context?: JsonObject;
}

/**
 * The events of a file, for the session they name unless the address does: one event where it stands alone, else a list.
 * Throws an `UlbotError` (usage) with the place of what is no event, and of an event without a session.
 */
export function addressEvents(source: FileValue, address: Address): unknown {
  const items = itemsOf(source.value);
  const events = items.map((item) => addressed(item, source, address));
  const hint = 'put an event into it: {"info": …, "packet": …}';
  if (events.length === 0) throw failureAt(source, [], "there is no event in the list", hint);
  const standsAlone = typeof items[0]?.path.at(-1) !== "number";
  return standsAlone ? events[0] : events;
}

function addressed({ value, path }: Item, source: FileValue, address: Address): JsonObject {
  if (!isObject(value)) throw failureAt(source, path, "an event has to stand here");
  if (isWebhook(value)) {
    const hint = "an event of a bot has nothing in its info but cid and context";
    throw failureAt(source, path, "this is a webhook, which only the platform sends", hint);
  }
  const { info = {} } = value;
  if (!isObject(info)) throw failureAt(source, [...path, "info"], "info has to be an object");
  const { cid = info.cid, ...more } = address;
  if (cid === undefined) {
    throw failureAt(source, path, "the event names no session", "name it with --cid");
  }
  return { ...value, info: { ...info, ...more, cid } };
}

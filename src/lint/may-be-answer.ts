import { isObject, type Json, parseWithComments } from "../input/json.ts";
import { isWebhook } from "./answer.ts";
import { toldBy } from "./said.ts";

/** Whether a value is an event by the keys of its envelope; descriptions of APIs have an `info` too, but no cid in it. */
function isLikeEvent(value: unknown): boolean {
  if (!isObject(value) || isWebhook(value)) return false;
  return Object.hasOwn(value, "packet") || (isObject(value.info) && Object.hasOwn(value.info, "cid"));
}

function isLikeAnswer(value: unknown): boolean {
  return toldBy(value).said.some(
    ({ items, entry, isExpected }) => entry || isExpected || items.some((item) => isLikeEvent(item.value)),
  );
}

/**
 * Whether a text that nobody named should be linted: something in it is like an event of a bot, or it can't be told as the
 * text is faulty. Comments, which many configurations have, are no such fault.
 */
export function mayBeAnswer({ syntax, text, value, faults }: Json): boolean {
  if (faults.length === 0) return isLikeAnswer(value);
  const commented = syntax === "json" ? parseWithComments(text) : undefined;
  return commented === undefined || isLikeAnswer(commented);
}

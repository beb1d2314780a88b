import { UlbotError } from "../errors.ts";
import type { InputAccess } from "../input/input.ts";
import { isObject } from "../input/json.ts";
import { type FileValue, readValues } from "../input/values.ts";
import { itemsOf } from "../lint/answer.ts";
import { printable } from "../printable.ts";
import { buildPayload } from "./assignments.ts";
import { parseContext } from "./context.ts";
import { type Address, addressEvents } from "./events-file.ts";

/** What a user wants sent: exactly one of a text, an event with its values, and a file. */
export interface Wish {
  readonly cid?: string | undefined;
  /** JSON of the context for every event */
  readonly context?: string | undefined;
  readonly message?: string | undefined;
  readonly event?: string | undefined;
  /** `key=text` or `key:=JSON`, for the event */
  readonly set?: readonly string[] | undefined;
  /** `-` for standard input */
  readonly file?: string | undefined;
}

/** What is about to be posted. */
export interface Composed {
  /** one event, or a list of them */
  readonly body: unknown;
  /** the sessions it is for: one, or several where the events contradict each other */
  readonly cids: readonly string[];
  /** names of the events, in their order */
  readonly events: readonly string[];
  /** the file it came from */
  readonly source?: FileValue;
}

/**
 * Composes what to post: one request, or one for each line of JSON Lines. Throws an `UlbotError` (usage) where that can't be
 * told from what is given, and for a file that can't be read.
 */
export async function compose(wish: Wish, access: InputAccess): Promise<readonly Composed[]> {
  checkWish(wish);
  const { message, event, file = "", set = [], cid } = wish;
  const address = { cid, ...(wish.context === undefined ? {} : { context: parseContext(wish.context) }) };
  if (message !== undefined) return [described(newEvent(address, "message", { body: message }))];
  if (event !== undefined) return [described(newEvent(address, event, buildPayload(set)))];
  const sources = await readValues(file, access);
  if (sources.length === 0) throw new UlbotError("usage", `${printable(file)} is empty, but should hold an event`);
  return sources.map((source) => ({ ...described(addressEvents(source, address)), source }));
}

function checkWish({ cid, message, event, set = [], file }: Wish): void {
  const sources = { "--message": message, "--event": event, "the file": file };
  const given = Object.entries(sources).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  if (given.length === 0) {
    const hint = "such as -m 'Hello', --event bubbles --set body=…, events.json, or - for standard input";
    throw new UlbotError("usage", "there is nothing to send: give a message, an event or a file", { hint });
  }
  if (given.length > 1) {
    throw new UlbotError("usage", `${given.join(" and ")} are given, but a request takes one of them`);
  }
  if (set.length > 0 && event === undefined) {
    const hint = "name the event, such as --event bubbles";
    throw new UlbotError("usage", "--set is given without --event", { hint });
  }
  for (const [name, value] of Object.entries({ "--cid": cid, ...sources })) {
    if (value?.trim() === "") throw new UlbotError("usage", `${name} is blank, but needs a value`);
  }
}

function newEvent({ cid, ...info }: Address, name: string, payload: Record<string, unknown>): unknown {
  if (cid !== undefined) return { info: { cid, ...info }, packet: { name, payload } };
  const hint = "copy it from a webhook of the session: info.cid";
  throw new UlbotError("usage", "send has to know the session: give its --cid", { hint });
}

function described(body: unknown): Composed {
  const parts = itemsOf(body).map(({ value }) => (isObject(value) ? value : {}));
  const cids = parts.map(({ info }) => (isObject(info) ? String(info.cid) : "?"));
  const events = parts.map(({ packet }) => (isObject(packet) ? String(packet.name) : "?"));
  return { body, cids: [...new Set(cids)], events };
}

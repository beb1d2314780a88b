import type { Path } from "../input/locate.ts";
import { type Entry, isEntry } from "../transcript/entry.ts";
import { type Item, itemsOf } from "./answer.ts";
import { expectedEvents, isExpectedFile } from "./expected-events.ts";

/** What a bot said at once: an answer to a webhook, or a request to the API URL. */
export interface Said {
  readonly items: readonly Item[];
  /** the entry of the transcript it was recorded in */
  readonly entry?: Extract<Entry, { kind: "answer" | "request" }>;
  /** where that entry stands */
  readonly path: Path;
  /** true where it is what a bot is expected to say */
  readonly isExpected?: boolean;
  /** where matchers stand in it: nothing is known of what is there */
  readonly matchers?: readonly Path[];
}

/** What a value of a file tells: what the bot said, and webhooks that say on which channel. */
interface Told {
  readonly said: readonly Said[];
  readonly webhooks: readonly Extract<Entry, { kind: "webhook" }>[];
}

function toldByEntry(entry: Entry, path: Path): Told {
  switch (entry.kind) {
    case "webhook":
      return { said: [], webhooks: [entry] };
    case "answer":
    case "request":
      return { said: [{ items: itemsOf(entry.events, [...path, "events"]), entry, path }], webhooks: [] };
    case "finding":
      return { said: [], webhooks: [] };
  }
}

const answer = (value: unknown, path: Path): Told => ({ said: [{ items: itemsOf(value, path), path }], webhooks: [] });

/**
 * What stands in a JSON value: one answer (an event, a list, `{response: …}`), an entry of a transcript, or a list of those;
 * or all that a file of expected answers expects.
 */
export function toldBy(value: unknown): Told {
  if (isExpectedFile(value)) return { said: expectedEvents(value), webhooks: [] };
  if (isEntry(value)) return toldByEntry(value, []);
  if (!Array.isArray(value) || !value.some(isEntry)) return answer(value, []);
  const told = value.map((member, index) => (isEntry(member) ? toldByEntry(member, [index]) : answer(member, [index])));
  return { said: told.flatMap(({ said }) => said), webhooks: told.flatMap(({ webhooks }) => webhooks) };
}

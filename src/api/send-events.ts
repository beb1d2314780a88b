import { pause } from "../bot/time-limit.ts";
import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { definitionOf, isEventName } from "../protocol/events/index.ts";
import { type ApiClientOptions, createApiClient, type Sent } from "./client.ts";
import type { Composed } from "./compose.ts";

export interface SendOptions extends Omit<ApiClientOptions, "wait"> {
  /** asked before what can't be undone, such as "end ends the session …"; false keeps it from being sent */
  readonly confirm: (what: string) => Promise<boolean>;
  /** called before every wait after a 429, with its milliseconds */
  readonly onWait: (ms: number) => void;
}

const declined: Sent = { outcome: "not-sent", message: "nothing is sent, as you say", attempts: 0, ms: 0, waitedMs: 0 };

/**
 * Sends a request over a connection of its own, and asks before an event that ends the session. Whatever the platform
 * does is a `Sent`. Throws an `UlbotError` (usage) for a token that can't be one, and the signal's reason once that
 * aborts, which then tells whether the request may have arrived.
 */
export async function sendEvents(request: Composed, { confirm, onWait, ...options }: SendOptions): Promise<Sent> {
  let isOut = false;
  const wait = async (ms: number, signal: AbortSignal): Promise<void> => {
    isOut = false;
    onWait(ms);
    await pause(ms, signal);
    isOut = true;
  };
  const client = createApiClient({ ...options, wait });
  try {
    const ending = endingOf(request);
    if (ending !== undefined && !(await confirm(ending))) return declined;
    options.signal.throwIfAborted();
    isOut = true;
    return await client.send(request.body);
  } catch (error) {
    throw isOut && error === options.signal.reason ? withDoubt(error) : error;
  } finally {
    await client.close();
  }
}

/** That a request ends the session, or may end it; `undefined` where it doesn't. */
function endingOf({ events, cid }: Composed): string | undefined {
  const ending = events.filter(isEventName).find((name) => definitionOf(name).endsSession !== "never");
  return ending && `${ending} ends the session ${printable(cid)} of a live contact`;
}

function withDoubt(error: unknown): unknown {
  if (!(error instanceof UlbotError)) return error;
  const hint = "look at the conversation before you send it again";
  const message = `${error.message}; the request may have arrived all the same`;
  return new UlbotError(error.category, message, { hint, cause: error });
}

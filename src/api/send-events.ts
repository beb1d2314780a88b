import { pause } from "../bot/time-limit.ts";
import { UlbotError } from "../errors.ts";
import { type ApiClientOptions, createApiClient, type Sent } from "./client.ts";
import type { Composed } from "./compose.ts";
import { declined, endingOf } from "./ending.ts";
import type { Verdict } from "./verdict.ts";

export interface SendOptions extends Omit<ApiClientOptions, "wait"> {
  /** asked before what can't be undone, such as "end ends the session …"; false keeps it from being sent */
  readonly confirm: (what: string) => Promise<boolean>;
  /** called before every wait for another attempt, with its milliseconds and the reason */
  readonly onWait: (ms: number, why: Verdict) => void;
}

/**
 * Sends a request over a connection of its own, and asks before an event that ends the session. Whatever the platform
 * does is a `Sent`. Throws an `UlbotError` (usage) for a token that can't be one, and the signal's reason once that
 * aborts, which then tells whether the request may have arrived.
 */
export async function sendEvents(request: Composed, { confirm, onWait, ...options }: SendOptions): Promise<Sent> {
  let isOut = false;
  let mayHaveArrived = false;
  const wait = async (ms: number, signal: AbortSignal, why: Verdict): Promise<void> => {
    mayHaveArrived ||= why.outcome === "unknown";
    isOut = mayHaveArrived;
    onWait(ms, why);
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

function withDoubt(error: unknown): unknown {
  if (!(error instanceof UlbotError)) return error;
  const hint = "look at the conversation before you send it again";
  const message = `${error.message}; the request may have arrived all the same`;
  return new UlbotError(error.category, message, { hint, cause: error });
}

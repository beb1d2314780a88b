import type { Endpoint, PostFailure, Reply } from "../bot/endpoint.ts";
import { isListening } from "../bot/port.ts";
import { pause } from "../bot/time-limit.ts";

export interface WaitingOptions {
  readonly endpoint: Pick<Endpoint, "post">;
  /** where the bot listens */
  readonly url: URL;
  /** ends all waiting */
  readonly signal: AbortSignal;
  /** told once each time the bot has gone, or is there again */
  readonly onChange: (isUp: boolean) => void;
}

/** An endpoint that waits for a bot that is down, and posts then what was to be posted. */
export interface Waiting extends Pick<Endpoint, "post"> {
  /** whether the bot was there when it was last asked */
  isUp(): boolean;
  /** Looks whether the bot is there; where it is not, resolves once it is. Rejects with the signal's reason. */
  look(): Promise<void>;
}

const pollMs = 200;

const hasFailed = (reply: Reply, failure: PostFailure["failure"]): boolean =>
  reply.kind === "failure" && reply.failure === failure;

/** Puts waiting around an endpoint: a bot that nobody is at is waited for, any other failure is the reply. */
export function waitingFor({ endpoint, url, signal, onChange }: WaitingOptions): Waiting {
  let isUp = true;
  let back: Promise<void> | undefined;

  function note(is: boolean): void {
    if (is === isUp) return;
    isUp = is;
    onChange(is);
  }

  async function untilBack(): Promise<void> {
    note(false);
    do await pause(pollMs, signal);
    while (!(await isListening(url)));
    note(true);
  }

  /** All that wait look with the same eyes. */
  function wait(): Promise<void> {
    back ??= untilBack().finally(() => {
      back = undefined;
    });
    return back;
  }

  async function look(): Promise<void> {
    if (!(await isListening(url))) await wait();
  }

  return {
    isUp: () => isUp,
    look,
    async post(webhook, options) {
      for (;;) {
        const reply = await endpoint.post(webhook, options);
        if (hasFailed(reply, "refused")) await wait();
        else {
          // whoever hangs up may have crashed, which is worth telling before the next webhook
          if (hasFailed(reply, "reset")) look().catch(() => undefined);
          else note(true);
          return reply;
        }
      }
    },
  };
}

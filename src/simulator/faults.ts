import type { Endpoint, Reply } from "../bot/endpoint.ts";
import { pause } from "../bot/time-limit.ts";
import { millisecondsOf } from "../duration.ts";
import { UlbotError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { printable } from "../printable.ts";
import type { WebhookEvent } from "../protocol/envelope.ts";

/** What each fault does to webhooks on their way to the bot, and to requests at the API URL. */
export const faultTable = {
  timeout: {
    webhooks: "the bot's answer comes too late: the contact gets nothing of it",
    requests: "carried out, but never answered",
  },
  "500": { webhooks: undefined, requests: "answered with 500, and not carried out" },
  "429": { webhooks: undefined, requests: "answered with 429 and Retry-After, and not carried out" },
  slow: { webhooks: "posted so much later", requests: "answered so much later" },
  reset: { webhooks: undefined, requests: "the connection breaks; not carried out" },
  duplicate: { webhooks: "posted twice; the first answer gets lost", requests: undefined },
  reorder: { webhooks: "posted after the next one, where that comes within a second", requests: undefined },
} as const satisfies Record<string, { readonly webhooks: string | undefined; readonly requests: string | undefined }>;

export type FaultName = keyof typeof faultTable;

/** A fault that is wanted. */
export interface Fault {
  readonly name: FaultName;
  /** for `slow` only */
  readonly ms?: number;
}

/** How faults are written: `slow` with a duration. */
export const faultForms = Object.keys(faultTable).map((name) => (name === "slow" ? "slow=3s" : name));

function isFaultName(name: string): name is FaultName {
  return Object.hasOwn(faultTable, name);
}

/** Reads a fault such as `timeout` or `slow=3s`. Throws an `UlbotError` (usage) for anything else. */
export function parseFault(text: string): Fault {
  const [name = "", amount] = text.trim().split(/=(.*)/);
  if (isFaultName(name) && (name === "slow") === (amount !== undefined)) {
    const ms = millisecondsOf(amount ?? "0");
    if (name !== "slow") return { name };
    if (ms !== undefined) return { name, ms };
  }
  const guess = isFaultName(name) ? name : nearest(name, Object.keys(faultTable));
  const meant = faultForms.find((form) => guess !== undefined && form.startsWith(guess));
  const hint = meant === undefined || meant === text ? undefined : `did you mean ${meant}`;
  throw new UlbotError("usage", `"${printable(text)}" is no fault; there are ${faultForms.join(", ")}`, { hint });
}

/** The faults that happen at the moment; they can be set while sessions go on. */
export interface Faults {
  /** those that were set last */
  readonly current: readonly Fault[];
  set(faults: readonly Fault[]): void;
  has(name: FaultName): boolean;
  /** how much later everything is, in milliseconds */
  slowMs(): number;
  /** Hands a webhook on, unless the next one of its session is to overtake it. */
  order(webhook: WebhookEvent, handOn: (webhook: WebhookEvent) => void): void;
  /** Hands on what waits to be overtaken. */
  flush(): void;
}

/** How long a webhook waits for the next one to overtake it. */
const overtakingMs = 1000;

/** A set of faults, which can be changed at any time. */
export function createFaults(initial: readonly Fault[] = []): Faults {
  let current = initial;
  const held = new Map<string, () => void>();
  const has = (name: FaultName): boolean => current.some((fault) => fault.name === name);

  function hold(cid: string, handOn: () => void): void {
    const release = (): void => {
      clearTimeout(timer);
      if (held.delete(cid)) handOn();
    };
    const timer = setTimeout(release, overtakingMs).unref();
    held.set(cid, release);
  }

  return {
    get current() {
      return current;
    },
    set(faults) {
      current = faults;
    },
    has,
    slowMs: () => Math.max(0, ...current.map(({ ms = 0 }) => ms)),
    order(webhook, handOn) {
      const { cid } = webhook.info;
      const overtaken = held.get(cid);
      // a session begins with its start
      const isHeld = overtaken === undefined && has("reorder") && webhook.packet.name !== "start";
      if (isHeld) return hold(cid, () => handOn(webhook));
      handOn(webhook);
      overtaken?.();
    },
    flush() {
      for (const release of held.values()) release();
    },
  };
}

const tooLate = ({ ms }: Reply): Reply => {
  const message = "the fault timeout: the bot's answer came too late for the platform";
  return { kind: "failure", ms, failure: "timeout", message };
};

/** An endpoint to which webhooks get as badly as the faults have it. */
export function withFaults(endpoint: Pick<Endpoint, "post">, faults: Faults): Pick<Endpoint, "post"> {
  return {
    async post(webhook, options) {
      if (faults.slowMs() > 0) await pause(faults.slowMs(), options.signal);
      if (faults.has("duplicate")) await endpoint.post(webhook, options);
      const reply = await endpoint.post(webhook, options);
      return faults.has("timeout") ? tooLate(reply) : reply;
    },
  };
}

import type { WebhookEvent } from "../protocol/envelope.ts";
import type { Packet } from "../protocol/event.ts";
import { finish } from "./carry-out.ts";
import { type Heard, hear } from "./contact.ts";
import type { Effect, Steps } from "./effect.ts";
import { recordedWith, webhookOf } from "./info.ts";
import type { ContactInput, Input } from "./input.ts";
import { hearRecorded } from "./recorded.ts";
import { longestDelay, runAll, runUntil, take } from "./schedule.ts";
import type { Session } from "./state.ts";

export type { Effect, Outcome } from "./effect.ts";
export type { ContactInput, Input } from "./input.ts";
export { createSession, type Operators, type Session, type SessionStart, startOf } from "./state.ts";

function* posted(before: Session, heard: Heard, webhookFor: (session: Session, packet: Packet) => WebhookEvent): Steps {
  if ("reason" in heard) {
    yield { kind: "impossible", reason: heard.reason };
    return before;
  }
  const { session, packet } = heard;
  if (packet) yield { kind: "post", webhook: webhookFor(session, packet) };
  return session;
}

const contactDoes = (session: Session, input: ContactInput): Steps => posted(session, hear(session, input), webhookOf);

type Handlers = {
  readonly [Kind in Input["kind"]]: (session: Session, input: Extract<Input, { kind: Kind }>) => Steps;
};

const handlers: Handlers = {
  open: contactDoes,
  write: contactDoes,
  choose: contactDoes,
  upload: contactDoes,
  locate: contactDoes,

  *unsubscribe(session, input) {
    const heard = hear(session, input);
    const after = yield* posted(session, heard, webhookOf);
    if (!("reason" in heard)) yield { kind: "campaigns", subscribed: false };
    return after;
  },

  // a recording does not tell how long the contact waited, but what it saw before it acted
  *recorded(before, { webhook }) {
    const session = yield* runAll(before);
    const heard = hearRecorded(session, webhook);
    return yield* posted(session, heard, (after, packet) => recordedWith(after, webhook, packet));
  },

  answered: (session, { events }) => take(session, events),
  requested: (session, { events }) => take(session, events),
  elapsed: (session, { ms }) => runUntil(session, session.now + ms),

  // biome-ignore lint/correctness/useYield: nobody is told
  *operators(session, { available }) {
    return { ...session, operators: available };
  },

  *expired(session) {
    return session.phase === "open" ? yield* finish(session, "timeout", "expired") : session;
  },
};

function stepsOf<Kind extends Input["kind"]>(session: Session, input: Extract<Input, { kind: Kind }>): Steps {
  return handlers[input.kind as Kind](session, input);
}

/** What an input makes of a session, and what its host has to do about that, in this order. Never throws. */
export function step(before: Session, input: Input): { session: Session; effects: readonly Effect[] } {
  const effects: Effect[] = [];
  const steps = stepsOf(before, input);
  let next = steps.next();
  for (; !next.done; next = steps.next()) effects.push(next.value);
  const session = next.value;
  const [first] = session.held;
  if (first) effects.push({ kind: "wait", ms: Math.min(first.due - session.now, longestDelay) });
  return { session, effects };
}

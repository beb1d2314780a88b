import { renderingLines } from "../../src/reporters/rendering.ts";
import { plainStyle } from "../../src/reporters/style.ts";
import {
  createSession,
  type Effect,
  type Input,
  type Session,
  type SessionStart,
  step,
} from "../../src/simulator/session.ts";

export const cid = "chatbot::258:a56785fb6fb84edd890905913b0c0821";

/** One event as a bot sends it. */
export function event(name: string, payload: object = {}, context?: unknown) {
  return { info: context === undefined ? { cid } : { cid, context }, packet: { name, payload } };
}

export const says = (body: string, context?: unknown) => event("message", { body }, context);

/** Bubbles whose ids are their labels. */
export function offers(labels: readonly string[], name = "bubbles") {
  const image = name === "carousel" ? { image_url: "https://example.com/a.png" } : {};
  const options = labels.map((label) => ({ id: label, label, ...image }));
  const parts = name === "list_template" ? { button: "Choose" } : {};
  return event(name, { body: "Which one?", fallback: "Which one?", ...parts, options });
}

const named = (value: unknown): string =>
  (value as { packet?: { name?: string } } | null)?.packet?.name ?? JSON.stringify(value) ?? "undefined";

type Teller = { readonly [Kind in Effect["kind"]]: (effect: Extract<Effect, { kind: Kind }>) => string };

const tellers: Teller = {
  post: ({ webhook: { packet } }) => `post ${packet.name} ${JSON.stringify(packet.payload)}`,
  show: ({ rendering, choice }) => {
    const number = choice === undefined ? "" : ` ${choice}`;
    return `show${number}: ${renderingLines(rendering, plainStyle).join(" | ")}`;
  },
  typing: ({ seconds }) => `typing ${seconds} s`,
  wait: ({ ms }) => `wait ${ms} ms`,
  navigate: ({ link }) => `navigate ${link}`,
  contact: ({ changes }) => `contact ${JSON.stringify(changes)}`,
  conversation: ({ changes }) => `conversation ${JSON.stringify(changes)}`,
  campaigns: ({ subscribed }) => `campaigns ${subscribed}`,
  note: ({ body, contact }) => `note ${body}${contact === undefined ? "" : ` on ${contact}`}`,
  dispatch: ({ event: sent, state }) => `${state} ${named(sent)}`,
  over: ({ by, outcome }) => `${outcome} by ${by}`,
  dropped: ({ event: sent, part, reason }) => `dropped ${part ? `${part} of ` : ""}${named(sent)}: ${reason}`,
  refused: ({ event: sent }) => `refused ${named(sent)}`,
  impossible: ({ reason }) => `impossible: ${reason}`,
};

/** An effect on one line. */
export function told<Kind extends Effect["kind"]>(effect: Extract<Effect, { kind: Kind }>): string {
  return tellers[effect.kind as Kind](effect);
}

/** A session after some inputs, with what the last of them brought, each effect on a line. */
export function played(inputs: readonly Input[], start: Partial<Omit<SessionStart, "cid">> = {}) {
  let session: Session = createSession({ cid, channel: "web", ...start });
  let effects: readonly Effect[] = [];
  for (const input of inputs) ({ session, effects } = step(session, input));
  return { session, effects, lines: effects.map((effect) => told(effect)) };
}

export const open: Input = { kind: "open" };
export const write = (body: string): Input => ({ kind: "write", body });
export const choose = (choice: number, option: string): Input => ({ kind: "choose", choice, option });
export const answered = (...events: unknown[]): Input => ({ kind: "answered", events });
export const requested = (...events: unknown[]): Input => ({ kind: "requested", events });
export const elapsed = (ms: number): Input => ({ kind: "elapsed", ms });

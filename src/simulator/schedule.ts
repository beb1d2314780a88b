import { measure } from "../delivery/measure.ts";
import { isObject } from "../input/json.ts";
import { type EventNode, envelopeFaults, readNode } from "../lint/answer.ts";
import { printable } from "../printable.ts";
import { platformLimits } from "../protocol/channels.ts";
import type { Context, EventOf } from "../protocol/envelope.ts";
import { definitionOf } from "../protocol/events/index.ts";
import { written } from "../written.ts";
import { carryOut, isForwardWithFeedback } from "./carry-out.ts";
import type { Effect, Steps } from "./effect.ts";
import { closedReason, type Held, type Session } from "./state.ts";

/** What a timer takes at most, in milliseconds: some 25 days. */
export const longestDelay = 2 ** 31 - 1;

/** Why the platform can't even tell whose event this is, or `undefined` where it can. */
function unreadable(event: unknown, { cid }: Session): string | undefined {
  const [fault] = envelopeFaults(event, { fromBot: true });
  if (fault) return printable(fault.message);
  const { info } = event as { info: { cid: string } };
  return info.cid === cid ? undefined : `the event is for ${printable(info.cid)}, not for ${printable(cid)}`;
}

const nodeOf = (event: unknown, { channel, corrections }: Session): EventNode | undefined =>
  readNode({ value: event, path: [] }, { channels: [channel], corrections });

const nameOf = (event: unknown): string => (event as { packet: { name: string } }).packet.name;

/** Whether the platform would keep a context, and what it says where it would not. */
function* keptContext(event: unknown): Generator<Effect, Context | undefined> {
  const { context } = (event as { info: { context?: unknown } }).info;
  if (!isObject(context) || Object.keys(context).length === 0) return undefined;
  const bytes = measure(JSON.stringify(context), "UTF-8 bytes");
  const { value } = platformLimits.context;
  if (bytes <= value) return context;
  const reason = `the context has ${written(bytes)} bytes, but the platform keeps at most ${written(value)}`;
  yield { kind: "dropped", event, part: "context", reason };
  return undefined;
}

/** Whether nothing that follows the event in its list counts. */
function endsList({ name, event }: EventNode, { operators }: Session): boolean {
  const { endsSession } = definitionOf(name);
  if (endsSession !== "unless-feedback") return endsSession === "always";
  return operators === true || !isForwardWithFeedback(event);
}

/** The events that are some, as nodes; the session has their contexts then, which no delay holds back. */
function* read(before: Session, events: readonly unknown[]): Generator<Effect, [Session, EventNode[]]> {
  let [session, isOver] = [before, false];
  const nodes: EventNode[] = [];
  for (const event of events) {
    const reason = unreadable(event, session);
    const node = reason === undefined ? nodeOf(event, session) : undefined;
    const context = reason === undefined && !isOver ? yield* keptContext(event) : undefined;
    if (context) session = { ...session, context };
    if (node) nodes.push(node);
    else yield { kind: "dropped", event, reason: reason ?? `"${printable(nameOf(event))}" is no event` };
    isOver ||= node !== undefined && endsList(node, session);
  }
  return [session, nodes];
}

const isDelay = (node: EventNode): node is EventNode<"delay"> => node.name === "delay";

function delayOf({ payload }: EventOf<"delay">["packet"]): number {
  return Math.min(Math.max(0, Math.round(payload.duration * 1000)), longestDelay);
}

/** When it is the turn of each event of a list. */
function* timed(nodes: readonly EventNode[], now: number): Generator<Effect, Held[]> {
  const held: Held[] = [];
  const last = nodes.findLastIndex((node) => !isDelay(node));
  let due = now;
  for (const [index, node] of nodes.entries()) {
    const event = node.item.value;
    if (!isDelay(node)) held.push({ due, event });
    else if (index > last) yield { kind: "dropped", event, reason: "nothing follows the delay in its list" };
    else {
      const until = due + delayOf(node.event.packet);
      if (node.event.packet.payload.typing_indicator !== false) held.push({ due, event, until });
      due = until;
    }
  }
  return held;
}

/** Carries out what no delay holds back at a time, in milliseconds of the session's own. */
export function* runUntil(before: Session, now: number): Steps {
  const index = before.held.findIndex(({ due }) => due > now);
  const split = index === -1 ? before.held.length : index;
  let session: Session = { ...before, now, held: before.held.slice(split) };
  for (const { event, until } of before.held.slice(0, split)) {
    const reason = closedReason(session);
    if (reason !== undefined) yield { kind: "dropped", event, reason };
    // nothing is held but what could be read
    else if (until === undefined) session = yield* carryOut(session, nodeOf(event, session) as EventNode);
    else if (until > now) yield { kind: "typing", seconds: (until - now) / 1000 };
  }
  return session;
}

/** Carries out everything that is held back, whenever its time would be. */
export function runAll(session: Session): Steps {
  return runUntil(session, Math.max(session.now, session.held.at(-1)?.due ?? 0));
}

/** Takes a list of events, which may be anything, and carries out what no delay holds back. */
export function* take(before: Session, events: readonly unknown[]): Steps {
  const reason = closedReason(before);
  if (reason !== undefined) {
    for (const event of events) yield { kind: "dropped", event, reason };
    return before;
  }
  const [session, nodes] = yield* read(before, events);
  const timedEvents = yield* timed(nodes, session.now);
  const held = [...session.held, ...timedEvents].sort((one, other) => one.due - other.due);
  return yield* runUntil({ ...session, held }, session.now);
}

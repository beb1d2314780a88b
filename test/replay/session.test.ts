import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { WebhookEvent } from "../../src/protocol/envelope.ts";
import { eventNames } from "../../src/protocol/events/index.ts";
import { webhookNames } from "../../src/protocol/webhooks/index.ts";
import {
  afterAnswer,
  beginSession,
  type Session,
  sessionFor,
  whyNotPosted,
  withContext,
} from "../../src/replay/session.ts";
import { webhook as recorded } from "./project.ts";

const webhook = (name: string, context: unknown = {}) => recorded(name, {}, { context }) as WebhookEvent;
const event = (name: string, context?: unknown, payload?: unknown) => ({
  info: { cid: "c", ...(context === undefined ? {} : { context }) },
  packet: { name, ...(payload === undefined ? {} : { payload }) },
});
const feedback = { on_failure: "feedback" };
const open: Session = { context: { step: 1, name: "Ada" } };

describe("the context", () => {
  it("is at first the recorded one", () => {
    expect(beginSession(webhook("message", { step: 4 }))).toEqual({ context: { step: 4 } });
    expect(beginSession({ info: { cid: "c" }, packet: { name: "start", payload: {} } })).toEqual({ context: {} });
  });

  it.each([
    ["is replaced whole, not merged", [event("message", { step: 2 })], { step: 2 }],
    ["stays without one", [event("message")], open.context],
    ["stays where an empty one comes", [event("message", {})], open.context],
    ["is the last of several", [event("message", { a: 1 }), event("message", { b: 2 })], { b: 2 }],
    ["is the last that is not empty", [event("message", { a: 1 }), event("message", {}), event("delay")], { a: 1 }],
    ["is set by an event that nobody knows", [event("mesage", { a: 1 })], { a: 1 }],
    ["is set by the event that ends the session", [event("end", { a: 1 })], { a: 1 }],
    ["is not set after that", [event("end"), event("message", { a: 1 })], open.context],
    [
      "stays where it is no object",
      [event("message", ["a"]), event("message", "a"), event("message", null)],
      open.context,
    ],
  ])("%s", (_, events, expected) => {
    expect(afterAnswer(open, events).context).toEqual(expected);
  });

  it("goes into the next webhook, which is otherwise left as it was", () => {
    const original = webhook("message", { recorded: true });
    const posted = withContext(original, open);
    expect(posted).toEqual({ ...original, info: { ...original.info, context: open.context } });
    expect(original.info.context).toEqual({ recorded: true });
  });
});

describe("a session", () => {
  it.each([
    ["end", {}, { endedBy: "end" }],
    ["abort", undefined, { endedBy: "abort" }],
    ["forward_any", {}, { endedBy: "forward_any" }],
    ["forward_group", { group: "Support", on_failure: "nothing" }, { endedBy: "forward_group" }],
    ["forward_skills", null, { endedBy: "forward_skills" }],
    ["forward_any", feedback, { forwardedBy: "forward_any" }],
    ["forward_group", { group: 7, ...feedback }, { forwardedBy: "forward_group" }],
    ["end", feedback, { endedBy: "end" }],
    ["message", feedback, {}],
    ["no_such_event", feedback, {}],
    ["toString", {}, {}],
  ])("after %s with %j", (name, payload, expected) => {
    expect(afterAnswer(open, [event(name, undefined, payload)])).toEqual({ ...open, ...expected });
  });

  it("is ended by the first event that ends it, even after a forward with feedback", () => {
    const events = [event("forward_any", undefined, feedback), event("abort"), event("end")];
    expect(afterAnswer(open, events)).toMatchObject({ endedBy: "abort" });
  });

  it.each([
    [null],
    [[]],
    ["end"],
    [7],
    [{}],
    [{ packet: null, info: null }],
    [{ packet: "end", info: "x" }],
    [[event("end")]],
  ])("is left alone by %j", (garbage) => {
    expect(afterAnswer(open, [garbage])).toBe(open);
  });
});

describe("whether a webhook is posted", () => {
  const ended = { ...open, endedBy: "end" };
  const forwarded = { ...open, forwardedBy: "forward_any" };

  it.each([
    ["message", open, undefined],
    ["forward_failed", open, undefined],
    ["start", ended, undefined],
    ["start", forwarded, undefined],
    ["forward_failed", forwarded, undefined],
    ["message", ended, "not sent: the bot's end has ended the session"],
    ["forward_failed", ended, "not sent: the bot's end has ended the session"],
    ["click", forwarded, "not sent: the bot's forward_any has ended the session, unless forward_failed comes"],
  ])("%s after %j", (name, session, reason) => {
    expect(whyNotPosted(session, webhook(name))).toBe(reason);
  });

  it.each([
    ["start", ended, { context: { fresh: true } }],
    ["start", open, { context: { fresh: true } }],
    ["forward_failed", forwarded, open],
    ["message", open, open],
  ])("%s after %j goes on with %j", (name, session, expected) => {
    expect(sessionFor(webhook(name, { fresh: true }), session)).toEqual(expected);
  });
});

describe("whatever a bot answers", () => {
  const context = fc.oneof(fc.constant({}), fc.dictionary(fc.constantFrom("a", "b", "c"), fc.integer()), fc.anything());
  const anyEvent = fc.record(
    {
      info: fc.record({ cid: fc.string(), context }, { requiredKeys: ["cid"] }),
      packet: fc.record({ name: fc.constantFrom(...eventNames, "unknown"), payload: fc.constantFrom({}, feedback) }),
    },
    { requiredKeys: [] },
  );
  const turn = fc.record({
    webhook: fc.constantFrom(...webhookNames).map((name) => webhook(name, { recorded: name })),
    events: fc.array(fc.oneof({ weight: 9, arbitrary: anyEvent }, fc.anything()), { maxLength: 4 }),
  });

  it("nothing but start is posted after the end, and a context is never a mixture", () => {
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 12 }), (turns) => {
        let session = beginSession(webhook("start"));
        const seen: unknown[] = [session.context];
        for (const { webhook, events } of turns) {
          seen.push(
            webhook.info.context,
            ...events.map((sent) => (sent as { info?: { context?: unknown } } | null)?.info?.context),
          );
          const isOver = session.endedBy !== undefined;
          const reason = whyNotPosted(session, webhook);
          if (isOver) expect(reason === undefined).toBe(webhook.packet.name === "start");
          if (reason !== undefined) continue;
          const current = sessionFor(webhook, session);
          expect(current.endedBy).toBeUndefined();
          expect(seen).toContain(withContext(webhook, current).info.context);
          session = afterAnswer(current, events);
        }
      }),
    );
  });
});

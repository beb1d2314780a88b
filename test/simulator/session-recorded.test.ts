import { describe, expect, it } from "vitest";
import type { Channel } from "../../src/protocol/channels.ts";
import type { WebhookEvent } from "../../src/protocol/envelope.ts";
import { createSession, type Input, startOf, step } from "../../src/simulator/session.ts";
import { answered, cid, event, offers, requested, says, told } from "./effects.ts";

/** A webhook as it was recorded. */
function webhook(name: string, payload?: unknown, more: object = {}) {
  const info = { cid, contact: { id: 7 }, ...more };
  return { info, packet: payload === undefined ? { name } : { name, payload } } as unknown as WebhookEvent;
}

const recorded = (name: string, payload?: unknown, more: object = {}): Input => ({
  kind: "recorded",
  webhook: webhook(name, payload, more),
});

const start = recorded("start", {});
const message = (body: string) => recorded("message", { body });
const click = (id: string, label = id) => recorded("click", { value: { id, label } });
const failed = recorded("forward_failed");

/** A recorded conversation, with what its last input brought. */
function replayed(inputs: readonly Input[], channel: Channel = "web") {
  let session = createSession({ cid, channel, operators: "unknown" });
  let effects: ReturnType<typeof step>["effects"] = [];
  for (const input of inputs) ({ session, effects } = step(session, input));
  return { session, effects, lines: effects.map((effect) => told(effect)) };
}

type Case = readonly [title: string, channel: Channel, inputs: readonly Input[], line: string];

const check = (_: string, channel: Channel, inputs: readonly Input[], line: string) => {
  expect(replayed(inputs, channel).lines.at(-1)).toBe(line);
};

const menu = answered(offers(["A", "B"]));
const end = answered(event("end"));
const clicked = (id: string) => `post click {"value":{"id":"${id}","label":"${id}"}}`;
const ended = "impossible: the bot's end has ended the session";
const notOnOffer = (id: string, offered: string) =>
  `impossible: the option "${id}" is not on offer: the bot has offered ${offered}`;

describe("a recorded webhook", () => {
  it("is posted as it was, but with the context that the bot set", () => {
    const inputs = [
      start,
      answered(says("Hi", { step: 2 })),
      recorded("message", { body: "x", more: 1 }, { new: [], context: { old: true } }),
    ];
    expect(replayed(inputs).effects).toEqual([
      { kind: "post", webhook: webhook("message", { body: "x", more: 1 }, { new: [], context: { step: 2 } }) },
    ]);
  });

  it("says of the contact what was recorded, whatever the bot has written", () => {
    const inputs = [start, answered(event("contact_update", { name: "Ada" })), message("x")];
    expect(replayed(inputs).effects).toMatchObject([{ webhook: { info: { contact: { id: 7 } } } }]);
  });

  it("of a kind that nobody knows is posted as well", () => {
    expect(replayed([start, recorded("reaction", { emoji: "x" })]).lines).toEqual(['post reaction {"emoji":"x"}']);
  });

  it.each([[webhook("start", {}, { context: { a: 1 } })], [webhook("message", {}, { context: { a: 1 } })]])(
    "brings its own context where it is the first: %j",
    (first) => {
      const session = createSession(startOf(first));
      expect(session).toMatchObject({ cid, context: { a: 1 }, operators: "unknown", channel: "web" });
      expect(step({ ...session, context: { b: 2 } }, { kind: "recorded", webhook: first }).session.context).toEqual({
        a: 1,
      });
    },
  );

  it("begins the session anew where it is a start", () => {
    const again = recorded("start", {}, { context: { fresh: true } });
    const { session } = replayed([start, menu, answered(says("x", { a: 1 }), event("end")), again]);
    expect(session).toMatchObject({ phase: "open", context: { fresh: true }, choices: [], choiceCount: 0 });
    expect(session.endedBy).toBeUndefined();
    expect(replayed([start, answered(says("x", { a: 1 })), start]).session.context).toEqual({});
  });

  it("is read with the channel it names", () => {
    const conversation = { contact_channel: { state: "valid", type: "sms" } };
    expect(startOf(webhook("start", {}, { conversation }))).toMatchObject({ channel: "sms", info: { conversation } });
  });

  it.each<Case>([
    [
      "comes after all that was held back",
      "web",
      [start, answered(event("delay", { duration: 9 }), offers(["A"])), click("A")],
      clicked("A"),
    ],
    [
      "does not come after an end that was held back",
      "web",
      [start, answered(event("delay", { duration: 9 }), event("end")), message("x")],
      ended,
    ],
    ["does not come after the end", "web", [start, end, message("x")], ended],
    [
      "does not come after an abort",
      "web",
      [start, answered(event("abort")), message("x")],
      "impossible: the bot's abort has ended the session",
    ],
    ["comes after the end where it is a start", "web", [start, end, start], "post start {}"],
    ["stays a message though a number was awaited", "sms", [start, menu, message("1")], 'post message {"body":"1"}'],
  ])("%s", check);
});

describe("a recorded click", () => {
  it.each<Case>([
    ["is on offer", "web", [start, menu, click("B")], clicked("B")],
    ["has the label of now", "web", [start, menu, click("B", "old")], clicked("B")],
    [
      "has no label where it had none",
      "web",
      [start, menu, recorded("click", { value: { id: "B" }, x: 1 })],
      'post click {"value":{"id":"B"},"x":1}',
    ],
    ["is not on offer", "web", [start, menu, click("C")], notOnOffer("C", '"A" (A), "B" (B)')],
    ["is not on offer where nothing was", "web", [start, answered(says("Hi")), click("C")], notOnOffer("C", "nothing")],
    ["is on offer through the API URL", "web", [start, requested(offers(["C"])), click("C")], clicked("C")],
    ["belongs to an earlier choice", "web", [start, menu, answered(offers(["C"])), click("A")], clicked("A")],
    ["belongs to the choice that is still open", "web", [start, menu, menu, click("A"), click("B")], clicked("B")],
    [
      "comes twice on the website",
      "web",
      [start, menu, click("A"), click("B")],
      "impossible: the choice has been answered, which it can be once on the website",
    ],
    [
      "comes twice on WhatsApp",
      "whatsapp_business",
      [start, menu, click("A"), click("B")],
      'post message {"body":"B"}',
    ],
    ["comes after the end on the website", "web", [start, menu, end, click("A")], ended],
    ["comes after the end on Facebook", "facebook", [start, menu, end, click("A")], 'post message {"body":"A"}'],
    [
      "arrives as a message after the end on Facebook",
      "facebook",
      [start, menu, end, message("A")],
      'post message {"body":"A"}',
    ],
    ["was never offered, and the session is over", "facebook", [start, menu, end, click("C")], ended],
    ["is no other message after the end", "facebook", [start, menu, end, message("C")], ended],
    ["is no message after the end on the website", "web", [start, menu, end, message("A")], ended],
    ["is no message after the end where it was a number", "sms", [start, menu, end, message("A")], ended],
    ["is a number", "sms", [start, menu, click("B")], clicked("B")],
    ["is a number that comes too late", "sms", [start, menu, message("x"), click("B")], 'post message {"body":"2"}'],
    [
      "is no number of another choice",
      "sms",
      [start, menu, answered(offers(["C", "D"])), click("B")],
      notOnOffer("B", '"C" (C), "D" (D)'),
    ],
    [
      "that a channel refuses",
      "sms",
      [start, answered(event("media", { link: "x" })), click("A")],
      notOnOffer("A", "nothing"),
    ],
    ["without an id is not judged", "web", [start, recorded("click", {})], "post click {}"],
    ["without a payload is not judged", "web", [start, recorded("click")], "post click undefined"],
    ["is not judged where the session is met", "web", [click("A")], clicked("A")],
    ["is not judged until something is offered", "web", [message("x"), answered(says("Hi")), click("A")], clicked("A")],
    ["is judged then", "web", [message("x"), menu, click("C")], notOnOffer("C", '"A" (A), "B" (B)')],
  ])("%s", check);
});

describe("a recorded click on an id that was offered twice", () => {
  const labelled = (label: string) => event("bubbles", { body: "?", fallback: "?", options: [{ id: "A", label }] });
  const twice = answered(labelled("first"), labelled("second"));

  it.each<[string, readonly Input[], string]>([
    ["is one on the last", [click("A")], 'post click {"value":{"id":"A","label":"second"}}'],
    ["is one on the other then", [click("A"), click("A")], 'post click {"value":{"id":"A","label":"first"}}'],
    [
      "is one on the last when both are answered",
      [click("A"), click("A"), click("A")],
      'post message {"body":"second"}',
    ],
  ])("%s", (_, clicks, line) => {
    expect(replayed([start, twice, ...clicks], "facebook").lines).toEqual([line]);
  });
});

describe("a recorded forward_failed", () => {
  const forward = (on_failure?: string) => answered(event("forward_any", on_failure ? { on_failure } : {}));
  const unless = "impossible: the bot's forward_any has ended the session, unless forward_failed comes";
  const without = 'impossible: no forward with on_failure "feedback" has come from the bot';

  it.each<Case>([
    [
      "comes after a forward with feedback",
      "web",
      [start, forward("feedback"), failed],
      "post forward_failed undefined",
    ],
    ["has to come", "web", [start, forward("feedback"), message("x")], unless],
    ["has to come, not a click", "web", [start, menu, forward("feedback"), click("A")], unless],
    ["can still come then", "web", [start, forward("feedback"), message("x"), failed], "post forward_failed undefined"],
    ["lets the session go on", "web", [start, forward("feedback"), failed, message("x")], 'post message {"body":"x"}'],
    ["comes once", "web", [start, forward("feedback"), failed, failed], without],
    ["needs a forward", "web", [start, failed], without],
    [
      "needs a forward with feedback",
      "web",
      [start, forward(), failed],
      "impossible: the bot's forward_any has ended the session",
    ],
    ["comes where the session is met", "web", [failed], "post forward_failed undefined"],
    ["does not hold up a start", "web", [start, forward("feedback"), start], "post start {}"],
  ])("%s", check);

  it.each(["abort", "end", "forward_any"])("does not come where %s follows the forward", (name) => {
    const inputs = [start, answered(event("forward_any", { on_failure: "feedback" }), event(name)), failed];
    expect(replayed(inputs).lines).toEqual([`impossible: the bot's ${name} has ended the session`]);
  });

  it("is posted by itself where nobody is there", () => {
    const session = createSession({ cid, channel: "web", operators: false });
    const { effects } = step(step(session, start).session, forward("feedback"));
    expect(effects).toMatchObject([{ kind: "post", webhook: { packet: { name: "forward_failed", payload: {} } } }]);
  });
});

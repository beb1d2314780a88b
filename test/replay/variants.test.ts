import { describe, expect, it } from "vitest";
import type { Channel } from "../../src/protocol/channels.ts";
import { channelNames } from "../../src/protocol/channels.ts";
import { channelOf, cidShape, type WebhookEvent } from "../../src/protocol/envelope.ts";
import { webhookNames, webhooks } from "../../src/protocol/webhooks/index.ts";
import type { Conversation, Recorded } from "../../src/replay/conversation.ts";
import { onChannel } from "../../src/replay/variants/channel.ts";
import { mutations } from "../../src/replay/variants/mutations.ts";
import { derivedCid, repeated, withCid } from "../../src/replay/variants/repeated.ts";
import { eventOf } from "../lint/answers.ts";
import fc from "../property.ts";
import { cidOf, webhook } from "./project.ts";

type Step = readonly [name: string, payload?: object | undefined, answer?: readonly unknown[] | undefined];

/** A conversation as it was recorded, with what the bot answered where that is given. */
function conversationOf(steps: readonly Step[], channel = "web", cid = cidOf(1)): Conversation {
  const turns = steps.map(([name, payload, answer], index): Recorded => {
    const posted = webhook(name, payload, { cid, channel }) as unknown as WebhookEvent;
    const expected = answer && { expected: { expectation: { answer }, file: "a.jsonl" } };
    return { file: "a.jsonl", index, webhook: posted, at: 1000 * index, ...expected };
  });
  return { cid, recordedCid: cid, turns, run: 1 };
}

/** Turns as tables state them: their index, `!` where they are forced, and what is posted. */
const outline = ({ turns }: Conversation): string[] =>
  turns.map(({ index, isForced, webhook: { packet } }) => {
    const { value, body, name }: Record<string, unknown> = packet.payload ?? {};
    const said = (value as { id?: string } | undefined)?.id ?? body ?? name ?? "";
    return `${index}${isForced ? "!" : ""} ${packet.name} ${said}`.trimEnd();
  });

const anySteps = fc.array(
  fc
    .constantFrom(...webhookNames)
    .chain((name) => fc.constantFrom(...webhooks[name].examples).map((payload): Step => [name, payload])),
  { maxLength: 8 },
);
const anyChannel = fc.constantFrom(...channelNames);
const anyCid = fc.oneof(fc.string({ unit: "binary", minLength: 1 }), fc.nat().map(cidOf));

describe("another session's id", () => {
  it.each([
    ["chatbot::258:a56785fb6fb84edd890905913b0c0821", /^chatbot::258:[0-9a-f]{32}$/],
    ["chatbot::7:0123", /^chatbot::7:0123-[0-9a-f]{32}$/],
    ["my session", /^my session-[0-9a-f]{32}$/],
  ])("of %s has its shape", (cid, shape) => {
    expect(derivedCid(cid, "run 2")).toMatch(shape);
  });

  it("is the same each time, and never that of another cid or label", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anyCid, { minLength: 2, maxLength: 2 }),
        fc.string(),
        fc.string(),
        (cids, one, other) => {
          const [a = "", b = ""] = cids;
          const made = [derivedCid(a, one), derivedCid(b, one), derivedCid(a, `${one}${other}x`)];
          expect(new Set([a, b, ...made]).size).toBe(5);
          expect(derivedCid(a, one)).toBe(made[0]);
          expect(cidShape.test(made[0] ?? "")).toBe(cidShape.test(a));
        },
      ),
    );
  });

  it("stands in every webhook, and nothing else changes", () => {
    const conversation = conversationOf([["start"], ["message", { body: cidOf(1) }]]);
    const moved = withCid(conversation, "other");
    expect(moved.turns.map((turn) => turn.webhook.info.cid)).toEqual(["other", "other"]);
    expect(moved).toMatchObject({ cid: "other", recordedCid: cidOf(1) });
    expect(withCid(moved, cidOf(1))).toEqual(conversation);
  });
});

describe("repeated", () => {
  const [a, b] = [conversationOf([["start"]]), conversationOf([["start"], ["message", { body: "b" }]], "sms", "b")];

  it("is first what was recorded, then the same in sessions of their own", () => {
    const [one, two, three, four, ...others] = repeated([a, b], 2);
    expect([one, two]).toEqual([a, b]);
    expect([one === a, two === b, others]).toEqual([true, true, []]);
    expect(three).toEqual({ ...withCid(a, three?.cid ?? ""), run: 2 });
    expect(four).toEqual({ ...withCid(b, four?.cid ?? ""), run: 2 });
  });

  it("has no cid twice", () => {
    const cids = [...repeated([a, b], 1000)].map(({ cid }) => cid);
    expect(new Set(cids).size).toBe(2000);
  });

  it("makes runs when they are asked for", () => {
    const runs = repeated([a], 1_000_000_000);
    for (let taken = 1; taken < 50; taken++) runs.next();
    expect(runs.next().value).toMatchObject({ run: 50 });
  });

  it.each([
    [[], 3],
    [[a], 0],
  ])("%j, %i times, is nothing", (conversations, count) => {
    expect([...repeated(conversations, count)]).toEqual([]);
  });
});

const photo = { link: "https://files.example.com/1.jpg", name: "1.jpg" };

describe("as on another channel", () => {
  it.each<[string, Step[], Channel, Channel, string[]]>([
    ["a start on the website says hello", [["start"]], "web", "sms", ["0 start Hello"]],
    ["keeps what a start says", [["start", { body: "Hi" }]], "sms", "telegram", ["0 start Hi"]],
    ["keeps what a start uploads", [["start", photo]], "facebook", "telegram", ["0 start 1.jpg"]],
    [
      "a start with a message is two on the website",
      [["start", { body: "Hi" }]],
      "sms",
      "web",
      ["0 start", "0 message Hi"],
    ],
    ["a start with a file is two on the website", [["start", photo]], "facebook", "web", ["0 start", "0 media 1.jpg"]],
    ["a file by another name of its address", [["start", { url: "x" }]], "facebook", "web", ["0 start", "0 media"]],
    [
      "a start with both is three on the website",
      [["start", { ...photo, body: "See" }]],
      "facebook",
      "web",
      ["0 start", "0 media 1.jpg", "0 message See"],
    ],
    ["a start without anything on the website", [["start"]], "telegram", "web", ["0 start"]],
    [
      "location and campaigns are left out",
      [
        ["start", { body: "Hi" }],
        ["location", { latitude: 1 }],
        ["campaign_unsubscribe"],
        ["message", { body: "Bye" }],
      ],
      "whatsapp_business",
      "telegram",
      ["0 start Hi", "3 message Bye"],
    ],
    [
      "clicks stay clicks",
      [["start"], ["click", { value: { id: "a", label: "A" } }]],
      "web",
      "sms",
      ["0 start Hello", "1 click a"],
    ],
    ["what nobody knows stays", [["reaction", { body: "+1" }]], "web", "sms", ["0 reaction +1"]],
  ])("%s", (_, steps, from, to, expected) => {
    const conversation = onChannel(conversationOf(steps, from), to);
    expect(conversation && outline(conversation)).toEqual(expected);
  });

  it("is itself on the channel it was recorded on", () => {
    const conversation = conversationOf([["start"]], "facebook");
    expect(onChannel(conversation, "facebook")).toBe(conversation);
  });

  it("is nothing where all of it is left out", () => {
    expect(onChannel(conversationOf([["campaign_unsubscribe"]], "whatsapp_business"), "web")).toBeUndefined();
    expect(onChannel(conversationOf([]), "web")).toBeUndefined();
  });

  it.each([
    [
      { id: 1, contact_channel: { state: "valid", type: "web" } },
      { id: 1, contact_channel: { state: "valid", type: "sms" } },
    ],
    [
      { id: 1, contact_channel: { state: "new", number: 7 } },
      { id: 1, contact_channel: { state: "new", number: 7, type: "sms" } },
    ],
    [undefined, { contact_channel: { state: "valid", type: "sms" } }],
    [null, { contact_channel: { state: "valid", type: "sms" } }],
    [{ contact_channel: null }, { contact_channel: { state: "valid", type: "sms" } }],
  ])("names the channel in %j", (recorded, expected) => {
    const [turn] = conversationOf([["message", { body: "Hi" }]]).turns as [Recorded];
    const posted = { ...turn.webhook, info: { cid: "a", conversation: recorded } } as unknown as WebhookEvent;
    const conversation = { cid: "a", recordedCid: "a", run: 1, turns: [{ ...turn, webhook: posted }] };
    expect(onChannel(conversation, "sms")?.turns[0]?.webhook.info.conversation).toEqual(expected);
  });

  it("was opened by the contact: only the website's messenger opens by itself", () => {
    const [turn] = conversationOf([["start"]], "custom").turns as [Recorded];
    const info = { ...turn.webhook.info, approach_mode: "proactive" as const };
    const turns = [{ ...turn, webhook: { ...turn.webhook, info } as WebhookEvent }];
    const modes = (["web", "sms"] as const).map(
      (channel) =>
        onChannel({ cid: "a", recordedCid: "a", run: 1, turns }, channel)?.turns[0]?.webhook.info.approach_mode,
    );
    expect(modes).toEqual(["proactive", "normal"]);
  });

  it("has a session of its own on each channel, its own webhooks, and no expectations", () => {
    fc.assert(
      fc.property(anySteps, anyChannel, anyChannel, (steps, from, to) => {
        const recorded = conversationOf(
          steps.map(([name, payload]) => [name, payload, [eventOf("end")]]),
          from,
        );
        const conversation = onChannel(recorded, to);
        if (conversation === undefined || conversation === recorded) return;
        const { cid, turns } = conversation;
        expect(conversation).toMatchObject({ recordedCid: recorded.cid, variant: { kind: "channel", channel: to } });
        expect(cid).toBe(derivedCid(recorded.cid, `channel ${to}`));
        for (const turn of turns) {
          expect(turn).not.toHaveProperty("expected");
          expect([turn.webhook.info.cid, channelOf(turn.webhook)]).toEqual([cid, to]);
          expect(webhooks[turn.webhook.packet.name].comesFrom).toContain(to);
        }
        const indexes = turns.map(({ index }) => index);
        expect(indexes).toEqual(indexes.toSorted((one, other) => one - other));
      }),
    );
  });
});

const options = ["A", "B", "C"].map((label) => ({ id: label.toLowerCase(), label }));
const offer = [eventOf("bubbles", { body: "Which?", options, fallback: "Which?" })];
const bags = [
  eventOf("carousel", { options: options.map((option) => ({ ...option, image_url: "x" })), fallback: "Which?" }),
];
const clickB = { value: { id: "b", label: "B" } };
const chat = (answer?: readonly unknown[], click: object = clickB): Step[] => [
  ["start", { body: "Hi" }, answer],
  ["click", click],
  ["message", { body: "more" }],
  ["message", { body: "bye" }],
];

/** What a mutation makes of a conversation: for each of its variants the label and the turns. */
function mutated(name: string, steps: readonly Step[], channel: Channel = "web"): Record<string, string[]> {
  const mutation = mutations.find((each) => each.name === name);
  const variants = [...(mutation?.of(conversationOf(steps, channel)) ?? [])];
  return Object.fromEntries(
    variants.map((variant) => [variant.variant?.kind === "mutation" ? variant.variant.mutation : "", outline(variant)]),
  );
}

describe("mutations", () => {
  it("duplicate posts each webhook twice", () => {
    expect(mutated("duplicate", chat().slice(0, 3))).toEqual({
      "duplicate of turn 1": ["0 start Hi", "0! start Hi", "1 click b", "2 message more"],
      "duplicate of turn 2": ["0 start Hi", "1 click b", "1! click b", "2 message more"],
      "duplicate of turn 3": ["0 start Hi", "1 click b", "2 message more", "2! message more"],
    });
  });

  it("reorder swaps neighbours", () => {
    expect(mutated("reorder", chat().slice(0, 3))).toEqual({
      "reorder of turns 1 and 2": ["1! click b", "0! start Hi", "2 message more"],
      "reorder of turns 2 and 3": ["0 start Hi", "2! message more", "1! click b"],
    });
  });

  it("slow lets the body of every webhook trickle in, in one conversation", () => {
    const slow = mutations.find(({ name }) => name === "slow");
    const [variant, ...others] = slow?.of(conversationOf(chat())) ?? [];
    expect([variant?.turns.map(({ dripMs }) => dripMs), others]).toEqual([[1000, 1000, 1000, 1000], []]);
    expect(mutated("slow", chat())).toEqual({
      "slow in every turn": ["0 start Hi", "1 click b", "2 message more", "3 message bye"],
    });
  });

  it.each<[string, Channel, Step[], string]>([
    ["has the label", "whatsapp_business", chat(), "B"],
    ["has the label", "facebook", chat(offer), "B"],
    ["has the id where there is no label", "facebook", chat(undefined, { value: { id: "b" } }), "b"],
    ["has the number where the channel numbers options", "sms", chat(offer), "2"],
    ["has the number where this choice is numbered", "facebook", chat(bags), "2"],
    ["has the first number where nobody knows the choice", "telegram", chat(), "1"],
    ["has the first number where the choice is another", "telegram", chat([eventOf("end"), 7, {}]), "1"],
  ])("a second click %s: on %s", (_, channel, steps, body) => {
    expect(mutated("double-click", steps, channel)).toEqual({
      "double-click of turn 2": ["0 start Hi", "1 click b", `1 message ${body}`, "2 message more", "3 message bye"],
    });
  });

  it.each<[string, Channel, Step[]]>([
    ["on the website", "web", chat(offer)],
    ["where the click does not say on what", "sms", chat(offer, { value: 7 })],
    ["without a click", "sms", chat(offer).slice(0, 1)],
  ])("there is no second click %s", (_, channel, steps) => {
    expect(mutated("double-click", steps, channel)).toEqual({});
  });

  it.each<[string, Channel, Step[], string]>([
    ["is on another option, by its label", "facebook", chat(offer), "A"],
    ["is on another option, by its number", "threema", chat(offer), "1"],
    ["is on the same one where no other is known", "whatsapp_business", chat(), "B"],
  ])("a late click %s", (_, channel, steps, body) => {
    expect(mutated("late-click", steps, channel)).toEqual({
      "late-click of turn 2": ["0 start Hi", "1 click b", "2 message more", `1 message ${body}`, "3 message bye"],
    });
  });

  it("a late click needs a turn after the click, and one that is not on the website", () => {
    expect(mutated("late-click", chat().slice(0, 2), "facebook")).toEqual({});
    expect(mutated("late-click", chat(offer), "web")).toEqual({});
  });

  it("the choice may be one that came later, through the API URL", () => {
    const conversation = conversationOf(chat([eventOf("message", { body: "One moment" })]), "sms");
    const [start, ...others] = conversation.turns as [Recorded, ...Recorded[]];
    const expectation = { answer: [], requests: [[eventOf("message", { body: "Here" })], offer] };
    const turns = [{ ...start, expected: { expectation, file: "a.jsonl" } }, ...others];
    const [variant] = mutations.find(({ name }) => name === "double-click")?.of({ ...conversation, turns }) ?? [];
    expect(variant && outline(variant)[2]).toBe("1 message 2");
  });

  it("are told apart by their names", () => {
    expect(new Set(mutations.map(({ name }) => name)).size).toBe(mutations.length);
  });

  describe.each(mutations)("$name", ({ name, of }) => {
    it("makes at most one variant of a turn, each in a session of its own, with no expectations", () => {
      fc.assert(
        fc.property(anySteps, anyChannel, (steps, channel) => {
          const recorded = conversationOf(
            steps.map(([event, payload]) => [event, payload, offer]),
            channel,
          );
          const variants = [...of(recorded)];
          expect(variants.length).toBeLessThanOrEqual(steps.length);
          expect(new Set([recorded, ...variants].map(({ cid }) => cid)).size).toBe(variants.length + 1);
          for (const { cid, recordedCid, variant, turns } of variants) {
            const label = variant?.kind === "mutation" ? variant.mutation : "";
            expect(label.startsWith(`${name} `)).toBe(true);
            expect([cid, recordedCid]).toEqual([derivedCid(recorded.cid, label), recorded.cid]);
            expect(turns.every((turn) => turn.expected === undefined && turn.webhook.info.cid === cid)).toBe(true);
            const indexes = new Set(turns.map(({ index }) => index));
            expect([...indexes].toSorted()).toEqual(steps.map((_, index) => index));
          }
        }),
      );
    });

    it("leaves the times in order but where it reorders", () => {
      for (const { turns } of of(conversationOf(chat(offer), "facebook"))) {
        const times = turns.map(({ at = 0 }) => at);
        const sorted = times.toSorted((one, other) => one - other);
        expect(times.join() === sorted.join()).toBe(name !== "reorder");
      }
    });
  });
});

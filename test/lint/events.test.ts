import { describe, expect, it } from "vitest";
import { channelNames } from "../../src/protocol/channels.ts";
import type { Packet } from "../../src/protocol/event.ts";
import { definitionOf, eventNames } from "../../src/protocol/events/index.ts";
import { webhooks } from "../../src/protocol/webhooks/index.ts";
import { cid, eventOf, findingsIn, told } from "./answers.ts";

const answerOf = (packets: readonly Packet[]) => packets.map(({ name, payload }) => eventOf(name, payload));

describe.each(eventNames)("the example of %s", (name) => {
  const { example, madeFor, deprecatedFor } = definitionOf(name);
  const expected = deprecatedFor === undefined ? [] : ["warning deprecated-event /0/packet/name"];

  it.each(madeFor)("is as %s wants it", (channel) => {
    expect(findingsIn(answerOf(example), { channels: [channel] }).map(told)).toEqual(expected);
  });

  it("is as all the channels that it is made for want it", () => {
    expect(findingsIn(answerOf(example), { channels: madeFor }).map(told)).toEqual(expected);
  });
});

describe("the event of a webhook", () => {
  const posted = Object.values(webhooks).flatMap(({ name, examples }) =>
    examples.map((payload) => [name, { info: { cid, contact: {}, context: {} }, packet: { name, payload } }] as const),
  );

  it.each(posted)("is no answer: %s", (_name, webhook) => {
    expect(findingsIn(webhook).map(told)).toEqual(["error envelope "]);
  });

  it("is one where it is known to come from a bot, as the message that it is", () => {
    const echo = { info: { cid, contact: {} }, packet: { name: "message", payload: { body: "Hi" } } };
    expect(findingsIn([echo], { fromBot: true, channels: channelNames })).toEqual([]);
  });
});

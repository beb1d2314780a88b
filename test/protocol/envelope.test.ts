import { describe, expect, expectTypeOf, it } from "vitest";
import type { Channel } from "../../src/protocol/channels.ts";
import {
  type BotEvent,
  channelOf,
  cidShape,
  type EventOf,
  eventEnvelope,
  type WebhookEvent,
  type WebhookOf,
  webhookEnvelope,
} from "../../src/protocol/envelope.ts";
import type { EventName } from "../../src/protocol/events/index.ts";
import type { WebhookName } from "../../src/protocol/webhooks/index.ts";

const cid = "chatbot::258:a56785fb6fb84edd890905913b0c0821";

describe("an event's envelope", () => {
  it.each<[string, unknown, boolean]>([
    ["with all of it", { info: { cid, context: {} }, packet: { name: "message", payload: { body: "Hi" } } }, true],
    ["without context and payload", { info: { cid }, packet: { name: "end" } }, true],
    ["with an empty payload", { info: { cid }, packet: { name: "end", payload: {} } }, true],
    ["with keys nobody knows", { info: { cid, x: 1 }, packet: { name: "end", y: 2 }, z: 3 }, true],
    ["without info", { packet: { name: "end" } }, false],
    ["without a cid", { info: {}, packet: { name: "end" } }, false],
    ["without a packet", { info: { cid } }, false],
    ["without a name", { info: { cid }, packet: {} }, false],
    ["with an empty name", { info: { cid }, packet: { name: "" } }, false],
    ["with a list as context", { info: { cid, context: [] }, packet: { name: "end" } }, false],
    ["with a text as context", { info: { cid, context: "name" }, packet: { name: "end" } }, false],
    ["with a text as payload", { info: { cid }, packet: { name: "message", payload: "Hi" } }, false],
  ])("%s", (_case, event, accepted) => {
    const parsed = eventEnvelope.safeParse(event);
    expect(parsed.success).toBe(accepted);
    if (accepted) expect(parsed.data).toEqual(event);
  });
});

describe("a webhook's envelope", () => {
  it.each<[string, unknown, boolean]>([
    [
      "as the page shows it",
      { approach_mode: "proactive", contact: {}, context: {}, conversation: {}, widget: {} },
      true,
    ],
    ["with only a cid", {}, true],
    ["opened by the contact", { approach_mode: "normal" }, true],
    ["with another approach", { approach_mode: "aggressive" }, false],
    ["with a contact that is a text", { contact: "Ada" }, false],
    ["with keys nobody knows", { contact: { name: "Ada", new: 1 }, also: true }, true],
  ])("%s", (_case, info, accepted) => {
    const webhook = { info: { cid, ...(info as object) }, packet: { name: "start", payload: {} } };
    const parsed = webhookEnvelope.safeParse(webhook);
    expect(parsed.success).toBe(accepted);
    if (accepted) expect(parsed.data).toEqual(webhook);
  });
});

describe("the shape of a cid", () => {
  it.each([
    [cid, true],
    ["chatbot::1:00000000000000000000000000000000", true],
    ["", false],
    ["258:a56785fb6fb84edd890905913b0c0821", false],
    ["chatbot::258:A56785FB6FB84EDD890905913B0C0821", false],
    [`${cid}0`, false],
    [`${cid}\n`, false],
  ])("%j: %s", (text, seen) => {
    expect(cidShape.test(text)).toBe(seen);
  });
});

describe("the channel of a webhook", () => {
  it.each<[string, object, Channel]>([
    ["named", { contact_channel: { state: "valid", type: "whatsapp_business" } }, "whatsapp_business"],
    ["named in another state", { contact_channel: { state: "invalid", type: "sms" } }, "sms"],
    ["not named", { contact_channel: { state: "valid" } }, "web"],
    ["null", { contact_channel: null }, "web"],
    ["absent", {}, "web"],
    ["unknown", { contact_channel: { type: "pigeon" } }, "custom"],
  ])("that is %s", (_case, conversation, channel) => {
    expect(channelOf(webhookEnvelope.parse({ info: { cid, conversation }, packet: { name: "start" } }))).toBe(channel);
  });

  it("is web without a conversation", () => {
    expect(channelOf({ info: { cid } })).toBe("web");
  });
});

describe("types", () => {
  it("know the names", () => {
    expectTypeOf<BotEvent["packet"]["name"]>().toEqualTypeOf<EventName>();
    expectTypeOf<WebhookEvent["packet"]["name"]>().toEqualTypeOf<WebhookName>();
  });

  it("narrow an event's payload by the packet's name", () => {
    const read = ({ packet }: BotEvent) => {
      if (packet.name === "delay") expectTypeOf(packet.payload.duration).toEqualTypeOf<number>();
      if (packet.name === "message") {
        expectTypeOf(packet.payload.body).toEqualTypeOf<string>();
        expectTypeOf(packet.payload.text_format).toEqualTypeOf<"markdown_v1" | "plain" | undefined>();
      }
      if (packet.name === "list_template") {
        expectTypeOf(packet.payload.options[0]?.description).toEqualTypeOf<string | undefined>();
      }
    };
    expectTypeOf(read).parameter(0).toEqualTypeOf<BotEvent>();
    expectTypeOf<EventOf<"message">>().toExtend<BotEvent>();
    expectTypeOf<{
      info: { cid: string };
      packet: { name: "message"; payload: { text: string } };
    }>().not.toExtend<BotEvent>();
  });

  it("narrow a webhook's payload by the packet's name", () => {
    const read = ({ packet }: WebhookEvent) => {
      if (packet.name === "click") expectTypeOf(packet.payload.value.id).toEqualTypeOf<string>();
      if (packet.name === "message") expectTypeOf(packet.payload.body).toEqualTypeOf<string>();
      if (packet.name === "start") expectTypeOf(packet.payload.body).toEqualTypeOf<string | undefined>();
      if (packet.name === "location") expectTypeOf(packet.payload.latitude).toEqualTypeOf<number>();
    };
    expectTypeOf(read).parameter(0).toEqualTypeOf<WebhookEvent>();
    expectTypeOf<WebhookOf<"click">>().toExtend<WebhookEvent>();
  });
});

import { describe, expect, it } from "vitest";
import type { Packet } from "../../src/protocol/event.ts";
import { type EventName, events, isEventName } from "../../src/protocol/events/index.ts";
import type { Parameters } from "../../src/protocol/parameter.ts";
import { isWebhookName, type WebhookName, webhooks } from "../../src/protocol/webhooks/index.ts";

const accepts = (name: EventName, payload: unknown) => events[name].payload.safeParse(payload).success;
const acceptsPosted = (name: WebhookName, payload: unknown) => webhooks[name].payload.safeParse(payload).success;

/** Names used in a value that aren't the ones ulbot writes. */
function strangeNames(value: unknown, parameters: Parameters): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => strangeNames(item, parameters));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    const parameter = parameters[key];
    if (parameter === undefined) return [key];
    return parameter.fields ? strangeNames(inner, parameter.fields) : [];
  });
}

const examples = Object.values(events).flatMap(({ name, example }) =>
  (example as readonly Packet[]).map((packet) => ({ of: name, packet, packetName: packet.name })),
);

describe("the examples of triggerable events", () => {
  it.each(Object.values(events))("use $name itself", ({ name, example }) => {
    expect(example.map((packet) => packet.name)).toContain(name);
  });

  it.each(examples)("$of: $packetName is an event with a payload its schema accepts", ({ packet }) => {
    const { name, payload = {} } = packet;
    if (!isEventName(name)) throw new Error(`${name} is not an event`);
    expect(events[name].payload.safeParse(payload).error).toBeUndefined();
    expect(strangeNames(payload, events[name].parameters)).toEqual([]);
  });
});

const postedExamples = Object.values(webhooks).flatMap(({ name, examples }) =>
  examples.map((payload) => ({ name, payload: payload as Record<string, unknown> })),
);

describe("the examples of webhook events", () => {
  it.each(postedExamples)("$name: $payload", ({ name, payload }) => {
    expect(webhooks[name].payload.safeParse(payload).error).toBeUndefined();
    expect(strangeNames(payload, webhooks[name].parameters)).toEqual([]);
  });

  it("are at least one for each event", () => {
    expect(new Set(postedExamples.map(({ name }) => name)).size).toBe(7);
  });
});

describe("a key nobody knows is kept", () => {
  it("in a payload", () => {
    expect(events.message.payload.parse({ body: "Hi", later: { added: 1 } })).toEqual({
      body: "Hi",
      later: { added: 1 },
    });
  });

  it("in an option", () => {
    const bubbles = { body: "Hi", options: [{ id: "a", label: "A", emoji: "x" }], fallback: "Hi" };
    expect(events.bubbles.payload.parse(bubbles)).toEqual(bubbles);
  });

  it("in an event without parameters and in a webhook", () => {
    expect(events.end.payload.parse({ reason: "done" })).toEqual({ reason: "done" });
    expect(webhooks.click.payload.parse({ value: { id: "a", index: 0 } })).toEqual({ value: { id: "a", index: 0 } });
  });
});

describe("values", () => {
  it.each<[EventName, string, unknown[], unknown[]]>([
    ["message", "text_format", ["markdown_v1", "plain"], ["html", "", null]],
    ["forward_any", "on_failure", ["feedback"], ["ignore", true]],
    ["forward_group", "on_failure", ["feedback"], ["ignore"]],
    ["contact_update", "campaigns", [true, false], ["true", 1]],
    ["contact_update", "custom_fields", [{}, { size: 43 }], [[], "size"]],
    ["conversation_update", "topics", [[], ["delivery"]], ["delivery", [1]]],
    ["note_create", "contact_identity_id", ["17", 17], [{}]],
  ])("of %s: %s takes %j, not %j", (name, parameter, good, bad) => {
    const others = { body: "Hi", group: "Support" };
    for (const value of good) expect(accepts(name, { ...others, [parameter]: value })).toBe(true);
    for (const value of bad) expect(accepts(name, { ...others, [parameter]: value })).toBe(false);
  });

  it.each<[EventName, unknown, boolean]>([
    ["message", {}, false],
    ["message", { body: 1 }, false],
    ["button_template", { body: "", options: [], fallback: "", header: { type: "text", text: "Hi" } }, true],
    ["button_template", { body: "", options: [], fallback: "", header: { type: "audio" } }, false],
    ["bubbles", { body: "Hi", options: [] }, false],
    ["bubbles", { body: "Hi", options: { id: "a", label: "A" }, fallback: "Hi" }, false],
    ["forward_group", { group: 12 }, true],
    ["forward_skills", { skills: ["french", 3] }, true],
    ["forward_skills", { skills: "french" }, false],
    ["delay", { duration: 0.5, typing_indicator: false }, true],
    ["delay", { duration: "2" }, false],
    ["email_dispatch", { recipient: { type: "operator", id: 7 } }, true],
    ["email_dispatch", { recipient: "contact" }, true],
    ["email_dispatch", { recipient: { type: "bot" } }, false],
    ["email_dispatch", { recipient: {} }, false],
  ])("%s %j: %s", (name, payload, accepted) => {
    expect(accepts(name, payload)).toBe(accepted);
  });

  it.each<[WebhookName, unknown, boolean]>([
    ["start", {}, true],
    ["message", {}, false],
    ["click", { value: { id: "a" } }, true],
    ["click", { value: { label: "A" } }, false],
    ["media", { link: "https://files.example.com/1", size: "big" }, false],
    ["location", { latitude: 50.9 }, false],
    ["forward_failed", {}, true],
    ["campaign_unsubscribe", {}, true],
  ])("posted %s %j: %s", (name, payload, accepted) => {
    expect(acceptsPosted(name, payload)).toBe(accepted);
  });
});

it("tells names of triggerable events from names of webhook events", () => {
  expect([isEventName("bubbles"), isEventName("click"), isEventName("toString"), isEventName(1)]).toEqual([
    true,
    false,
    false,
    false,
  ]);
  expect([isWebhookName("click"), isWebhookName("bubbles"), isWebhookName("toString")]).toEqual([true, false, false]);
});

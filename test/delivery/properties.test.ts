import { describe, expect, it } from "vitest";
import { deliver } from "../../src/delivery/deliver.ts";
import type { PayloadPath } from "../../src/delivery/rendering.ts";
import { type Channel, channelNames } from "../../src/protocol/channels.ts";
import type { BotEvent } from "../../src/protocol/envelope.ts";
import type { Packet } from "../../src/protocol/event.ts";
import { type EventName, eventNames, events } from "../../src/protocol/events/index.ts";
import fc, { runs } from "../property.ts";
import { acceptedBy } from "./arbitrary.ts";
import { info } from "./samples.ts";

const anyChannel = fc.constantFrom(...channelNames);

/** Any event of this name that its schema accepts. */
function anyEvent(name: EventName): fc.Arbitrary<BotEvent> {
  const { payload } = events[name];
  return acceptedBy(payload).map((value) => ({ info, packet: { name, payload: value } }) as BotEvent);
}

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

function at(value: unknown, path: PayloadPath): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], value);
}

const choices = ["bubbles", "carousel", "button_template", "list_template"] as const;

describe.each(eventNames)("any %s on any channel", (name) => {
  it("is accepted by the schema and delivered twice alike, without a change to it", () => {
    fc.assert(
      fc.property(anyEvent(name), anyChannel, (event, channel) => {
        expect(events[name].payload.safeParse(event.packet.payload).success).toBe(true);
        const copy = structuredClone(event);
        expect(deliver(frozen(event), channel)).toEqual(deliver(copy, channel));
        expect(event).toEqual(copy);
      }),
      { numRuns: runs(50) },
    );
  });

  it("has a value in its payload for everything lost, too long or too many", () => {
    fc.assert(
      fc.property(anyEvent(name), anyChannel, (event, channel) => {
        const { lost, asText, excesses } = deliver(event, channel);
        for (const { path } of [...lost, ...asText, ...excesses]) expect(at(event.packet.payload, path)).toBeDefined();
        for (const { got, limit } of [...asText, ...excesses]) expect(got).toBeGreaterThan(limit.value);
      }),
      { numRuns: runs(50) },
    );
  });
});

describe.each(choices)("any %s on any channel", (name) => {
  it("shows each option, to click or by its number", () => {
    fc.assert(
      fc.property(anyEvent(name), anyChannel, (event, channel) => {
        const { form, text, options } = deliver(event, channel);
        const given = (event.packet.payload as { options: { id: string; label: string }[] }).options;
        expect(options.map(({ id, label }) => [id, label])).toEqual(given.map(({ id, label }) => [id, label]));
        if (form !== "numbered_text") return;
        for (const [index, { label }] of given.entries()) expect(text).toContain(`${index + 1}. ${label}`);
      }),
      { numRuns: runs(50) },
    );
  });

  it("shows the body where it can be clicked and the fallback where it can't", () => {
    fc.assert(
      fc.property(anyEvent(name), anyChannel, (event, channel) => {
        const { form, text } = deliver(event, channel);
        const { body = "", fallback } = event.packet.payload as { body?: string; fallback: string };
        if (form === "numbered_text") expect(text.startsWith(fallback)).toBe(true);
        else expect(text).toBe(body);
      }),
      { numRuns: runs(50) },
    );
  });
});

describe("the example of", () => {
  const made = Object.values(events).flatMap(({ name, madeFor }) =>
    (madeFor as readonly Channel[]).map((channel) => ({ name, channel })),
  );

  it.each(made)("$name loses nothing on $channel, which it is made for", ({ name, channel }) => {
    for (const { payload = {}, ...packet } of events[name].example as readonly Packet[]) {
      const { lost, asText, excesses, form } = deliver({ info, packet: { ...packet, payload } } as BotEvent, channel);
      expect({ lost, asText, excesses }).toEqual({ lost: [], asText: [], excesses: [] });
      expect(["refused", "numbered_text"]).not.toContain(form);
    }
  });

  const notMade = Object.values(events).flatMap(({ name, madeFor }) =>
    channelNames.flatMap((channel) => ((madeFor as readonly Channel[]).includes(channel) ? [] : [{ name, channel }])),
  );

  it.each(notMade)("$name is shown worse on $channel, which it is not made for", ({ name, channel }) => {
    const packet = (events[name].example as readonly Packet[]).find((packet) => packet.name === name);
    const { lost, form } = deliver({ info, packet } as BotEvent, channel);
    expect(lost.length > 0 || ["refused", "numbered_text", "text"].includes(form)).toBe(true);
  });
});

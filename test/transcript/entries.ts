import type { Entry } from "../../src/transcript/entry.ts";
import { jsonValue } from "../input/values.ts";
import fc from "../property.ts";

export const cid = "chatbot::258:a56785fb6fb84edd890905913b0c0821";

/** A webhook with a message, as the platform posts it. */
export const webhook = (body: string, info: object = {}, session = cid): Entry =>
  ({
    at: "2026-03-01T10:00:00.000Z",
    cid: session,
    kind: "webhook",
    event: { info: { cid: session, contact: {}, ...info }, packet: { name: "message", payload: { body } } },
  }) as Entry;

/** One event of a bot. */
export const event = (name: string, payload: object, info: object = {}): object => ({
  info: { cid, ...info },
  packet: { name, payload },
});

export const answer = (events: unknown, session = cid): Entry => ({
  at: "2026-03-01T10:00:00.040Z",
  cid: session,
  kind: "answer",
  status: 200,
  ms: 40,
  events,
});

export const request = (events: unknown, session = cid): Entry => ({
  at: "2026-03-01T10:00:00.020Z",
  cid: session,
  kind: "request",
  status: 200,
  events,
});

const packet = fc.record({
  name: fc.constantFrom("message", "click", "bubbles", "toString", "__proto__", "new_one"),
  payload: jsonValue,
});

const envelope = fc.record({ info: jsonValue, packet, more: jsonValue }, { requiredKeys: ["packet"] });

/** Any entry, with anything in it. */
export const anyEntry = fc.oneof(
  fc.record({ at: fc.string(), cid: fc.string(), kind: fc.constant("webhook"), event: envelope, more: jsonValue }),
  fc.record({ at: fc.string(), cid: fc.string(), kind: fc.constant("answer"), status: fc.nat(), events: jsonValue }),
  fc.record({ at: fc.string(), cid: fc.string(), kind: fc.constant("request"), events: fc.array(envelope) }),
) as unknown as fc.Arbitrary<Entry>;

/** The same value with the keys of all objects the other way round. */
export function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

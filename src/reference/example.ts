import type { ExampleEvent } from "../lint/rule.ts";

/** A session that no platform ever gave out. */
export const exampleCid = "chatbot::258:a56785fb6fb84edd890905913b0c0821";

/** The events of an example as they go over the wire. */
export function wireEvents(example: readonly ExampleEvent[]): unknown[] {
  return example.map(({ name, payload, info }) => ({
    info: { cid: exampleCid, ...info },
    packet: { name, ...(payload === undefined ? {} : { payload }) },
  }));
}

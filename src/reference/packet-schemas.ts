import { definitionOf, type EventName } from "../protocol/events/index.ts";
import { type WebhookName, webhooks } from "../protocol/webhooks/index.ts";
import { describedSchema } from "./described-schema.ts";
import type { EventCorrections } from "./events.ts";
import { type JsonSchema, plainSchema } from "./plain-schema.ts";

/** The packet of one name; without a payload where none of its parameters is required. */
function packetSchema(name: string, description: string, payload: JsonSchema): JsonSchema {
  const required = payload.required?.length ? ["name", "payload"] : ["name"];
  return { title: name, type: "object", properties: { name: { const: name, description }, payload }, required };
}

/** The packet of an event that a bot sends. */
export function eventPacket(name: EventName, corrections: EventCorrections): JsonSchema {
  const { summary, deprecatedFor, parameters, payload } = definitionOf(name);
  const json = describedSchema(plainSchema(payload), parameters, corrections[name]);
  if (deprecatedFor === undefined) return packetSchema(name, summary, json);
  return { ...packetSchema(name, `${summary}; deprecated, use ${deprecatedFor}`, json), deprecated: true };
}

/** The packet of an event that the platform posts. */
export function webhookPacket(name: WebhookName): JsonSchema {
  const { summary, parameters, payload } = webhooks[name];
  return packetSchema(name, summary, describedSchema(plainSchema(payload), parameters));
}

/** A packet of any of some names: `then` for each tells editors and validators what belongs to the name that is there. */
export function anyPacket(name: JsonSchema, refs: readonly (readonly [name: string, $ref: string])[]): JsonSchema {
  const allOf = refs.map(([each, $ref]) => ({
    if: { properties: { name: { const: each } }, required: ["name"] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { $ref },
  }));
  return { type: "object", properties: { name, payload: { type: "object" } }, required: ["name"], allOf };
}

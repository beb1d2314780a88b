import { eventEnvelope, webhookEnvelope } from "../protocol/envelope.ts";
import { webhookNames } from "../protocol/webhooks/index.ts";
import { anyPacket, webhookPacket } from "./packet-schemas.ts";
import { type JsonSchema, plainSchema } from "./plain-schema.ts";

/** A schema, and what it refers to. */
export interface Document {
  readonly schema: JsonSchema;
  readonly definitions?: Definitions;
}

export type Definitions = Readonly<Record<string, JsonSchema>>;
/** The reference to a definition of the same document. */
export type Refer = (name: string) => string;

const infoSummaries: Readonly<Record<string, string>> = {
  cid: "the session, as the webhook names it",
  context: "the session's state: any object up to 10 KB; it takes the place of the one before, unless it is empty",
  approach_mode: "`proactive` where the messenger opened by itself",
  contact: "what the platform knows of the contact",
  conversation: "what the platform knows of the conversation; `contact_channel.type` is the channel",
  widget: "the widget of the website",
};

function infoSchema(envelope: typeof eventEnvelope | typeof webhookEnvelope): JsonSchema {
  const { properties = {}, ...info } = plainSchema(envelope.shape.info);
  const described = Object.entries(properties).map(([key, json]) => [
    key,
    { description: infoSummaries[key], ...json },
  ]);
  return { ...info, properties: Object.fromEntries(described) };
}

/** An object with `info` and `packet`. */
export const enveloped = (info: JsonSchema, packet: JsonSchema): JsonSchema => ({
  type: "object",
  properties: { info, packet },
  required: ["info", "packet"],
});

export const eventInfo = (): JsonSchema => infoSchema(eventEnvelope);
export const webhookInfo = (): JsonSchema => infoSchema(webhookEnvelope);

/** A definition for each of some names. */
export const namedBy = <Name extends string>(names: readonly Name[], make: (name: Name) => JsonSchema): Definitions =>
  Object.fromEntries(names.map((name) => [name, make(name)]));

export const refsOf = (names: readonly string[], refer: Refer) => names.map((name) => [name, refer(name)] as const);

/** One of something, or a list of it. */
export const oneOrMore = ($ref: string): JsonSchema => ({
  if: { type: "array" },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { type: "array", items: { $ref } },
  else: { $ref },
});

/** A webhook of any name, and the packets that it refers to. */
export function webhookDefinitions(refer: Refer): Definitions {
  // one that is new to ulbot is a webhook all the same
  const name = { description: "what happened", type: "string", minLength: 1, examples: webhookNames };
  const webhook = enveloped(webhookInfo(), anyPacket(name, refsOf(webhookNames, refer)));
  return { webhook, ...namedBy(webhookNames, webhookPacket) };
}

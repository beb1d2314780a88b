import { eventEnvelope, webhookEnvelope } from "../protocol/envelope.ts";
import { definitionOf, type EventName, eventNames, isEventName } from "../protocol/events/index.ts";
import { isWebhookName, type WebhookName, webhookNames, webhooks } from "../protocol/webhooks/index.ts";
import { configJsonSchema } from "./config-json-schema.ts";
import type { EventCorrections } from "./events.ts";
import { wireEvents } from "./example.ts";
import { noSuch } from "./no-such.ts";
import { anyPacket, eventPacket, webhookPacket } from "./packet-schemas.ts";
import { type JsonSchema, plainSchema } from "./plain-schema.ts";

/** The drafts that schemas are written in: the address each is known by, and where it keeps what is referred to. */
const drafts = {
  "2020-12": { $schema: "https://json-schema.org/draft/2020-12/schema", definitions: "$defs" },
  "draft-07": { $schema: "http://json-schema.org/draft-07/schema#", definitions: "definitions" },
} as const;

export type Draft = keyof typeof drafts;
export const draftNames = Object.keys(drafts) as readonly Draft[];

/** What there are schemas of: an answer, one event of it, a webhook of any or of one name, and the configuration. */
export type SchemaName = "answer" | EventName | "webhook" | `webhook.${WebhookName}` | "config";

export const schemaNames: readonly SchemaName[] = [
  "answer",
  "webhook",
  "config",
  ...eventNames,
  ...webhookNames.map((name) => `webhook.${name}` as const),
];

export interface SchemaOptions {
  /** 2020-12 unless told */
  readonly draft?: Draft;
  /** the platform's real names of inferred parameters */
  readonly corrections?: EventCorrections | undefined;
}

type Definitions = Readonly<Record<string, JsonSchema>>;
type Refer = (name: string) => string;

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

const enveloped = (info: JsonSchema, packet: JsonSchema): JsonSchema => ({
  type: "object",
  properties: { info, packet },
  required: ["info", "packet"],
});

const eventOf = (packet: JsonSchema) => enveloped(infoSchema(eventEnvelope), packet);
const webhookOf = (packet: JsonSchema) => enveloped(infoSchema(webhookEnvelope), packet);

const namedBy = <Name extends string>(names: readonly Name[], make: (name: Name) => JsonSchema): Definitions =>
  Object.fromEntries(names.map((name) => [name, make(name)]));

const refsOf = (names: readonly string[], refer: Refer) => names.map((name) => [name, refer(name)] as const);

interface Document {
  readonly schema: JsonSchema;
  readonly definitions?: Definitions;
}

/** One of something, or a list of it. */
const oneOrMore = ($ref: string): JsonSchema => ({
  if: { type: "array" },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { type: "array", items: { $ref } },
  else: { $ref },
});

function answerDocument(corrections: EventCorrections, refer: Refer): Document {
  const event = eventOf(anyPacket({ description: "what to do", enum: eventNames }, refsOf(eventNames, refer)));
  const schema = {
    title: "answer of a bot",
    description: "an event or a list of events of a bot on the Userlike Chatbot API",
    ...oneOrMore(refer("event")),
    examples: [wireEvents(definitionOf("bubbles").example)],
  };
  return { schema, definitions: { event, ...namedBy(eventNames, (name) => eventPacket(name, corrections)) } };
}

function webhookDocument(refer: Refer): Document {
  // one that is new to ulbot is a webhook all the same
  const name = { description: "what happened", type: "string", minLength: 1, examples: webhookNames };
  const webhook = webhookOf(anyPacket(name, refsOf(webhookNames, refer)));
  const schema = {
    title: "webhook",
    description: "what the platform posts to a bot on the Userlike Chatbot API, or a list of what it has posted",
    ...oneOrMore(refer("webhook")),
    examples: webhookExamples("message"),
  };
  return { schema, definitions: { webhook, ...namedBy(webhookNames, webhookPacket) } };
}

const webhookExamples = (name: WebhookName) =>
  wireEvents(webhooks[name].examples.map((payload) => ({ name, payload })));

function eventDocument(name: EventName, corrections: EventCorrections): Document {
  const examples = wireEvents(definitionOf(name).example.filter((each) => each.name === name));
  return { schema: { title: name, ...eventOf(eventPacket(name, corrections)), examples } };
}

function namedWebhookDocument(name: WebhookName): Document {
  const schema = { title: `webhook ${name}`, ...webhookOf(webhookPacket(name)), examples: webhookExamples(name) };
  return { schema };
}

function documentOf(name: string, corrections: EventCorrections, refer: Refer): Document {
  if (name === "answer") return answerDocument(corrections, refer);
  if (name === "webhook") return webhookDocument(refer);
  if (name === "config") return { schema: configJsonSchema() };
  if (isEventName(name)) return eventDocument(name, corrections);
  const [, posted] = name.split(/^webhook\./);
  if (isWebhookName(posted)) return namedWebhookDocument(posted);
  throw noSuch("schema", name, schemaNames);
}

/**
 * The JSON Schema of an answer, an event, a webhook or the configuration, as a document of its own. It takes what the zod
 * schema of the same thing takes: for an event that is `eventEnvelope` and the payload of its name, so that other
 * spellings of inferred names, which lint lets pass, are only mentioned. Throws an `UlbotError` for a name there is no
 * schema of.
 */
export function jsonSchemaOf(name: string, { draft = "2020-12", corrections = {} }: SchemaOptions = {}): JsonSchema {
  const { $schema, definitions: keyword } = drafts[draft];
  const { schema, definitions } = documentOf(name, corrections, (definition) => `#/${keyword}/${definition}`);
  return { $schema, ...schema, ...(definitions ? { [keyword]: definitions } : {}) };
}

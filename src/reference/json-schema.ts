import { definitionOf, type EventName, eventNames, isEventName } from "../protocol/events/index.ts";
import { isWebhookName, type WebhookName, webhookNames, webhooks } from "../protocol/webhooks/index.ts";
import { configJsonSchema } from "./config-json-schema.ts";
import {
  type Document,
  enveloped,
  eventInfo,
  namedBy,
  oneOrMore,
  type Refer,
  refsOf,
  webhookDefinitions,
  webhookInfo,
} from "./envelope-schemas.ts";
import type { EventCorrections } from "./events.ts";
import { wireEvents } from "./example.ts";
import { expectedDocument } from "./expected-json-schema.ts";
import { noSuch } from "./no-such.ts";
import { anyPacket, eventPacket, webhookPacket } from "./packet-schemas.ts";
import type { JsonSchema } from "./plain-schema.ts";
import { transcriptDocument } from "./transcript-json-schema.ts";

/** The drafts that schemas are written in: the address each is known by, and where it keeps what is referred to. */
const drafts = {
  "2020-12": { $schema: "https://json-schema.org/draft/2020-12/schema", definitions: "$defs" },
  "draft-07": { $schema: "http://json-schema.org/draft-07/schema#", definitions: "definitions" },
} as const;

export type Draft = keyof typeof drafts;
export const draftNames = Object.keys(drafts) as readonly Draft[];

/** What there are schemas of: an answer, one event of it, a webhook of any or of one name, and ulbot's own files. */
export type SchemaName =
  | "answer"
  | EventName
  | "webhook"
  | `webhook.${WebhookName}`
  | "expected"
  | "transcript"
  | "config";

export const schemaNames: readonly SchemaName[] = [
  "answer",
  "webhook",
  "expected",
  "transcript",
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

function answerDocument(corrections: EventCorrections, refer: Refer): Document {
  const event = enveloped(
    eventInfo(),
    anyPacket({ description: "what to do", enum: eventNames }, refsOf(eventNames, refer)),
  );
  const schema = {
    title: "answer of a bot",
    description: "an event or a list of events of a bot on the Userlike Chatbot API",
    ...oneOrMore(refer("event")),
    examples: [wireEvents(definitionOf("bubbles").example)],
  };
  return { schema, definitions: { event, ...namedBy(eventNames, (name) => eventPacket(name, corrections)) } };
}

function webhookDocument(refer: Refer): Document {
  const schema = {
    title: "webhook",
    description: "what the platform posts to a bot on the Userlike Chatbot API, or a list of what it has posted",
    ...oneOrMore(refer("webhook")),
    examples: webhookExamples("message"),
  };
  return { schema, definitions: webhookDefinitions(refer) };
}

const webhookExamples = (name: WebhookName) =>
  wireEvents(webhooks[name].examples.map((payload) => ({ name, payload })));

function eventDocument(name: EventName, corrections: EventCorrections): Document {
  const examples = wireEvents(definitionOf(name).example.filter((each) => each.name === name));
  return { schema: { title: name, ...enveloped(eventInfo(), eventPacket(name, corrections)), examples } };
}

function namedWebhookDocument(name: WebhookName): Document {
  const schema = {
    title: `webhook ${name}`,
    ...enveloped(webhookInfo(), webhookPacket(name)),
    examples: webhookExamples(name),
  };
  return { schema };
}

function documentOf(name: string, corrections: EventCorrections, refer: Refer): Document {
  if (name === "answer") return answerDocument(corrections, refer);
  if (name === "webhook") return webhookDocument(refer);
  if (name === "expected") return expectedDocument(corrections, refer);
  if (name === "transcript") return transcriptDocument(refer);
  if (name === "config") return { schema: configJsonSchema() };
  if (isEventName(name)) return eventDocument(name, corrections);
  const [, posted] = name.split(/^webhook\./);
  if (isWebhookName(posted)) return namedWebhookDocument(posted);
  throw noSuch("schema", name, schemaNames);
}

/**
 * The JSON Schema of an answer, an event, a webhook or one of ulbot's own files, as a document of its own. It takes what the zod
 * schema of the same thing takes: for an event that is `eventEnvelope` and the payload of its name, so that other
 * spellings of inferred names, which lint lets pass, are only mentioned. Throws an `UlbotError` for a name there is no
 * schema of.
 */
export function jsonSchemaOf(name: string, { draft = "2020-12", corrections = {} }: SchemaOptions = {}): JsonSchema {
  const { $schema, definitions: keyword } = drafts[draft];
  const { schema, definitions } = documentOf(name, corrections, (definition) => `#/${keyword}/${definition}`);
  return { $schema, ...schema, ...(definitions ? { [keyword]: definitions } : {}) };
}

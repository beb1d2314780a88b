import { contents, type EntryKind, schemaVersion } from "../transcript/entry.ts";
import { type Document, type Refer, webhookDefinitions } from "./envelope-schemas.ts";
import { exampleCid, wireEvents } from "./example.ts";
import type { JsonSchema } from "./plain-schema.ts";

const status = { description: "the HTTP status of the response", type: "integer" };
const ms = { description: "how long the bot took, in milliseconds", type: "number", minimum: 0 };
const events = { description: "what the bot sent, just as it wrote it" };

type Members = Readonly<Record<string, JsonSchema>>;

/** What the entries of each kind hold. */
const membersOf = (refer: Refer): Readonly<Record<EntryKind, Members>> => ({
  webhook: { event: { $ref: refer("webhook") } },
  answer: { status, ms, events },
  request: { status, events },
  finding: { finding: { description: "what was found wrong", type: "object" } },
});

const examples = [
  {
    schemaVersion,
    at: "2026-01-05T09:00:00.000Z",
    cid: exampleCid,
    kind: "webhook",
    event: wireEvents([{ name: "start", payload: {} }])[0],
  },
  {
    at: "2026-01-05T09:00:00.012Z",
    cid: exampleCid,
    kind: "answer",
    status: 200,
    ms: 12,
    events: wireEvents([{ name: "message", payload: { body: "Welcome!" } }]),
  },
];

/** One line of a transcript. Other keys are kept, whatever they are. */
export function transcriptDocument(refer: Refer): Document {
  const members = Object.entries(membersOf(refer)) as [EntryKind, Members][];
  const allOf = members.map(([kind, properties]) => ({
    if: { properties: { kind: { const: kind } }, required: ["kind"] },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: { properties, required: [contents[kind]] },
  }));
  const schema = {
    title: "entry of a transcript",
    description: "one line of a transcript: what the platform posted, what the bot sent, or what was found wrong",
    type: "object",
    properties: {
      schemaVersion: { description: "the version of this format, on the first line", enum: [schemaVersion] },
      at: { description: "when it happened: ISO 8601 with milliseconds", type: "string" },
      cid: { description: "the session", type: "string" },
      kind: { description: "what it is", enum: Object.keys(contents) },
    },
    required: ["at", "cid", "kind"],
    allOf,
    examples,
  };
  return { schema, definitions: webhookDefinitions(refer) };
}

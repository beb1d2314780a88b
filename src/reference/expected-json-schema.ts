import { expectedFileSchema } from "../expected/expected-schema.ts";
import { anyKinds } from "../expected/matchers.ts";
import { eventNames } from "../protocol/events/index.ts";
import {
  type Definitions,
  type Document,
  enveloped,
  eventInfo,
  namedBy,
  oneOrMore,
  type Refer,
  refsOf,
} from "./envelope-schemas.ts";
import type { EventCorrections } from "./events.ts";
import { wireEvents } from "./example.ts";
import { anyPacket, eventPacket } from "./packet-schemas.ts";
import { type JsonSchema, plainSchema } from "./plain-schema.ts";

const count = { type: "integer", minimum: 0 };

const matcher: JsonSchema = {
  title: "matcher",
  description: "stands for every value that all of its keys hold for",
  type: "object",
  properties: {
    $any: { description: "what kind of value it is", enum: anyKinds },
    $match: { description: "a pattern that the text matches somewhere, as JavaScript has them", type: "string" },
    $contains: {
      description: "a part of the text, members of the list, or a part of the object",
      anyOf: [{ type: "string" }, { type: "array" }, { type: "object" }],
    },
    $length: {
      description: "how many characters, elements or keys it has",
      anyOf: [count, { type: "object", properties: { min: count, max: count }, additionalProperties: false }],
    },
    $equal: { description: "just this value, even if it looks like a matcher" },
  },
  additionalProperties: false,
};

/** An object with any key of a matcher. */
const isMatcher: JsonSchema = { type: "object", not: { type: "object", propertyNames: { pattern: "^(?!\\$)" } } };

/** A matcher, or what a schema describes. */
const orMatcher = (otherwise: JsonSchema, refer: Refer): JsonSchema => ({
  if: { $ref: refer("isMatcher") },
  // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
  then: { $ref: refer("matcher") },
  else: otherwise,
});

/** The same schema, in which a matcher may stand in the place of every value inside. */
function withMatchers(json: JsonSchema, refer: Refer): JsonSchema {
  const { properties = {}, items, anyOf, additionalProperties: others, ...rest } = json;
  const member = ({ description, ...value }: JsonSchema): JsonSchema => ({
    ...(description === undefined ? {} : { description }),
    ...orMatcher(withMatchers(value, refer), refer),
  });
  const members = Object.entries(properties).map(([name, value]) => [name, member(value)] as const);
  return {
    ...rest,
    ...(members.length > 0 ? { properties: Object.fromEntries(members) } : {}),
    ...(items ? { items: member(items) } : {}),
    ...(anyOf ? { anyOf: anyOf.map((each) => withMatchers(each, refer)) } : {}),
    ...(others === undefined ? {} : { additionalProperties: typeof others === "object" ? member(others) : others }),
  };
}

function definitionsOf(corrections: EventCorrections, refer: Refer): Definitions {
  const name = { description: "what to do", enum: eventNames };
  const event = enveloped(eventInfo(), anyPacket(name, refsOf(eventNames, refer)));
  return {
    matcher,
    isMatcher,
    // where nothing is said of the info it is not compared
    event: orMatcher(withMatchers({ ...event, required: ["packet"] }, refer), refer),
    ...namedBy(eventNames, (each) => withMatchers(eventPacket(each, corrections), refer)),
  };
}

const example = {
  schemaVersion: 1,
  turns: [
    {
      turn: 1,
      event: "start",
      answer: wireEvents([{ name: "message", payload: { body: { $match: "^Welcome" } } }]),
      requests: [wireEvents([{ name: "message", payload: { body: "Still there?" } }])],
    },
  ],
};

/** A file of expected answers. */
export function expectedDocument(corrections: EventCorrections, refer: Refer): Document {
  const { properties = {}, ...file } = plainSchema(expectedFileSchema);
  const { items: turn = {}, ...turns } = properties.turns ?? {};
  const { answer, requests, ...others } = turn.properties ?? {};
  const events = oneOrMore(refer("event"));
  const turnProperties = {
    ...others,
    answer: { ...(answer?.description === undefined ? {} : { description: answer.description }), ...events },
    requests: { ...requests, items: events },
  };
  const schema = {
    title: "expected answers",
    description: "what a bot is expected to send, turn by turn, when `ulbot replay` plays the fixture beside it",
    ...file,
    properties: { ...properties, turns: { ...turns, items: { ...turn, properties: turnProperties } } },
    examples: [example],
  };
  return { schema, definitions: definitionsOf(corrections, refer) };
}

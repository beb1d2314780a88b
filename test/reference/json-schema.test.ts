import { Ajv, type ValidateFunction } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import { configSchema } from "../../src/config-schema.ts";
import { UlbotError } from "../../src/errors.ts";
import { rules } from "../../src/lint/rules/index.ts";
import { eventEnvelope, webhookEnvelope } from "../../src/protocol/envelope.ts";
import { definitionOf, type EventName, eventNames, isEventName } from "../../src/protocol/events/index.ts";
import { isWebhookName, type WebhookName, webhookNames, webhooks } from "../../src/protocol/webhooks/index.ts";
import { type Draft, draftNames, jsonSchemaOf, type SchemaName, schemaNames } from "../../src/reference/json-schema.ts";
import type { JsonSchema } from "../../src/reference/plain-schema.ts";
import { richest } from "../delivery/samples.ts";
import { cid, eventOf } from "../lint/answers.ts";
import { mutatedAnswer, mutatedFrom, mutatedPacket } from "../lint/mutations.ts";
import fc, { runs } from "../property.ts";

const numRuns = runs(2000);
const timeout = 60_000 + numRuns * 60;

const classes = { "2020-12": Ajv2020, "draft-07": Ajv } as const satisfies Record<Draft, unknown>;

/** Compiles a schema as strictly as ajv can; what it would only warn of is thrown. */
function compiled(schema: JsonSchema, draft: Draft): ValidateFunction {
  const refuse = (message: unknown): never => {
    throw new Error(String(message));
  };
  const ajv = new classes[draft]({
    strict: true,
    strictTypes: true,
    strictTuples: true,
    strictRequired: true,
    logger: { log: refuse, warn: refuse, error: refuse },
  });
  return ajv.compile(schema);
}

const validators = new Map<string, ValidateFunction>();

function validatorOf(name: SchemaName, draft: Draft): ValidateFunction {
  const key = `${name} ${draft}`;
  const validator = validators.get(key) ?? compiled(jsonSchemaOf(name, { draft }), draft);
  validators.set(key, validator);
  return validator;
}

/** What the schema of each draft says of a value. */
const verdicts = (name: SchemaName, value: unknown) => draftNames.map((draft) => validatorOf(name, draft)(value));
const both = (verdict: boolean) => draftNames.map(() => verdict);

/** What zod says of the same: the envelope, and the payload of its name. */
const zodTakes = {
  event(value: unknown, only?: EventName): boolean {
    const { success, data } = eventEnvelope.safeParse(value);
    if (!success) return false;
    const { name, payload = {} } = data.packet;
    if (!isEventName(name) || (only ?? name) !== name) return false;
    return definitionOf(name).payload.safeParse(payload).success;
  },
  answer: (value: unknown): boolean =>
    Array.isArray(value) ? value.every((each) => zodTakes.event(each)) : zodTakes.event(value),
  webhooks: (value: unknown): boolean =>
    Array.isArray(value) ? value.every((each) => zodTakes.webhook(each)) : zodTakes.webhook(value),
  webhook(value: unknown, only?: WebhookName): boolean {
    const { success, data } = webhookEnvelope.safeParse(value);
    if (!success) return false;
    const { name, payload = {} } = data.packet;
    if ((only ?? name) !== name) return false;
    return !isWebhookName(name) || webhooks[name].payload.safeParse(payload).success;
  },
  config: (value: unknown): boolean => configSchema.safeParse(value).success,
};

const info = {
  cid,
  approach_mode: "proactive",
  contact: { name: "Ada" },
  context: { step: 1 },
  conversation: { contact_channel: { state: "valid", type: "sms" } },
  widget: null,
};

const postedExamples = webhookNames.flatMap((name) =>
  webhooks[name].examples.map((payload) => ({ info, packet: { name, payload } })),
);

const configs = [
  {},
  { channel: ["web", "facebook"], timeout: "5s", jobs: 2, maxWarnings: 0 },
  { rules: { "text-length": "off", envelope: "error" } },
  { $schema: "./config.json", protocol: { parameters: { delay: { duration: "wait" } } } },
];

describe.each(draftNames)("in %s", (draft) => {
  it.each(schemaNames)("%s compiles without a warning and takes its own examples", (name) => {
    const schema = jsonSchemaOf(name, { draft });
    const validate = compiled(schema, draft);
    const examples = (schema.examples ?? []) as readonly unknown[];
    expect(examples.map((example) => validate(example))).toEqual(examples.map(() => true));
    expect(name === "config" || examples.length > 0).toBe(true);
  });

  it("says which draft it is, and keeps what it refers to where that draft has it", () => {
    const { $schema, $defs, definitions } = jsonSchemaOf("answer", { draft });
    const isNew = draft === "2020-12";
    expect($schema).toMatch(isNew ? /^https:.*2020-12/ : /^http:.*draft-07/);
    expect([$defs !== undefined, definitions !== undefined]).toEqual([isNew, !isNew]);
  });
});

describe("what the protocol's own examples give", () => {
  it.each(eventNames)("for %s", (name) => {
    const answer = definitionOf(name).example.map((packet) => eventOf(packet.name, packet.payload));
    const richer = eventOf(name, richest[name]);
    expect([verdicts("answer", answer), verdicts("answer", richer), verdicts(name, richer)]).toEqual([
      both(true),
      both(true),
      both(true),
    ]);
  });

  it.each(postedExamples)("for the webhook $packet.name", (webhook) => {
    const { name } = webhook.packet;
    expect([verdicts("webhook", webhook), verdicts(`webhook.${name}`, webhook)]).toEqual([both(true), both(true)]);
  });
});

const message = eventOf("message", { body: "Hi" });

const any = { $any: "object" };
const choice = { body: "Right?", options: [{ id: "yes", label: "Yes" }], fallback: "Right? Send its number." };
const entry = { at: "2026-01-05T09:00:00.000Z", cid };
const expectedOf = (answer: unknown, others = {}) => ({
  schemaVersion: 1,
  turns: [{ turn: 1, event: "start", answer, ...others }],
});

it.each<[string, SchemaName, unknown, boolean]>([
  ["an event that stands alone", "answer", message, true],
  ["an empty list", "answer", [], true],
  ["a text", "answer", "Hi", false],
  ["a list of lists", "answer", [[message]], false],
  ["an event without a cid", "answer", { ...message, info: {} }, false],
  ["a context that is a list", "answer", eventOf("end", {}, { context: [] }), false],
  ["an unknown event", "answer", eventOf("mesage", { body: "Hi" }), false],
  ["no payload where nothing is required", "answer", eventOf("end"), true],
  ["no payload where something is required", "answer", eventOf("message"), false],
  ["a key nobody knows", "answer", eventOf("message", { body: "Hi", later: 1 }), true],
  ["another spelling of an inferred name", "navigate", eventOf("navigate", { url: "https://example.com" }), false],
  ["another event than the one asked for", "message", eventOf("end"), false],
  ["a webhook that is new", "webhook", { info: { cid }, packet: { name: "poll" } }, true],
  ["webhooks as they were recorded", "webhook", postedExamples, true],
  ["a list of webhooks where one is wanted", "webhook.start", postedExamples.slice(0, 1), false],
  ["a webhook without a name", "webhook", { info: { cid }, packet: { name: "" } }, false],
  ["a click without an id", "webhook", { info: { cid }, packet: { name: "click", payload: { value: {} } } }, false],
  [
    "a click without an id",
    "webhook.click",
    { info: { cid }, packet: { name: "click", payload: { value: {} } } },
    false,
  ],
  ["a file of expected answers", "expected", expectedOf([message]), true],
  ["one event as an answer", "expected", expectedOf(message), true],
  ["an event without info", "expected", expectedOf([{ packet: message.packet }]), true],
  ["a matcher for a text", "expected", expectedOf([eventOf("message", { body: { $any: "string" } })]), true],
  ["a matcher for a payload", "expected", expectedOf([eventOf("message", { $contains: { body: "Hi" } })]), true],
  ["a matcher for a list", "expected", expectedOf([eventOf("bubbles", { ...choice, options: { $length: 2 } })]), true],
  ["a matcher for an option", "expected", expectedOf([eventOf("bubbles", { ...choice, options: [any] })]), true],
  ["a matcher for an event", "expected", expectedOf([any]), true],
  ["a value that looks like a matcher", "expected", expectedOf([{ $equal: { $any: 1 } }]), true],
  ["requests", "expected", expectedOf([], { requests: [[message], message] }), true],
  ["a matcher that there is none of", "expected", expectedOf([eventOf("message", { body: { $an: "string" } })]), false],
  ["a matcher of a kind nobody knows", "expected", expectedOf([{ $any: "text" }]), false],
  ["a matcher beside other keys", "expected", expectedOf([eventOf("message", { ...any, body: "Hi" })]), false],
  ["a text that is none where matchers may stand", "expected", expectedOf([eventOf("message", { body: 5 })]), false],
  ["an event nobody knows", "expected", expectedOf([eventOf("mesage")]), false],
  ["a key nobody knows", "expected", expectedOf([], { later: 1 }), false],
  ["turn 0", "expected", expectedOf([], { turn: 0 }), false],
  ["a newer version", "expected", { ...expectedOf([]), schemaVersion: 2 }, false],
  ["a webhook", "transcript", { ...entry, kind: "webhook", event: postedExamples[0] }, true],
  ["an answer that is none", "transcript", { ...entry, kind: "answer", status: 500, ms: 3, events: "oops" }, true],
  ["a request with a key nobody knows", "transcript", { ...entry, kind: "request", events: [], note: 1 }, true],
  ["a finding", "transcript", { ...entry, kind: "finding", finding: {} }, true],
  ["an answer without events", "transcript", { ...entry, kind: "answer", status: 200 }, false],
  ["a webhook that is none", "transcript", { ...entry, kind: "webhook", event: { info: {} } }, false],
  ["a kind nobody knows", "transcript", { ...entry, kind: "note" }, false],
  ["an entry without a time", "transcript", { cid, kind: "request", events: [] }, false],
  ["a setting nobody knows", "config", { chanel: "web" }, false],
  ["a severity nobody knows", "config", { rules: { envelope: "fatal" } }, false],
  ...configs.map(
    (config) => [JSON.stringify(config), "config", config, true] as [string, SchemaName, unknown, boolean],
  ),
])("%s, to %s", (_what, name, value, taken) => {
  expect(verdicts(name, value)).toEqual(both(taken));
});

describe("agrees with zod on", { timeout }, () => {
  const properties: readonly [string, fc.Arbitrary<[SchemaName, unknown, boolean]>][] = [
    ["any answer", mutatedAnswer.map((value) => ["answer", value, zodTakes.answer(value)])],
    [
      "any event of one name",
      fc.tuple(mutatedPacket, fc.constantFrom(...eventNames)).map(([{ name, payload }, other]) => {
        const asked = isEventName(name) ? name : other;
        const event = eventOf(name, payload);
        return [asked, event, zodTakes.event(event, asked)];
      }),
    ],
    [
      "any webhook, or list of them",
      mutatedFrom([...postedExamples, postedExamples]).map((value) => ["webhook", value, zodTakes.webhooks(value)]),
    ],
    [
      "any webhook of one name",
      fc
        .constantFrom(...webhookNames)
        .chain((name) =>
          mutatedFrom(postedExamples.filter(({ packet }) => packet.name === name)).map(
            (value): [SchemaName, unknown, boolean] => [`webhook.${name}`, value, zodTakes.webhook(value, name)],
          ),
        ),
    ],
    [
      "any configuration",
      // zod leaves this key of a record aside, since it would be dangerous to copy
      mutatedFrom(configs)
        .filter((value) => !JSON.stringify(value).includes("__proto__"))
        .map((value) => ["config", value, zodTakes.config(value)]),
    ],
    ["any JSON", fc.jsonValue().map((value) => ["answer", value, zodTakes.answer(value)])],
  ];

  it.each(properties)("%s", (_what, cases) => {
    const seen = { true: 0, false: 0 };
    fc.assert(
      fc.property(cases, ([name, value, taken]) => {
        seen[`${taken}`]++;
        expect(verdicts(name, value)).toEqual(both(taken));
      }),
      { numRuns },
    );
    expect(seen.false).toBeGreaterThan(numRuns / 10);
  });
});

describe("what an editor shows", () => {
  const propertiesOf = (schema: JsonSchema, ...path: string[]): JsonSchema =>
    path.reduce<JsonSchema>((inner, key) => (inner[key] ?? {}) as JsonSchema, schema);
  const payload = (name: EventName, options = {}) =>
    propertiesOf(jsonSchemaOf(name, options), "properties", "packet", "properties", "payload");

  it("is the summary of each parameter, with its evidence and its other names", () => {
    expect(propertiesOf(payload("navigate"), "properties", "link").description).toBe(
      "the address to open, inferred: the platform's page does not give the exact name or type; lint also reads url, href",
    );
    const { items } = propertiesOf(payload("list_template"), "properties", "options");
    expect(items?.properties?.description?.description).toBe("small text below the label");
  });

  it("is that an event is deprecated", () => {
    expect(propertiesOf(jsonSchemaOf("button"), "properties", "packet").deprecated).toBe(true);
    expect(JSON.stringify(jsonSchemaOf("answer")).match(/"deprecated":true/g)).toHaveLength(1);
  });

  it("is every rule of the configuration, with its summary", () => {
    const { properties } = propertiesOf(jsonSchemaOf("config"), "properties", "rules");
    expect(Object.entries(properties ?? {}).map(([id, { description }]) => [id, description])).toEqual(
      rules.map(({ id, summary }) => [id, summary]),
    );
  });

  it("is what each setting of the configuration is for", () => {
    const { properties } = jsonSchemaOf("config");
    const silent = Object.entries(properties ?? {}).filter(([, { description }]) => !description);
    expect(silent.map(([name]) => name)).toEqual([]);
  });

  it("is the real name where the configuration corrects one", () => {
    const corrections = {
      list_template: { headline: "top", "options.description": "subtitle" },
      delay: { duration: "wait" },
    };
    const list = payload("list_template", { corrections });
    expect(Object.keys(list.properties ?? {})).toEqual(expect.arrayContaining(["top", "body"]));
    expect(list.properties?.headline).toBeUndefined();
    expect(list.properties?.options?.items?.properties?.subtitle?.description).toBe(
      "small text below the label, named by the configuration; lint also reads description",
    );
    expect(payload("delay", { corrections }).required).toEqual(["wait"]);
    expect(JSON.stringify(jsonSchemaOf("answer", { corrections }))).toContain('"wait"');
  });
});

it.each(["mesage", "webhook.mesage", "webhook.", "toString", "__proto__", ""])("there is no schema %j", (name) => {
  expect(() => jsonSchemaOf(name)).toThrow(UlbotError);
});

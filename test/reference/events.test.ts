import { describe, expect, it } from "vitest";
import { UlbotError } from "../../src/errors.ts";
import { channelNames, factsOf } from "../../src/protocol/channels.ts";
import { definitionOf, type EventName, eventNames } from "../../src/protocol/events/index.ts";
import type { Limit } from "../../src/protocol/limit.ts";
import { webhookNames, webhooks } from "../../src/protocol/webhooks/index.ts";
import { eventReference } from "../../src/reference/events.ts";
import { limitGroups } from "../../src/reference/limits.ts";
import { type ParameterFacts, parameterFacts } from "../../src/reference/parameters.ts";
import { sampleOf } from "../../src/reference/sample.ts";
import { cid, eventOf, findingsIn, told } from "../lint/answers.ts";

const factsAt = (facts: readonly ParameterFacts[], [name, ...rest]: readonly string[]): ParameterFacts | undefined => {
  const found = facts.find((each) => each.name === name);
  return rest.length === 0 ? found : factsAt(found?.fields ?? [], rest);
};

const parameterOf = (event: EventName, path: string, corrections = {}) =>
  factsAt(parameterFacts(definitionOf(event).parameters, corrections), path.split("."));

it.each<[EventName, string, string, boolean, string, string[]]>([
  ["message", "body", "text", true, "documented", []],
  ["message", "text_format", "one of markdown_v1, plain", false, "documented", []],
  ["forward_any", "on_failure", "the text feedback", false, "documented", []],
  ["bubbles", "options", "list of objects", true, "documented", []],
  ["bubbles", "options.label", "text", true, "documented", []],
  ["button_template", "header", "object", false, "inferred", []],
  ["button_template", "header.type", "one of text, image, video, document", true, "inferred", []],
  ["contact_update", "campaigns", "true or false", false, "documented", []],
  ["contact_update", "custom_fields", "object", false, "documented", []],
  ["conversation_update", "topics", "list of texts", false, "documented", []],
  ["delay", "duration", "number", true, "inferred", ["seconds", "delay", "time"]],
  ["forward_skills", "skills", "list of texts or numbers", true, "inferred", ["skill_ids"]],
  ["note_create", "contact_identity_id", "text or number", false, "documented", []],
  ["email_dispatch", "recipient", "object or one of operator, contact", true, "inferred", ["type"]],
])("%s: %s is %s", (event, path, type, required, evidence, aliases) => {
  expect(parameterOf(event, path)).toMatchObject({ type, required, evidence, aliases });
});

it("has words for the type of every parameter of a webhook", () => {
  const types = Object.values(webhooks).flatMap(({ parameters }) => parameterFacts(parameters).map(({ type }) => type));
  expect([...new Set(types)].sort()).toEqual(["anything", "number", "object", "text"]);
});

/** "whatsapp_business list: options.label 24 characters refused, copy". */
const toldLimits = (name: EventName, corrections = {}): string[] =>
  limitGroups(name, corrections).flatMap(({ channel, form, limits }) =>
    limits.map(
      ({ parameter, limit: { value, unit, beyond, trust } }) =>
        `${channel} ${form ?? ""}: ${parameter} ${value} ${unit} ${beyond}, ${trust}`,
    ),
  );

describe("the limits of an event", () => {
  it.each<[EventName, string[]]>([
    ["end", []],
    ["note_create", []],
    ["delay", ["all : duration 60 seconds advised against, inferred"]],
    [
      "buttons",
      [
        "whatsapp_business text: buttons 4096 characters refused, vendor",
        "facebook text: buttons 2000 characters refused, third party",
        "telegram text: buttons 4096 code points refused, vendor",
        "threema text: buttons 3500 UTF-8 bytes refused, vendor",
      ],
    ],
    [
      "carousel",
      [
        "whatsapp_business numbered_text: fallback 4096 characters refused, vendor",
        "facebook numbered_text: fallback 2000 characters refused, third party",
        "telegram numbered_text: fallback 4096 code points refused, vendor",
        "threema numbered_text: fallback 3500 UTF-8 bytes refused, vendor",
      ],
    ],
  ])("%s: %j", (name, expected) => {
    expect(toldLimits(name)).toEqual(expected);
  });

  it.each<[EventName, string]>([
    ["message", "all : body 5000 characters refused, documented"],
    ["list_template", "all : options 10 options refused, documented"],
    ["list_template", "whatsapp_business list: options.description 72 characters refused, copy"],
    ["list_template", "facebook quick_replies: options.label 20 characters truncated, vendor"],
    ["button_template", "whatsapp_business button_template: header.text 60 characters refused, copy"],
    ["bubbles", "whatsapp_business clickable: options 10 options as text, documented"],
    ["bubbles", "whatsapp_business clickable: options.label 20 characters as text, documented"],
    ["bubbles", "whatsapp_business button_template: body 1024 characters refused, copy"],
    ["bubbles", "whatsapp_business list: options.id 200 characters refused, copy"],
    ["bubbles", "facebook quick_replies: options 13 options refused, vendor"],
    ["bubbles", "facebook numbered_text: fallback 2000 characters refused, third party"],
    ["media", "facebook file: link 8388608 bytes refused, vendor"],
  ])("%s has %s", (name, limit) => {
    expect(toldLimits(name)).toContain(limit);
  });

  it("of bubbles are not those of parts that bubbles don't have", () => {
    expect(toldLimits("bubbles").filter((limit) => /header|footer|headline|description/.test(limit))).toEqual([]);
  });

  it("are all that the channels have, but for captions, which no event has", () => {
    const bound = new Set<Limit>(
      eventNames.flatMap((name) => limitGroups(name).flatMap(({ limits }) => limits.map(({ limit }) => limit))),
    );
    const missed = channelNames.flatMap((channel) => {
      const { limits, clickable, media } = factsOf(channel);
      const forms = Object.entries(limits).filter(([form]) => form !== "caption");
      const all: (Limit | undefined)[] = [
        ...forms.flatMap(([, parts]) => Object.values(parts).flat()),
        clickable?.options,
        clickable?.label,
        ...Object.values(media ?? {}).map(({ size }) => size),
      ];
      return all.filter((limit) => limit !== undefined && !bound.has(limit)).map((limit) => [channel, limit]);
    });
    expect(missed).toEqual([]);
  });

  it("are found on a payload that every event's schema accepts", () => {
    for (const name of eventNames) {
      expect(definitionOf(name).payload.safeParse(sampleOf(name)).error).toBeUndefined();
    }
  });

  it("say what must differ within a message", () => {
    const unique = limitGroups("bubbles").filter((group) => group.unique.length > 0);
    expect(unique.map(({ channel, form, unique: keys }) => [channel, form, keys])).toEqual([
      ["whatsapp_business", "button_template", ["options.label", "options.id"]],
      ["whatsapp_business", "list", ["options.id"]],
    ]);
  });
});

describe("names that the configuration corrects", () => {
  const corrections = {
    list_template: { headline: "top", "options.description": "subtitle" },
    email_dispatch: { recipient: "to", "recipient.id": "operator_id" },
  };

  it("are the names of the parameters, which go by ulbot's own as well", () => {
    expect(parameterOf("list_template", "top", corrections.list_template)).toMatchObject({
      evidence: "configured",
      aliases: ["headline", "header", "title"],
    });
    expect(parameterOf("list_template", "options.subtitle", corrections.list_template)?.aliases).toEqual([
      "description",
    ]);
    expect(parameterOf("list_template", "headline", corrections.list_template)).toBeUndefined();
    expect(parameterOf("email_dispatch", "to.operator_id", corrections.email_dispatch)?.evidence).toBe("configured");
  });

  it("stand in the example, which lint then has nothing to say about", () => {
    const [facts] = eventReference("list_template", corrections).events;
    expect(JSON.stringify(facts?.example)).toMatch(/"top":.*"subtitle":.*"subtitle":/);
    const found = findingsIn(facts?.example, { channels: ["whatsapp_business"], corrections });
    expect(found.map(told)).toEqual([]);
  });

  it("stand in the limits", () => {
    const limits = toldLimits("list_template", corrections.list_template);
    expect(limits).toContain("whatsapp_business list: options.subtitle 72 characters refused, copy");
    expect(limits).toContain("whatsapp_business list: top 60 characters refused, copy");
  });

  it("change nothing of what the contact sees, nor of other events", () => {
    expect(eventReference("list_template", corrections).events[0]?.renderings).toEqual(
      eventReference("list_template").events[0]?.renderings,
    );
    expect(eventReference("bubbles", corrections)).toEqual(eventReference("bubbles"));
  });
});

describe("what is asked for", () => {
  it("is every event of both directions without a name", () => {
    const { events, webhooks: posted } = eventReference(undefined);
    expect([events.map(({ name }) => name), posted.map(({ name }) => name)]).toEqual([eventNames, webhookNames]);
  });

  it.each([
    ["message", 1, 1],
    ["media", 1, 1],
    ["click", 0, 1],
    ["bubbles", 1, 0],
  ])("is %s in %i and %i direction", (name, sent, posted) => {
    const found = eventReference(name);
    expect([found.events.length, found.webhooks.length]).toEqual([sent, posted]);
  });

  it.each(["mesage", "toString", "__proto__", ""])("does not exist: %j", (name) => {
    expect(() => eventReference(name)).toThrow(UlbotError);
  });

  it("has the example on the wire, a payload only where there is one", () => {
    expect(eventReference("end").events[0]?.example).toEqual([
      eventOf("message", { body: "Thank you for your time!" }),
      eventOf("end"),
    ]);
    expect(eventReference("forward_failed").webhooks[0]?.examples).toEqual([
      { info: { cid }, packet: { name: "forward_failed", payload: {} } },
    ]);
  });
});

import { configSchema } from "../config-schema.ts";
import type { Rule } from "../lint/rule.ts";
import { rules } from "../lint/rules/index.ts";
import { definitionOf, eventNames } from "../protocol/events/index.ts";
import { type JsonSchema, plainSchema } from "./plain-schema.ts";

type Properties = Readonly<Record<string, JsonSchema>>;

/** What a rule may be set to, with its own options where it has some. */
function ruleSetting(setting: JsonSchema, { summary, options = {} }: Rule): JsonSchema {
  const entries = Object.entries(options).map(([name, option]) => [
    name,
    { description: option.summary, default: option.default },
  ]);
  const withOptions = (each: JsonSchema): JsonSchema =>
    each.type === "object" ? { ...each, properties: { ...each.properties, ...Object.fromEntries(entries) } } : each;
  const { anyOf } = setting;
  return { ...setting, description: summary, ...(anyOf ? { anyOf: anyOf.map(withOptions) } : {}) };
}

/** The same record, with the keys that are known, so that an editor can offer them. */
function withKeys(record: JsonSchema, keysOf: (values: JsonSchema) => Properties): JsonSchema {
  const { additionalProperties: values } = record;
  return typeof values === "object" ? { ...record, properties: keysOf(values) } : record;
}

const ruleKeys = (setting: JsonSchema): Properties =>
  Object.fromEntries(rules.map((rule) => [rule.id, ruleSetting(setting, rule)]));

const eventKeys = (names: JsonSchema): Properties =>
  Object.fromEntries(eventNames.map((name) => [name, { ...names, description: definitionOf(name).summary }]));

/** What `ulbot.config` may hold, with the ids of rules and the names of events. */
export function configJsonSchema(): JsonSchema {
  const json = plainSchema(configSchema);
  const { rules: settings = {}, protocol = {} } = json.properties ?? {};
  const { parameters = {} } = protocol.properties ?? {};
  return {
    title: "ulbot.config",
    description: "what holds for every run of ulbot in a project; options and environment variables win over it",
    ...json,
    properties: {
      ...json.properties,
      rules: withKeys(settings, ruleKeys),
      protocol: {
        ...protocol,
        properties: { ...protocol.properties, parameters: withKeys(parameters, eventKeys) },
      },
    },
  };
}

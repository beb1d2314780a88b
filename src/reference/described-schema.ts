import type { Corrections } from "../lint/shape.ts";
import type { Parameters } from "../protocol/parameter.ts";
import { type ParameterFacts, parameterFacts } from "./parameters.ts";
import type { JsonSchema } from "./plain-schema.ts";

const evidenceNotes = {
  documented: "",
  inferred: ", inferred: the platform's page does not give the exact name or type",
  configured: ", named by the configuration",
} as const satisfies Record<ParameterFacts["evidence"], string>;

function descriptionOf({ summary, evidence, aliases }: ParameterFacts): string {
  const others = aliases.length > 0 ? `; lint also reads ${aliases.join(", ")}` : "";
  return `${summary}${evidenceNotes[evidence]}${others}`;
}

/** The parameters of one object, by the names that its schema has for them. */
type FactsByName = ReadonlyMap<string, ParameterFacts & { readonly inner: FactsByName }>;

function factsByName(parameters: Parameters, facts: readonly ParameterFacts[]): FactsByName {
  return new Map(
    Object.entries(parameters).map(([name, { fields = {} }], index) => {
      const own = facts[index] as ParameterFacts;
      return [name, { ...own, inner: factsByName(fields, own.fields) }];
    }),
  );
}

function described(json: JsonSchema, facts: FactsByName): JsonSchema {
  if (json.anyOf) return { ...json, anyOf: json.anyOf.map((each) => described(each, facts)) };
  if (json.items) return { ...json, items: described(json.items, facts) };
  if (!json.properties) return json;
  const properties = Object.entries(json.properties).map(([name, inner]): [string, JsonSchema] => {
    const own = facts.get(name);
    return own ? [own.name, { description: descriptionOf(own), ...described(inner, own.inner) }] : [name, inner];
  });
  const required = [...new Set(json.required?.map((name) => facts.get(name)?.name ?? name))];
  return { ...json, properties: Object.fromEntries(properties), ...(required.length > 0 ? { required } : {}) };
}

/** The schema of a payload with what its table says of each parameter, under the real names that corrections give. */
export function describedSchema(json: JsonSchema, parameters: Parameters, corrections: Corrections = {}): JsonSchema {
  return described(json, factsByName(parameters, parameterFacts(parameters, corrections)));
}

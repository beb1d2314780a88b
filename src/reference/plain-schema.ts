import * as z from "zod/mini";

/** A JSON Schema, whatever its draft; the keywords named here are those that ulbot reads again. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly type?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
}

type Raw = z.core.JSONSchema.JSONSchema;

const isSchema = (value: unknown): value is Raw =>
  typeof value === "object" && value !== null && Object.keys(value).length > 0;

/** The same schema without keywords that say nothing, and with types spelt out as validators in strict mode want them. */
function tidied(raw: Raw): JsonSchema {
  const { type, properties = {}, additionalProperties: others, propertyNames: keys, items, anyOf, ...rest } = raw;
  const inner = Object.entries(properties).map(([name, json]) => [name, tidied(json as Raw)]);
  const alternatives = Array.isArray(type) ? type.map((each) => ({ type: each })) : anyOf?.map(tidied);
  return {
    ...(typeof type === "string" ? { type } : {}),
    ...rest,
    ...(inner.length > 0 ? { properties: Object.fromEntries(inner) } : {}),
    // every key of JSON is a text
    ...(isSchema(keys) && Object.keys(keys).join() !== "type" ? { propertyNames: tidied(keys) } : {}),
    ...(others === false ? { additionalProperties: false } : {}),
    ...(isSchema(others) ? { additionalProperties: tidied(others) } : {}),
    ...(isSchema(items) ? { items: tidied(items) } : {}),
    ...(alternatives ? { anyOf: alternatives } : {}),
  };
}

/** The JSON Schema of what a zod schema takes, in keywords that mean the same in draft-07 and 2020-12, without `$schema`. */
export function plainSchema(schema: z.core.$ZodType): JsonSchema {
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io: "input" });
  return tidied(json);
}

import type * as z from "zod/mini";
import { definitionOf, type EventName } from "../protocol/events/index.ts";
import type { Parameter, Parameters } from "../protocol/parameter.ts";

/** The payload of an event, whatever is in it. */
export type Sample = Readonly<Record<string, unknown>>;

function bareValue(schema: z.core.$ZodType): unknown {
  const { def } = schema._zod as z.core.$ZodTypes["_zod"];
  switch (def.type) {
    case "string":
      return "x";
    case "number":
      return 1;
    case "boolean":
      return true;
    case "enum":
      return Object.values(def.entries)[0];
    case "array":
      return [bareValue(def.element)];
    case "union":
      return def.options.map(bareValue)[0];
    default:
      return {};
  }
}

function sampleValue({ schema, fields }: Parameter): unknown {
  if (fields === undefined) return bareValue(schema);
  return schema.def.type === "array" ? [sampleObject(fields)] : sampleObject(fields);
}

const sampleObject = (parameters: Parameters): Sample =>
  Object.fromEntries(Object.entries(parameters).map(([name, parameter]) => [name, sampleValue(parameter)]));

/** A payload with every parameter that an event has, in the protocol's own names; lists have one member. */
export function sampleOf(name: EventName): Sample {
  return sampleObject(definitionOf(name).parameters);
}

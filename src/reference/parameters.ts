import type { Corrections } from "../lint/shape.ts";
import type { Evidence, Parameter, Parameters } from "../protocol/parameter.ts";
import { typeWords } from "./type-words.ts";

/** A parameter as the reference tells of it. */
export interface ParameterFacts {
  /** the name to write: the platform's real one where the configuration says it, else the protocol's */
  readonly name: string;
  /** in words */
  readonly type: string;
  readonly required: boolean;
  /** `configured` where the configuration names it */
  readonly evidence: Evidence | "configured";
  readonly summary: string;
  /** other names that are read as this one */
  readonly aliases: readonly string[];
  /** the keys of the object, or of each object of the list, that it holds */
  readonly fields: readonly ParameterFacts[];
}

/** The real name of the parameter at a path in the protocol's own names, `undefined` where nothing corrects it. */
export function correctedName(path: readonly string[], corrections: Corrections): string | undefined {
  const dotted = path.join(".");
  return Object.hasOwn(corrections, dotted) ? corrections[dotted] : undefined;
}

function factsOf(path: readonly string[], parameter: Parameter, corrections: Corrections): ParameterFacts {
  const { schema, required = false, evidence, summary, aliases = [], fields = {} } = parameter;
  const name = path.at(-1) ?? "";
  const real = correctedName(path, corrections) ?? name;
  const isCorrected = real !== name;
  return {
    name: real,
    type: typeWords(schema),
    required,
    evidence: isCorrected ? "configured" : evidence,
    summary,
    aliases: [name, ...aliases].filter((alias) => alias !== real),
    fields: parameterFacts(fields, corrections, path),
  };
}

/** What there is to say of each parameter, in the order of the table; `path` is that of the parameter they are fields of. */
export function parameterFacts(
  parameters: Parameters,
  corrections: Corrections = {},
  path: readonly string[] = [],
): ParameterFacts[] {
  return Object.entries(parameters).map(([name, parameter]) => factsOf([...path, name], parameter, corrections));
}

/** The same value with the real names in the place of the protocol's own. */
export function correctedValue(
  value: unknown,
  parameters: Parameters,
  corrections: Corrections,
  path: readonly string[] = [],
): unknown {
  if (Array.isArray(value)) return value.map((member) => correctedValue(member, parameters, corrections, path));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]) => {
    const inside = [...path, key];
    const { fields = {} } = parameters[key] ?? {};
    return [correctedName(inside, corrections) ?? key, correctedValue(inner, fields, corrections, inside)];
  });
  return Object.fromEntries(entries);
}

import * as z from "zod/mini";

/**
 * How sure we are of a name or type: `documented` stands on the platform's page, in prose or in a sample; `inferred` is
 * consistent with the page but the exact spelling is our guess, so other spellings are accepted.
 */
export type Evidence = "documented" | "inferred";

/** The types that many parameters have, each made once: the schemas of all events are a part of every start. */
export const types = {
  text: z.string(),
  number: z.number(),
  flag: z.boolean(),
  object: z.looseObject({}),
  nameOrId: z.union([z.string(), z.number()]),
} as const;

/** One key of a payload, or of an object inside it. */
export interface Parameter {
  readonly schema: z.ZodMiniType;
  readonly required?: true;
  readonly evidence: Evidence;
  readonly summary: string;
  /** other spellings of an inferred name that are read as this one */
  readonly aliases?: readonly string[];
  /** the keys of the object, or of each object in the list, that this parameter holds */
  readonly fields?: Parameters;
}

export type Parameters = Readonly<Record<string, Parameter>>;

type SchemaOf<P extends Parameter> = P extends { required: true } ? P["schema"] : z.ZodMiniOptional<P["schema"]>;
type Shape<P extends Parameters> = { -readonly [K in keyof P]: SchemaOf<P[K]> };

/** The schema of an object with these keys; keys nobody knows are kept. */
export function objectOf<const P extends Parameters>(fields: P): z.ZodMiniObject<Shape<P>, z.core.$loose> {
  const shape = Object.entries(fields).map(([key, { schema, required }]) => [
    key,
    required ? schema : z.optional(schema),
  ]);
  return z.looseObject(Object.fromEntries(shape) as Shape<P>);
}

/** The schema and the fields of a parameter that holds a list of objects. */
export function listOf<const P extends Parameters>(fields: P) {
  return { schema: z.array(objectOf(fields)), fields } as const;
}

/** A parameter whose name or type the platform's page states. */
export function documented<const S extends z.ZodMiniType>(schema: S, summary: string) {
  return { schema, evidence: "documented", summary } as const;
}

/** A parameter whose name or type is our guess, with the other spellings to accept. */
export function inferred<const S extends z.ZodMiniType, const A extends readonly string[] = readonly []>(
  schema: S,
  summary: string,
  aliases: A = [] as unknown as A,
) {
  return { schema, evidence: "inferred", summary, aliases } as const;
}

/** The same parameter, but an event without it is incomplete. */
export function required<const P extends Parameter>(parameter: P) {
  return { ...parameter, required: true } as const;
}

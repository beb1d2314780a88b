import * as z from "zod/mini";
import { expectationOf } from "../expectation.ts";
import { isObject, type JsonObject } from "../input/json.ts";
import type { Parameter, Parameters } from "../protocol/parameter.ts";
import { suppressionKey } from "./suppressions.ts";

export type PayloadPath = readonly (string | number)[];

/** What is wrong with the parameters of one event; paths go from the payload, as it was written. */
export type ShapeFault = { readonly path: PayloadPath; readonly parameter: string } & (
  | { readonly kind: "missing"; readonly description: Parameter }
  | { readonly kind: "type"; readonly description: Parameter; readonly value: unknown; readonly expected: string }
  | {
      readonly kind: "unknown";
      readonly known: readonly string[];
      /** parameters that the object lacks, and that could have this value */
      readonly couldBe: readonly string[];
    }
);

/** A payload with the protocol's own names, and a value of the right type for everything that is required. */
export interface Shape {
  readonly payload: JsonObject;
  readonly faults: readonly ShapeFault[];
  /** where a key has another name than the protocol's: JSON path of the object → our name → the name as written */
  readonly renamed: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** Names from the configuration: dotted path of an inferred parameter → the platform's real name. */
export type Corrections = Readonly<Record<string, string>>;

interface Walk {
  readonly faults: ShapeFault[];
  readonly renamed: Map<string, Record<string, string>>;
  readonly corrections: Corrections;
}

const keyOf = (path: PayloadPath): string => JSON.stringify(path);

/** Where a value stands: as it was written, and by the protocol's own names, indexes left out. */
interface Place {
  readonly path: PayloadPath;
  readonly names: readonly string[];
}

const inside = ({ path, names }: Place, step: string | number, name?: string): Place => ({
  path: [...path, step],
  names: name === undefined ? names : [...names, name],
});

/** The key under which an object has a parameter: its real name, or else one of the others it goes by. */
function writtenName(object: JsonObject, name: string, { aliases = [] }: Parameter, realName: string) {
  if (Object.hasOwn(object, realName)) return realName;
  if (Object.hasOwn(object, name)) return name;
  return aliases.find((alias) => Object.hasOwn(object, alias));
}

/** What a parameter is really called: what the configuration says, or else the protocol. */
function realNameOf(name: string, { names }: Place, corrections: Corrections): string {
  const dotted = [...names, name].join(".");
  return (Object.hasOwn(corrections, dotted) ? corrections[dotted] : undefined) ?? name;
}

const neutralValues: readonly unknown[] = ["", 0, false, [], {}];

/** Something harmless that a schema accepts, so that what is right in an event can still be looked at. */
function neutral(schema: z.ZodMiniType): unknown {
  return neutralValues.find((value) => schema.safeParse(value).success);
}

/** Reads one value of a parameter; `undefined` where it is of no use. */
function readValue(value: unknown, parameter: string, description: Parameter, place: Place, walk: Walk): unknown {
  const { schema, fields } = description;
  const takesList = schema.def.type === "array";
  if (fields !== undefined && takesList && Array.isArray(value)) {
    return value.map((item, index) => {
      if (isObject(item)) return readFields(item, fields, inside(place, index), walk);
      const { path } = inside(place, index);
      walk.faults.push({ kind: "type", path, parameter, description, value: item, expected: "an object" });
      // something in its place, so that the others keep their indexes
      return readFields({}, fields, place, { ...walk, faults: [] });
    });
  }
  if (fields !== undefined && !takesList && isObject(value)) {
    const read = readFields(value, fields, place, walk);
    return schema.safeParse(read).success ? read : undefined;
  }
  const result = schema.safeParse(value);
  if (result.success) return value;
  const [issue] = result.error.issues;
  const way = (issue?.path ?? []) as PayloadPath;
  const expected = issue ? expectationOf(issue) : "something else";
  const path = [...place.path, ...way];
  walk.faults.push({ kind: "type", path, parameter, description, value: valueAt(value, way), expected });
  return undefined;
}

function valueAt(value: unknown, path: PayloadPath): unknown {
  return path.reduce<unknown>((inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step], value);
}

/** Reads the keys of an object by their table, and says which ones nobody knows. */
function readFields(object: JsonObject, fields: Parameters, place: Place, walk: Walk): JsonObject {
  const { path } = place;
  const read: [string, unknown][] = [];
  const seen = new Set<string>();
  const known: string[] = [];
  const absent: [name: string, schema: Parameter["schema"]][] = [];
  for (const [name, description] of Object.entries(fields)) {
    const realName = realNameOf(name, place, walk.corrections);
    known.push(realName);
    const written = writtenName(object, name, description, realName);
    if (written === undefined) {
      absent.push([realName, description.schema]);
      if (!description.required) continue;
      walk.faults.push({ kind: "missing", path, parameter: realName, description });
      read.push([name, neutral(description.schema)]);
      continue;
    }
    seen.add(written);
    if (written !== name) walk.renamed.set(keyOf(path), { ...walk.renamed.get(keyOf(path)), [name]: written });
    const value = readValue(object[written], written, description, inside(place, written, name), walk);
    const usable = value ?? (description.required ? neutral(description.schema) : undefined);
    if (usable !== undefined) read.push([name, usable]);
  }
  for (const key of Object.keys(object)) {
    if (seen.has(key) || key === suppressionKey) continue;
    const couldBe = absent.filter(([, schema]) => schema.safeParse(object[key]).success).map(([name]) => name);
    walk.faults.push({ kind: "unknown", path: [...path, key], parameter: key, known, couldBe });
    if (!Object.hasOwn(fields, key)) read.push([key, object[key]]);
  }
  return Object.fromEntries(read);
}

/** A schema that takes only what `readFields` would find nothing wrong with; what it refuses may still be right. */
function flawless(fields: Parameters): z.ZodMiniType {
  const entries = Object.entries(fields).map(([name, { schema, required, fields: inner }]) => {
    const exact = inner === undefined ? schema : flawlessWithin(schema, inner);
    return [name, required ? exact : z.optional(exact)];
  });
  return z.strictObject(Object.fromEntries(entries));
}

function flawlessWithin({ def }: z.ZodMiniType, fields: Parameters): z.ZodMiniType {
  if (def.type === "array") return z.array(flawless(fields));
  return def.type === "object" ? flawless(fields) : z.never();
}

const flawlessSchemas = new WeakMap<Parameters, z.ZodMiniType>();

function isFlawless(payload: JsonObject, parameters: Parameters): boolean {
  const schema = flawlessSchemas.get(parameters) ?? flawless(parameters);
  flawlessSchemas.set(parameters, schema);
  return schema.safeParse(payload).success;
}

const [noFaults, noNames]: [Shape["faults"], Shape["renamed"]] = [[], new Map()];

/** The shape of a payload that is as the protocol wants it. */
export function flawlessShape(payload: JsonObject): Shape {
  return { payload, faults: noFaults, renamed: noNames };
}

/**
 * Reads a payload by the table of its event: what it means in the protocol's own names, and everything that is missing,
 * of a wrong type or unknown. Never throws, whatever the payload holds.
 */
export function readPayload(payload: JsonObject, parameters: Parameters, corrections: Corrections = {}): Shape {
  // most payloads are; one look at the whole is several times faster than one at every parameter
  if (isFlawless(payload, parameters)) return flawlessShape(payload);
  const walk: Walk = { faults: [], renamed: new Map(), corrections };
  return {
    payload: readFields(payload, parameters, { path: [], names: [] }, walk),
    faults: walk.faults,
    renamed: walk.renamed,
  };
}

/** The path of a value as it was written, from its path in the protocol's own names. */
export function writtenPath(path: PayloadPath, { renamed }: Pick<Shape, "renamed">): PayloadPath {
  if (renamed.size === 0) return path;
  const written: (string | number)[] = [];
  for (const step of path) {
    const names = renamed.get(keyOf(written));
    written.push(typeof step === "string" && names && Object.hasOwn(names, step) ? (names[step] as string) : step);
  }
  return written;
}

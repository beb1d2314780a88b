import * as z from "zod/mini";
import fc from "../property.ts";

const repeated = fc
  .tuple(fc.constantFrom("x", "ü", "\u{1f4e6}", "\ud83d", "\n"), fc.nat(5100))
  .map(([text, times]) => text.repeat(times));

/** Texts of every kind: any character, halves of surrogate pairs, and long enough for every limit. */
const text = fc.oneof({ weight: 3, arbitrary: fc.string({ unit: "binary" }) }, { weight: 1, arbitrary: repeated });

/** An object of this shape, with or without its optional keys, and sometimes with keys nobody knows. */
function objectOf(shape: z.core.$ZodShape): fc.Arbitrary<Record<string, unknown>> {
  const entries = Object.entries(shape);
  const known = fc.record(Object.fromEntries(entries.map(([key, schema]) => [key, acceptedBy(schema)])), {
    requiredKeys: entries.flatMap(([key, schema]) => (schema instanceof z.ZodMiniOptional ? [] : [key])),
    noNullPrototype: true,
  });
  const unknown = fc.dictionary(
    fc.string().map((key) => `x-${key}`),
    fc.jsonValue(),
    { maxKeys: 2, noNullPrototype: true },
  );
  return fc.tuple(unknown, known).map(([others, own]) => ({ ...others, ...own }));
}

/** Any JSON value that a schema of the protocol accepts. */
export function acceptedBy(schema: unknown): fc.Arbitrary<unknown> {
  if (schema instanceof z.ZodMiniOptional) return acceptedBy(schema.def.innerType);
  if (schema instanceof z.ZodMiniObject) return objectOf(schema.shape);
  if (schema instanceof z.ZodMiniArray) return fc.array(acceptedBy(schema.def.element), { maxLength: 15 });
  if (schema instanceof z.ZodMiniUnion) return fc.oneof(...schema.def.options.map(acceptedBy));
  if (schema instanceof z.ZodMiniEnum) return fc.constantFrom(...schema.options);
  if (schema instanceof z.ZodMiniString) return text;
  if (schema instanceof z.ZodMiniNumber) return fc.double({ noNaN: true, noDefaultInfinity: true });
  if (schema instanceof z.ZodMiniBoolean) return fc.boolean();
  throw new TypeError("a schema the protocol has not used so far");
}

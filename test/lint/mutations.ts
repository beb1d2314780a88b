import { definitionOf, eventNames } from "../../src/protocol/events/index.ts";
import fc from "../property.ts";
import { eventOf } from "./answers.ts";

/** Values that have broken programs before, in the place of any other. */
const strange = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    null,
    "",
    " \n",
    "x".repeat(5001),
    "😀".repeat(900),
    -0,
    2 ** 53 + 2,
    [],
    {},
    [[[]]],
    JSON.parse('{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}, "toString": 1}'),
  ),
);

const keys = ["__proto__", "constructor", "toString", "response", "body", "text", "id", "options", "link", "type", ""];

type Mutation = (value: unknown) => unknown;

/** All values inside a list or an object, with a function that puts others in the place of one of them. */
function places(value: unknown): [member: unknown, put: (...members: unknown[]) => unknown][] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) {
    return value.map((member, index) => [member, (...members) => value.toSpliced(index, 1, ...members)]);
  }
  return Object.entries(value).map(([key, member]) => [
    member,
    (...members) =>
      Object.fromEntries(
        Object.entries(value).flatMap((entry) =>
          entry[0] === key ? members.map((other, index) => [`${key}${index || ""}`, other]) : [entry],
        ),
      ),
  ]);
}

/** Walks down at random, as the numbers say, and changes what is there. */
function changed(value: unknown, [step, ...rest]: readonly number[], change: (member: unknown) => unknown[]): unknown {
  const inside = places(value);
  const place = inside[(step ?? 0) % inside.length];
  if (step === undefined || place === undefined) return change(value)[0] ?? null;
  const [member, put] = place;
  const isLast = rest.length === 0 || places(member).length === 0;
  return isLast ? put(...change(member)) : put(changed(member, rest, change));
}

const way = fc.array(fc.nat(30), { minLength: 1, maxLength: 8 });
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  way.map(
    (steps): Mutation =>
      (value) =>
        changed(value, steps, () => []),
  ),
  way.map(
    (steps): Mutation =>
      (value) =>
        changed(value, steps, (member) => [member, member]),
  ),
  fc.tuple(way, strange).map(
    ([steps, other]): Mutation =>
      (value) =>
        changed(value, steps, () => [other]),
  ),
  fc.tuple(way, fc.constantFrom(...keys), strange).map(
    ([steps, key, other]): Mutation =>
      (value) =>
        changed(value, steps, (member) =>
          typeof member === "object" && member !== null
            ? [Object.fromEntries([...Object.entries(member), [key, other]])]
            : [{ [key]: member }],
        ),
  ),
);

const mutated = (value: unknown, mutations: readonly Mutation[]) =>
  mutations.reduce((result, mutate) => mutate(result), value);

/** The events of the protocol's own examples, with payloads that are changed here and there. */
export const mutatedPacket: fc.Arbitrary<{ name: string; payload: unknown }> = fc
  .tuple(
    fc.constantFrom(...eventNames.flatMap((name) => definitionOf(name).example)),
    fc.array(mutation, { maxLength: 4 }),
  )
  .map(([{ name, payload }, mutations]) => ({ name, payload: mutated(payload, mutations) }));

/** Answers of such events, some of which are changed as a whole. */
export const mutatedAnswer: fc.Arbitrary<unknown> = fc
  .tuple(
    fc.array(mutatedPacket, { minLength: 1, maxLength: 4 }),
    fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: fc.array(mutation, { maxLength: 2 }) }),
  )
  .map(([packets, mutations]) => {
    const answer = packets.map(({ name, payload }) => eventOf(name, payload));
    return mutated(answer, mutations);
  });

/** A JSON text of a value as people and programs write them. */
export const written = (value: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc.tuple(value, fc.nat(4), fc.constantFrom("\n", "\r\n"), fc.boolean()).map(([json, indent, newline, escaped]) => {
    const text = JSON.stringify(json, null, indent).replaceAll("\n", newline);
    // every character of a JSON text that isn't ASCII stands in a string, where it can be an escape
    const escaping = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
    return escaped ? text.replace(/[^\x00-\x7f]/g, escaping) : text;
  });

/** A text with pieces cut out, repeated or put in. */
export const damaged = (text: fc.Arbitrary<string>): fc.Arbitrary<string> => {
  const piece = fc.oneof(fc.constantFrom(..."[]{}:,\"'\\\0\n\r/*-0.eE", "\ufeff", "\u2028", "null"), fc.string());
  const damage = fc.record({ at: fc.nat(), length: fc.nat(40), times: fc.nat(2), piece });
  return fc.tuple(text, fc.array(damage, { minLength: 1, maxLength: 4 })).map(([whole, damages]) =>
    damages.reduce((left, { at, length, times, piece }) => {
      const start = at % (left.length + 1);
      const cut = left.slice(start, start + length);
      return left.slice(0, start) + cut.repeat(times) + piece + left.slice(start + length);
    }, whole),
  );
};

/** Some values with changes here and there. */
export const mutatedFrom = (values: readonly unknown[]): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.constantFrom(...values), fc.array(mutation, { maxLength: 4 }))
    .map(([value, mutations]) => mutated(value, mutations));

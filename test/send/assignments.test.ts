import { describe, expect, test } from "vitest";
import { buildPayload } from "../../src/api/assignments.ts";
import { UlbotError } from "../../src/errors.ts";
import fc from "../property.ts";

test.each<[string[], Record<string, unknown>]>([
  [[], {}],
  [["body=Hello"], { body: "Hello" }],
  [["body="], { body: "" }],
  [["body= a = b := c "], { body: " a = b := c " }],
  [["body=one\ntwo 👋 \\n $HOME"], { body: "one\ntwo 👋 \\n $HOME" }],
  [["duration:=2", "typing:=false", "note:=null"], { duration: 2, typing: false, note: null }],
  [['options:=[{"id":"yes"}]'], { options: [{ id: "yes" }] }],
  [["options.0.id=a", "options.0.label=A"], { options: [{ id: "a", label: "A" }] }],
  [["options.1=b", "options.0=a"], { options: ["a", "b"] }],
  [["list.0.0=deep"], { list: [["deep"]] }],
  [Array.from({ length: 12 }, (_, index) => `o.${index}:=${index}`), { o: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] }],
  [["header.type=text", "header.text=Hi"], { header: { type: "text", text: "Hi" } }],
  [["0=zero"], { "0": "zero" }],
  [["toString=text", "hasOwnProperty.a=b"], { toString: "text", hasOwnProperty: { a: "b" } }],
])("%j", (assignments, payload) => {
  expect(buildPayload(assignments)).toEqual(payload);
});

const howTo = /^write it as key=text/;

describe("refused", () => {
  test.each<[string[], message: string, hint?: RegExp]>([
    [["body"], "--set body is not an assignment", howTo],
    [["=x"], "--set =x is not an assignment", howTo],
    [[""], "--set  is not an assignment", howTo],
    [[":=1"], "--set :=1 is not an assignment", howTo],
    [["a..b=x"], "--set a..b=x is not an assignment", howTo],
    [[".a=x"], "--set .a=x is not an assignment", howTo],
    [["a.=x"], "--set a.=x is not an assignment", howTo],
    [["a\x1b[31m"], "--set a\\x1b[31m is not an assignment", howTo],
    [["x".repeat(100)], `--set ${"x".repeat(60)}… is not an assignment`, howTo],
    [["__proto__.polluted=yes"], "--set __proto__.polluted: __proto__ cannot be a key"],
    [["a.constructor.prototype.b=yes"], "--set a.constructor.prototype.b: constructor cannot be a key"],
    [["prototype=x"], "--set prototype: prototype cannot be a key"],
    [["a=1", "a=2"], "--set a: a has a value already"],
    [["a=1", "a.b=2"], "--set a.b: a has a value already"],
    [["a.b=1", "a=2"], "--set a: a has a value already"],
    [["a:={}", "a.b=2"], "--set a.b: a has a value already"],
    [["options.1=b"], "--set leaves out options.0", /begins at 0/],
    [["options.0=a", "options.2=c"], "--set leaves out options.1", /no gaps/],
    [["options.01=a"], "--set leaves out options.0", /begins at 0/],
    [["options.4294967296=a"], "--set leaves out options.0", /begins at 0/],
    [["options.0=a", "options.id=b"], "--set options.id: options is a list, which has no names"],
    [
      ["duration:=2s"],
      "--set duration: this is not a JSON value; texts stand in double quotes",
      /write := before JSON/,
    ],
    [["duration:="], "--set duration: there is nothing in it, not even an empty list []", /and = before text/],
    [
      ["id:=9007199254740993"],
      "--set id: 9007199254740993 is beyond 2^53 and would be rounded; write it as a text in double quotes",
    ],
    [['a:="\\ud800"'], "--set a: the text holds half a character (a lone surrogate), which can't be sent"],
    [[`${"a.".repeat(50)}a=x`], `--set ${"a.".repeat(30)}… is nested deeper than 50 levels`],
    [[`${"a.".repeat(60_000)}a=x`], `--set ${"a.".repeat(30)}… is nested deeper than 50 levels`],
  ])("%j", (assignments, message, hint) => {
    const failure = failureOf(() => buildPayload(assignments));
    expect(failure).toMatchObject({ category: "usage", message });
    if (hint) expect(failure?.hint).toMatch(hint);
  });
});

/** The `UlbotError` that a call throws; any other error is thrown on. */
function failureOf(call: () => unknown): UlbotError | undefined {
  try {
    call();
  } catch (error) {
    if (error instanceof UlbotError) return error;
    throw error;
  }
  return undefined;
}

// keys that hit what is special in JavaScript, in this notation, or in both
const oddKey = fc.constantFrom(
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "0",
  "1",
  "01",
  "length",
  "a",
  "",
  ".",
);
const oddPath = fc.array(oddKey, { minLength: 1, maxLength: 5 }).map((keys) => keys.join("."));
const oddValue = fc.constantFrom("=x", ":=1", ':={"__proto__":{"polluted":true}}', ":=[]", ":={", "=", "");
const oddAssignment = fc.oneof(
  fc.string(),
  fc.tuple(oddPath, oddValue).map((parts) => parts.join("")),
);

describe("whatever the assignments", () => {
  const prototypes = [Object.prototype, Array.prototype, Function.prototype, Map.prototype];
  const state = () => prototypes.map((prototype) => JSON.stringify(Object.getOwnPropertyDescriptors(prototype)));

  test("no prototype is touched, and a failure is one of usage", () => {
    const before = state();
    fc.assert(
      fc.property(fc.array(oddAssignment, { maxLength: 6 }), (assignments) => {
        const failure = failureOf(() => {
          expect(Object.getPrototypeOf(buildPayload(assignments))).toBe(Object.prototype);
        });
        expect(failure?.category ?? "usage").toBe("usage");
        expect(({} as Record<string, unknown>).polluted).toBeUndefined();
      }),
    );
    expect(state()).toEqual(before);
  });
});

const key = fc
  .stringMatching(/^[a-z_]{1,8}$/)
  .filter((name) => !["constructor", "prototype", "__proto__"].includes(name));
const leaf = fc.oneof(fc.string(), fc.boolean(), fc.integer(), fc.constant(null));
const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie("tree"), { minLength: 1, maxLength: 12 }),
    fc.dictionary(key, tie("tree"), { minKeys: 1, maxKeys: 4 }),
  ),
}));

/** The assignments that a payload is made of. */
function assignmentsOf(value: unknown, path: string): string[] {
  if (typeof value === "string") return [`${path}=${value}`];
  if (typeof value !== "object" || value === null) return [`${path}:=${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([name, child]) => assignmentsOf(child, `${path}.${name}`));
}

test("a payload comes back from its assignments, in whatever order they are", () => {
  const shuffled = fc.dictionary(key, tree, { maxKeys: 4 }).chain((payload) => {
    const all = Object.entries(payload).flatMap(([name, value]) => assignmentsOf(value, name));
    return fc.tuple(fc.constant(payload), fc.shuffledSubarray(all, { minLength: all.length }));
  });
  fc.assert(
    fc.property(shuffled, ([payload, assignments]) => {
      expect(buildPayload(assignments)).toEqual({ ...payload });
    }),
  );
});

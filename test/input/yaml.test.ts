import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import type { Json } from "../../src/input/json.ts";
import { parseJson } from "../../src/input/json.ts";
import type { Path } from "../../src/input/locate.ts";
import { parseYaml } from "../../src/input/parse-yaml.ts";
import fc, { runs } from "../property.ts";
import { formatted, inside, jsonValue } from "./values.ts";

/** The only document of a text. */
function only(text: string): Json {
  const [json, ...others] = parseYaml(text);
  expect(others).toEqual([]);
  return json as Json;
}

const isSame = (one: unknown, other: unknown) => expect(JSON.stringify(one)).toBe(JSON.stringify(other));

describe("YAML", { timeout: 120_000 }, () => {
  it("that is JSON is read as JSON is, place by place", () => {
    const newline = fc.constantFrom("\n", "\r\n");
    fc.assert(
      fc.property(jsonValue, fc.integer({ min: 1, max: 4 }), newline, (given, indent, lineBreak) => {
        const text = formatted(given, indent, lineBreak);
        const [yaml, json] = [only(text), parseJson(text)];
        expect(yaml.faults).toEqual([]);
        isSame(yaml.value, json.value);
        const paths = inside(json.value).map(([path]) => path);
        const [inYaml, inJson] = [yaml.locate(paths), json.locate(paths)];
        for (const path of paths) {
          expect([path, cut(inYaml(path))]).toEqual([path, cut(inJson(path))]);
          expect([path, cut(inYaml(path, "key"))]).toEqual([path, cut(inJson(path, "key"))]);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it("has every value where its path says", () => {
    fc.assert(
      fc.property(jsonValue, (given) => {
        // without aliases, which it would write for values that are one object
        const text = stringify(given, { aliasDuplicateObjects: false });
        const json = only(text);
        isSame(json.value, given);
        const all = inside(json.value);
        const find = json.locate(all.map(([path]) => path));
        for (const [path, value] of all) {
          const { start, end } = find(path);
          // on a line of its own with as much before it as there was, a piece of YAML means the same
          const before = " ".repeat(start - (text.lastIndexOf("\n", start - 1) + 1));
          if (typeof value === "object") isSame(parseYaml(`${before}${text.slice(start, end)}`)[0]?.value, value);
          else expect(start <= end && end <= text.length).toBe(true);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it("never throws, and has every fault inside the text", () => {
    const unit = fc.constantFrom(
      ...`[]{}:,"'\\#&*!|>-?%@ \n\r\tab1<~.\0\ufeff😀`,
      "- ",
      ": ",
      "&a ",
      "*a ",
      "<<: ",
      "---\n",
      "\n ",
    );
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit }), fc.string({ unit: "binary" })), (text) => {
        const documents = parseYaml(text);
        expect(documents).not.toEqual([]);
        for (const { value, faults } of documents) {
          for (const { message, start, end } of faults) {
            expect(message).not.toBe("");
            expect([start >= 0, start <= end, end <= text.length]).toEqual([true, true, true]);
          }
          expect(value === undefined).toBe(faults.length > 0);
        }
      }),
      { numRuns: runs(3000) },
    );
  });

  it.each<[string, unknown]>([
    ["a: yes\nb: 2001-01-01\nc: !!binary aGVsbG8=\nd: 0o17", { a: "yes", b: "2001-01-01", c: "aGVsbG8=", d: 15 }],
    ["%YAML 1.1\n---\na: yes\n", { a: "yes" }],
    ["- !Ref name\n- !!set {a, b}\n- !custom [1]", ["name", { a: null, b: null }, [1]]],
    ["a: |\n  one\n  two\nb: >-\n  one\n  two", { a: "one\ntwo\n", b: "one two" }],
    ["1: a\ntrue: b\nnull: c", { 1: "a", true: "b", null: "c" }],
    ["a: &x [1]\nb: *x\n&k c: *k", { a: [1], b: [1], c: "c" }],
    ["a: &x 1\nb: &x 2\nc: *x", { a: 1, b: 2, c: 2 }],
    [
      "a: &x {p: 1, q: 1}\nb: {<<: *x, p: 2}\nc: {p: 2, <<: *x}",
      { a: { p: 1, q: 1 }, b: { p: 2, q: 1 }, c: { p: 2, q: 1 } },
    ],
    ["a:\n  <<: [{p: 1}, {p: 2, q: 2}]\n  r: 3\n'<<': 4", { a: { r: 3, p: 1, q: 2 }, "<<": 4 }],
    ["__proto__: {polluted: true}", JSON.parse('{"__proto__": {"polluted": true}}')],
  ])("%j has the value JSON has for it", (text, value) => {
    const { value: read, faults } = only(text);
    expect(faults).toEqual([]);
    isSame(sorted(read), sorted(value));
  });

  it("may be several documents, of which empty ones don't count", () => {
    const text = "# a comment\n---\n- 1\n---\n# nothing\n---\na: {b: 2}\n...\n---\n";
    const documents = parseYaml(text);
    expect(documents.map(({ value }) => value)).toEqual([[1], { a: { b: 2 } }]);
    const path = ["a", "b"];
    const { start, end } = documents[1]?.locate([path])(path) ?? {};
    expect(text.slice(start, end)).toBe("2");
  });

  it.each([
    ["", ["0-0 there is nothing in it, not even an empty list []"]],
    ["# nothing\n---\n", ["0-0 there is nothing in it, not even an empty list []"]],
    ["a: b: c\nd: [\n", ["3-4 nested mappings", "13-13 flow sequence in block collection"]],
    ["a:\n\tb: 1", ["3-4 tabs are not allowed as indentation"]],
    ["- *no", ["2-5 *no has no anchor &no that ends before it"]],
    ["- &a [*a]", ["6-8 *a has no anchor &a that ends before it"]],
    ["<<: 1", ["4-5 << takes an alias of an object, or a list of them"]],
    ["<<: *no", ["4-7 *no has no anchor"]],
    ["? [a]\n: 1", ["2-5 a key has to be a text"]],
    ["? {toString: 1}\n: 1", ["2-15 a key has to be a text"]],
    ["a: .inf\nb: -.Inf\nc: .NaN", ["3-7 JSON has no number like .inf", "11-16 JSON has", "20-24 JSON has"]],
    ["a: 12345678901234567890", ["3-23 12345678901234567890 is beyond 2^53 and would be rounded"]],
    ['a: "\\ud83d"', ["3-11 the text holds half a character"]],
    ["[".repeat(501), ["500-501 nested deeper than 500 levels"]],
  ])("says what is wrong with %j", (text, expected) => {
    const faults = parseYaml(text).flatMap((json) => json.faults);
    expect(faults.map(({ start, end, message }) => `${start}-${end} ${message}`)).toEqual(
      expected.map((one) => expect.stringContaining(one)),
    );
  });

  it("whose aliases stand for more than there is memory is refused at the first of them", () => {
    const levels = Array.from(
      { length: 30 },
      (_, index) => `a${index + 1}: &a${index + 1} [${`*a${index}, `.repeat(9)}]`,
    );
    const { faults } = only(["a0: &a0 [1, 2, 3]", ...levels].join("\n"));
    expect(faults.map(({ message }) => message)).toEqual(["aliases stand for more than 1,000,000 values"]);
    const keys = Array.from({ length: 2000 }, (_, index) => `k${index}: 1`).join(", ");
    const merged = only(`a: &a {${keys}}\nb:\n${"- {<<: *a}\n".repeat(2000)}`);
    expect(merged.faults.map(({ message }) => message)).toEqual(["aliases stand for more than 1,000,000 values"]);
  });

  it("may be nested by 500 levels, however it comes by them", () => {
    const faultsOf = (text: string) => only(text).faults.map(({ start, message }) => `${start} ${message}`);
    expect(faultsOf(`${"[".repeat(500)}0${"]".repeat(500)}`)).toEqual([]);
    expect(faultsOf("- ".repeat(100_000))).toEqual(["1000 nested deeper than 500 levels"]);
    const lists = Array.from({ length: 600 }, (_, index) => `- &l${index + 1} [*l${index}]\n`);
    expect(faultsOf(["- &l0 []\n", ...lists.slice(0, 498)].join(""))).toEqual([]);
    const before = ["- &l0 []\n", ...lists.slice(0, 499)].join("");
    expect(faultsOf([before, ...lists.slice(499)].join(""))).toEqual([
      `${before.length + "- &l500 ".length} nested deeper than 500 levels`,
    ]);
  });

  it("may use an anchor many times", () => {
    const { value, faults } = only(`a: &a {b: 1}\nc:\n${"- *a\n".repeat(5000)}`);
    expect(faults).toEqual([]);
    expect((value as { c: unknown[] }).c).toHaveLength(5000);
  });

  it("tells keys that their object had already, where they are", () => {
    const text = 'a: 1\nb: {c: 1, "c": 2}\na: 3\n<<: {z: 1}\n<<: {z: 2}';
    expect(
      only(text)
        .duplicates()
        .map(({ key, start, end }) => [key, text.slice(start, end), start]),
    ).toEqual([
      ["c", '"c"', 15],
      ["a", "a", 23],
    ]);
    expect(only(text).value).toMatchObject({ a: 3, b: { c: 2 } });
    expect(only(`${text}\n- x`).duplicates()).toEqual([]);
  });

  const text = "base: &base\n  body: hi\nuse:\n  <<: *base\n  more: *base\nlist:\n- x\n";
  it.each<[Path, "value" | "key", string]>([
    [["use", "body"], "value", "hi"],
    [["use", "body"], "key", "body"],
    [["use", "more"], "value", "*base"],
    [["use", "more", "body"], "value", "hi"],
    [["use", "more"], "key", "more"],
    [["list", 0], "key", "x"],
    [["list", 1], "value", "- x\n"],
    [["list", 1], "key", "- x\n"],
    [["nothing", "at", "all"], "key", text],
  ])("has %j at the place where it was written: the %s", (path, what, expected) => {
    const { start, end } = only(text).locate([path])(path, what);
    expect(text.slice(start, end)).toBe(expected);
  });
});

const cut = ({ start, end }: { start: number; end: number }) => [start, end];

/** A value whose keys are in one order on all levels. */
function sorted(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, member]) => [key, sorted(member)]);
}

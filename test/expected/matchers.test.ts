import { describe, expect, it } from "vitest";
import { differencesOf } from "../../src/expected/compare.ts";
import { matcherFault } from "../../src/expected/matcher-faults.ts";

/** What differs between a matcher and a value. */
function told(matcher: unknown, actual: unknown): string[] {
  const found = differencesOf({ answer: [{ at: matcher }] }, { answer: [{ at: actual }], requests: [] });
  return found.map(({ kind, pointer, message }) => `${kind} ${pointer.replace("/answer/0/at", "")}: ${message}`);
}

const uuid = "11111111-0000-4000-8000-000000000000";
const time = "2026-01-05T09:00:00Z";

describe("hold", () => {
  it.each<[unknown, unknown]>([
    [{ $any: "string" }, ""],
    [{ $any: "number" }, 1.5],
    [{ $any: "integer" }, -2],
    [{ $any: "boolean" }, false],
    [{ $any: "object" }, {}],
    [{ $any: "array" }, []],
    [{ $any: "uuid" }, uuid],
    [{ $any: "time" }, time],
    [{ $any: "url" }, "https://example.com/a?b=c"],
    [{ $any: "value" }, null],
    [{ $match: "[0-9]+" }, "Order 12"],
    [{ $match: "^.$" }, "😀"],
    [{ $match: "^(?:Order|Case) [0-9]+(?:, [0-9]+)*$" }, "Case 1, 2, 3"],
    [{ $contains: "der" }, "Order"],
    [{ $contains: ["b", { $match: "^a" }] }, ["ab", "b", "c"]],
    [{ $contains: [{ id: "yes" }] }, [{ id: "no" }, { id: "yes", label: "Yes" }]],
    [{ $contains: { a: { b: { $any: "number" } } } }, { a: { b: 1, c: 2 }, d: 3 }],
    [{ $contains: [] }, []],
    [{ $length: 3 }, "😀ab"],
    [{ $length: 0 }, {}],
    [{ $length: { min: 1 } }, [1, 2]],
    [{ $length: { max: 2 } }, [1, 2]],
    [{ $equal: { $any: "string" } }, { $any: "string" }],
    [{ $any: "string", $length: { max: 5 }, $match: "^O" }, "Order"],
  ])("%j for %j", (matcher, actual) => {
    expect(matcherFault(matcher)).toBeUndefined();
    expect(told(matcher, actual)).toEqual([]);
  });
});

describe("do not hold", () => {
  it.each<[unknown, unknown, string]>([
    [{ $any: "string" }, 3, "3 is not a text"],
    [{ $any: "number" }, "3", '"3" is not a number'],
    [{ $any: "integer" }, 1.5, "1.5 is not a whole number"],
    [{ $any: "boolean" }, null, "null is not true or false"],
    [{ $any: "object" }, [], "[] is not an object"],
    [{ $any: "array" }, {}, "{} is not a list"],
    [{ $any: "uuid" }, `${uuid}0`, `"${uuid}0" is not a UUID`],
    [{ $any: "time" }, "2026-01-05", '"2026-01-05" is not a time such as 2026-01-05T09:00:00Z'],
    [{ $any: "url" }, "javascript:alert(1)", '"javascript:alert(1)" is not a web address'],
    [{ $any: "url" }, "https://", '"https://" is not a web address'],
    [{ $match: "^[0-9]+$" }, "abc", '"abc" does not match ^[0-9]+$'],
    [{ $match: "a" }, 5, "5 is not a text that could match a"],
    [{ $contains: "x" }, "abc", '"abc" does not contain "x"'],
    [{ $contains: "x" }, ["x"], '["x"] does not contain "x"'],
    [{ $contains: ["x"] }, "x", '"x" is not a list'],
    [{ $contains: { a: 1 } }, [], "[] is not an object"],
    [{ $length: { max: 5 } }, "Hello World", "11 characters, but $length allows at most 5"],
    [{ $length: { min: 2 } }, [1], "1 element, but $length wants at least 2"],
    [{ $length: 1 }, {}, "0 keys, but $length wants 1"],
    [{ $length: 1 }, null, "null has no length"],
  ])("%j for %j", (matcher, actual, words) => {
    expect(told(matcher, actual)).toEqual([`changed : ${words}`]);
  });

  it("says of every key by itself what is wrong", () => {
    expect(told({ $any: "string", $length: 1, $match: "^O" }, "Case")).toEqual([
      "changed : 4 characters, but $length wants 1",
      'changed : "Case" does not match ^O',
    ]);
  });

  it("points into what is contained, or equal", () => {
    expect(told({ $contains: [{ id: "a" }, { id: "b" }] }, [{ id: "a" }])).toEqual([
      'missing /$contains/1: nothing in [{"id":"a"}] is {"id":"b"}',
    ]);
    expect(told({ $contains: { a: { b: 1 }, c: 2 } }, { a: { b: 2 } })).toEqual([
      "changed /$contains/a/b: 2 is not 1",
      "missing /$contains/c: c is missing, 2 was expected",
    ]);
    expect(told({ $equal: { $any: "string" } }, { $any: "number" })).toEqual([
      'changed /$equal/$any: "number" is not "string"',
    ]);
  });

  it("gives up on a pattern that would take for ever", () => {
    const text = `${"a".repeat(50)}!`;
    expect(told({ $match: "^(a+)+$" }, text)).toEqual([
      `changed : it takes too long to tell whether "${text}" matches ^(a+)+$`,
    ]);
  });
});

describe("have faults", () => {
  it.each<[unknown, string, string, string]>([
    [{ $anny: "string" }, "$anny", 'there is no matcher "$anny"', "did you mean $any"],
    [{ $schema: 1 }, "$schema", 'there is no matcher "$schema"', "what is meant as it stands is written"],
    [{ $any: "string", a: 1 }, "a", '"a" stands beside "$any", but a matcher stands alone', "what is meant"],
    [{ $any: "strng" }, "$any", '$any knows no "strng"', "did you mean string"],
    [{ $any: 1 }, "$any", "$any knows no 1", "it can be string, number"],
    [{ $match: 1 }, "$match", "1 is no pattern", "it is a pattern as JavaScript has them"],
    [{ $match: "(" }, "$match", '"(" is no pattern: Unterminated group', "it is a pattern"],
    [{ $match: "\\p" }, "$match", '"\\\\p" is no pattern: Invalid property name', "it is a pattern"],
    [{ $contains: 1 }, "$contains", "$contains can't look for 1", "it is a text, a list"],
    [{ $contains: { $any: "string" } }, "$contains", "$contains wants matchers in a list", "write"],
    [{ $contains: [{ $any: "x" }] }, "$contains/0/$any", '$any knows no "x"', "it can be"],
    [{ $length: "3" }, "$length", '"3" is no length', "it is a number"],
    [{ $length: -1 }, "$length", "-1 is no length", "it is a number"],
    [{ $length: {} }, "$length", "$length says neither min nor max", "it is a number"],
    [{ $length: { mx: 1 } }, "$length/mx", '$length has no "mx"', "did you mean max"],
    [{ $length: { min: 1.5 } }, "$length/min", "min is 1.5, not a whole number", "it is a number"],
    [{ $length: { min: 3, max: 2 } }, "$length/min", "min is 3, but max is 2", "it is a number"],
  ])("%j", (matcher, path, message, hint) => {
    const fault = matcherFault({ at: [1, matcher] });
    expect(fault).toMatchObject({
      path: ["at", 1, ...path.split("/").map((step) => (step === "0" ? 0 : step))],
      message,
    });
    expect(fault?.hint).toContain(hint);
  });

  it("but not in what is meant as it stands", () => {
    expect(matcherFault({ $equal: { $anny: 1, a: { $any: "x" } } })).toBeUndefined();
  });
});

import { describe, expect, it } from "vitest";
import { UlbotError } from "../../src/errors.ts";
import type { Rule } from "../../src/lint/rule.ts";
import { rules } from "../../src/lint/rules/index.ts";
import { advice } from "../../src/reference/advice.ts";
import { ruleFacts, ruleGroups, rulesOf } from "../../src/reference/rules.ts";
import { ruleReporters } from "../../src/reporters/rules/index.ts";
import { shownText } from "../../src/reporters/rules/shown-text.ts";
import { plainStyle } from "../../src/reporters/style.ts";
import { eventOf, findingsIn, textOf, told } from "../lint/answers.ts";

const view = { style: plainStyle, width: 80 };
const ids = rules.map(({ id }) => id);
const [envelope] = rulesOf(["envelope"]) as [Rule];

describe("the groups of rules", () => {
  it("hold every rule once, in the order of the list", () => {
    expect(ruleGroups().flatMap((group) => group.rules.map(({ id }) => id))).toEqual(ids);
  });

  it.each(ruleGroups())("$title has rules", (group) => {
    expect(group.rules).not.toEqual([]);
  });
});

describe.each(rules)("what is told of $id", (rule) => {
  const facts = ruleFacts(rule);

  it("is what lint says of the same example, however it is written", () => {
    const found = findingsIn(textOf(rule.bad)).filter((finding) => finding.rule === rule.id);
    expect(facts.findings.map(told).sort()).toEqual(found.map(told).sort());
    expect(found).not.toEqual([]);
  });

  it("has findings on lines that are shown, where all lines are", () => {
    const lines = shownText(facts.bad).split("\n");
    if (lines.length < facts.bad.split("\n").length) return;
    for (const { line, column, excerpt } of facts.findings) {
      const before = excerpt.text.slice(0, column - excerpt.column);
      expect(lines[line - 1]?.slice(excerpt.column - 1, column - 1)).toBe(before);
    }
  });

  it("has a good example that it is silent about", () => {
    expect(findingsIn(facts.good).filter((finding) => finding.rule === rule.id)).toEqual([]);
  });
});

it("advises on rules that there are, in sentences", () => {
  expect(Object.keys(advice).filter((id) => !ids.includes(id))).toEqual([]);
  for (const text of Object.values(advice)) expect(text).toMatch(/^[A-Z].*\.$/s);
});

it.each<[string, string]>([
  ["opion-count", "did you mean option-count"],
  ["toString", `it can be one of ${ids.join(", ")}`],
  ["", `it can be one of ${ids.join(", ")}`],
])("there is no rule %j: %s", (id, hint) => {
  const failure = (() => {
    try {
      return rulesOf(["envelope", id]);
    } catch (error) {
      return error;
    }
  })();
  expect(failure).toBeInstanceOf(UlbotError);
  expect(failure).toMatchObject({ category: "usage", hint });
});

describe("an example that is a text", () => {
  it("stays as it is where JSON would lose something of it", () => {
    const [duplicate] = rulesOf(["json-duplicate-key"]) as [Rule];
    expect(ruleFacts(duplicate).bad).toBe(duplicate.bad);
  });

  it("is laid out where it holds nothing but JSON", () => {
    const bad = JSON.stringify([{ ...eventOf("message", { body: "a b  c" }), info: undefined }]);
    expect(ruleFacts({ ...envelope, bad }).bad).toBe(
      '[{ "packet": { "name": "message", "payload": { "body": "a b  c" } } }]',
    );
  });

  it("can be JSON Lines, and has its findings on their lines", () => {
    const bad = `${JSON.stringify(eventOf("end"))}\n\n{"packet":{}}\n`;
    const facts = ruleFacts({ ...envelope, bad });
    expect([facts.bad, facts.findings.map(({ line }) => line)]).toEqual([bad, [3, 3]]);
  });
});

describe("options and fixes", () => {
  const options = { atMost: { default: 5, summary: "how many there may be" } };
  const withOptions = { ...ruleFacts(envelope), options };
  const [finding] = withOptions.findings;
  const fix = { title: "wrap it in a list", edits: [] };
  const fixed = { ...withOptions, fixable: true, findings: finding ? [{ ...finding, fix }] : [] };

  it("are shown on a terminal", () => {
    const text = ruleReporters.pretty.pages([fixed], view);
    expect(text).toContain("Options\n  atMost  how many there may be (default: 5)\n");
    expect(text).toContain("--fix: wrap it in a list\n");
  });

  it("are shown on a page", () => {
    const text = ruleReporters.markdown.pages([fixed]);
    expect(text).toContain("| `atMost` | `5`     | how many there may be |");
    expect(text).toContain('{ "rules": { "envelope": { "severity": "error", "atMost": 5 } } }');
    expect(text).toContain("`ulbot lint --fix` puts it right.");
  });

  it("are in the document for programs", () => {
    const { rules: told } = JSON.parse(ruleReporters.json.pages([fixed], view));
    expect(told).toMatchObject([{ id: "envelope", options, fixable: true, findings: [{ fix }] }]);
  });
});

describe("the text of an example as it is shown", () => {
  const line = (length: number) => `["${"x".repeat(length)}"]`;

  it.each([
    ["a short string", line(100), line(100)],
    ["a long string", line(5001), `["${"x".repeat(50)}… (5,001 characters)"]`],
    [
      "a string with an escape where it is cut",
      `["${"x".repeat(48)}\\u2028${"y".repeat(50)}"]`,
      `["${"x".repeat(48)}… (104 characters)"]`,
    ],
    ["forty lines", "0\n".repeat(39), "0\n".repeat(39)],
  ])("%s", (_what, text, shown) => {
    expect(shownText(text)).toBe(shown);
  });

  it("leaves out the middle of many lines, and says how many", () => {
    const lines = Array.from({ length: 100 }, (_, index) => String(index));
    const shown = shownText(lines.join("\n")).split("\n");
    expect([shown[0], shown[19], shown[20], shown[21], shown.at(-1)]).toEqual([
      "0",
      "19",
      "  … 70 lines …",
      "90",
      "99",
    ]);
  });
});

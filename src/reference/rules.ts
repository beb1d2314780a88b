import { parseJson } from "../input/json.ts";
import { asJsonLines } from "../input/lines.ts";
import { type Finding, ruleUrl, type Severity } from "../lint/finding.ts";
import { createLinter } from "../lint/lint.ts";
import type { Example, Rule, RuleOption } from "../lint/rule.ts";
import { rules } from "../lint/rules/index.ts";
import { channelNames } from "../protocol/channels.ts";
import { advice } from "./advice.ts";
import { wireEvents } from "./example.ts";
import { laidOut } from "./laid-out.ts";
import { noSuch } from "./no-such.ts";

/** Everything there is to say of a rule. */
export interface RuleFacts {
  readonly id: string;
  /** unless a finding or the configuration says otherwise */
  readonly severity: Severity;
  /** a sentence that is true of good input */
  readonly summary: string;
  /** what to do about a finding, in sentences; absent where the examples say it all */
  readonly advice?: string;
  readonly options: Readonly<Record<string, RuleOption>>;
  /** whether `lint --fix` can put its bad example right */
  readonly fixable: boolean;
  /** the texts of files */
  readonly good: string;
  readonly bad: string;
  /** what lint says of the bad example on all channels, by this rule */
  readonly findings: readonly Finding[];
  /** other rules that report an error or a warning there */
  readonly also: readonly string[];
  readonly url: string;
}

/** Rules that are about the same, in the order of the list. */
export interface RuleGroup {
  readonly title: string;
  readonly rules: readonly Rule[];
}

/** Where in the list of rules each group begins. */
const groups: readonly { readonly title: string; readonly from: string }[] = [
  { title: "Reading the input", from: "json-syntax" },
  { title: "The session", from: "cid-format" },
  { title: "What the contact sees", from: "message-length" },
  { title: "A whole conversation", from: "option-label-reuse" },
  { title: "Suppressions", from: "unused-suppression" },
];

/** All rules, grouped by what they are about. */
export function ruleGroups(): RuleGroup[] {
  const starts = groups.map(({ from }) => rules.findIndex(({ id }) => id === from));
  return groups.map(({ title }, index) => ({ title, rules: rules.slice(starts[index], starts[index + 1]) }));
}

/** The rules of these ids, in the order asked for. Throws an `UlbotError` for an id that no rule has. */
export function rulesOf(ids: readonly string[]): Rule[] {
  return ids.map((id) => {
    const found = rules.find((rule) => rule.id === id);
    if (found) return found;
    throw noSuch(
      "rule",
      id,
      rules.map((rule) => rule.id),
    );
  });
}

/** Characters in a line of an example, which is indented by two on a terminal of 80. */
const exampleWidth = 78;

/** The text of a file that holds an example. One that was written as a text keeps whatever JSON would not keep. */
function textOf(example: Example): string {
  if (typeof example !== "string") return laidOut(wireEvents(example), exampleWidth);
  const { value, faults } = parseJson(example);
  const bare = example.replace(/("(?:[^"\\]|\\.)*")|\s+/g, "$1");
  return faults.length === 0 && JSON.stringify(value) === bare ? laidOut(value, exampleWidth) : example;
}

/** What lint says of the text of a file, on all channels. */
function findingsIn(text: string): readonly Finding[] {
  const lint = createLinter({ channels: channelNames });
  const lines = asJsonLines(text) ?? [{ number: 1, text }];
  return lines.flatMap((line) => lint({ file: "answer.json", text: line.text, line: line.number }).findings);
}

/** Describes a rule, and lints its bad example to tell what it says. */
export function ruleFacts(rule: Rule): RuleFacts {
  const { id, severity, summary, options = {} } = rule;
  const bad = textOf(rule.bad);
  const all = findingsIn(bad);
  const findings = all.filter((finding) => finding.rule === id);
  const others = all.filter((finding) => finding.rule !== id && finding.severity !== "info");
  const told = advice[id];
  return {
    id,
    severity,
    summary,
    ...(told === undefined ? {} : { advice: told }),
    options,
    fixable: findings.some(({ fix }) => fix !== undefined),
    good: textOf(rule.good),
    bad,
    findings,
    also: [...new Set(others.map((finding) => finding.rule))],
    url: ruleUrl(id),
  };
}

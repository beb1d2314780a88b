import type { ReportingDescriptor, Result } from "sarif";
import { ruleUrl, type Severity } from "../../lint/finding.ts";
import type { Example, Rule } from "../../lint/rule.ts";
import { rules } from "../../lint/rules/index.ts";
import { advice } from "../../reference/advice.ts";
import { wireEvents } from "../../reference/example.ts";
import { laidOut } from "../../reference/laid-out.ts";
import { fenced, page, prose } from "../markdown-text.ts";
import { sentence } from "../reference-words.ts";

export const sarifLevels = { error: "error", warning: "warning", info: "note" } as const satisfies Record<
  Severity,
  Result.level
>;

/** Characters in a line of an example. */
const exampleWidth = 78;

const exampleBlock = (example: Example): string =>
  fenced("json", typeof example === "string" ? example : laidOut(wireEvents(example), exampleWidth));

function ruleOf({ id, severity, summary, good, bad }: Rule): ReportingDescriptor {
  const paragraphs = [sentence(summary), ...(advice[id] === undefined ? [] : [advice[id]])];
  const examples = ["Reported:", exampleBlock(bad), "Fine:", exampleBlock(good)];
  return {
    id,
    shortDescription: { text: sentence(summary) },
    help: { text: paragraphs.join(" "), markdown: page([...paragraphs.map(prose), ...examples]) },
    helpUri: ruleUrl(id),
    defaultConfiguration: { level: sarifLevels[severity] },
  };
}

/** Every rule of lint as SARIF describes rules. */
export const sarifRules: readonly ReportingDescriptor[] = rules.map(ruleOf);

const indexes = new Map(rules.map(({ id }, index) => [id, index]));

/** Where a rule stands in that list; `undefined` for one that is not in it. */
export const sarifRuleIndex = (id: string): number | undefined => indexes.get(id);

import type { RuleFacts, RuleGroup } from "../../reference/rules.ts";
import { findingJson } from "../finding-json.ts";
import { jsonText } from "../json-text.ts";
import type { View } from "../view.ts";
import { listMarkdown, pageMarkdown } from "./markdown.ts";
import { listPretty, pagePretty } from "./pretty.ts";

/** How one format shows the list of all rules, and the pages of some. */
export interface RuleReporter {
  list(groups: readonly RuleGroup[], view: View): string;
  pages(rules: readonly RuleFacts[], view: View): string;
}

const json: RuleReporter = {
  list: (groups) => {
    const rules = groups.flatMap(({ title, rules }) =>
      rules.map(({ id, severity, summary }) => ({ id, group: title, severity, summary })),
    );
    return jsonText({ schemaVersion: 1, rules });
  },
  pages: (rules) =>
    jsonText({
      schemaVersion: 1,
      rules: rules.map(({ findings, ...rule }) => ({ ...rule, findings: findings.map(findingJson) })),
    }),
};

/** The formats of `ulbot rules`, by the name that `--format` takes. */
export const ruleReporters = {
  pretty: { list: listPretty, pages: (rules, view) => rules.map((rule) => pagePretty(rule, view)).join("\n\n") },
  json,
  markdown: { list: listMarkdown, pages: (rules) => rules.map(pageMarkdown).join("\n") },
} as const satisfies Record<string, RuleReporter>;

import type { Finding } from "../../lint/finding.ts";
import { printable } from "../../printable.ts";
import { laidOut } from "../../reference/laid-out.ts";
import type { RuleFacts, RuleGroup } from "../../reference/rules.ts";
import { code, fenced, page, paragraph, prose, table } from "../markdown-text.ts";
import { sentence } from "../reference-words.ts";
import { wrapped } from "../wrapped.ts";
import { shownText } from "./shown-text.ts";

/** All rules by group, each with a link to its page. */
export function listMarkdown(groups: readonly RuleGroup[]): string {
  const sections = groups.flatMap(({ title, rules }) => [
    `## ${title}`,
    table(
      ["rule", "severity", "good input"],
      rules.map(({ id, severity, summary }) => [`[${code(id)}](${id}.md)`, severity, prose(summary)]),
    ),
  ]);
  return page([
    "# Rules of `ulbot lint`",
    paragraph(
      "An `error` is refused or does nothing it was written for, a `warning` is worse for the contact than it was written or rests on a name that could only be inferred, an `info` is worth knowing.",
    ),
    ...sections,
  ]);
}

function findingText({ line, column, severity, message, hint, fix }: Finding): string {
  const place = `${line}:${column}  `;
  const notes = [...(hint === undefined ? [] : [hint]), ...(fix === undefined ? [] : [`--fix: ${fix.title}`])];
  const indent = " ".repeat(place.length);
  // a hanging indent, so that the next finding can be told from the rest of this one
  const [first = "", ...rest] = wrapped(`${indent}${severity}  ${printable(message)}`, 100);
  return [
    `${place}${first.slice(place.length)}`,
    ...rest,
    ...notes.flatMap((note) => wrapped(indent + printable(note), 100)),
  ].join("\n");
}

function settingBlocks({ id, severity, options }: RuleFacts): string[] {
  const names = Object.entries(options);
  const values = Object.fromEntries(names.map(([name, option]) => [name, option.default]));
  const other = severity === "error" ? "warning" : "error";
  const setting = names.length === 0 ? other : { severity, ...values };
  return [
    "## Settings",
    paragraph(
      `\`${severity}\` unless the case is better or worse. \`ulbot.config\` can make every finding an \`error\`, a \`warning\` or an \`info\`, or switch the rule \`off\`:`,
    ),
    fenced("json", laidOut({ rules: { [id]: setting } })),
    names.length === 0
      ? ""
      : table(
          ["option", "default", "what it is"],
          names.map(([name, option]) => [code(name), code(JSON.stringify(option.default)), prose(option.summary)]),
        ),
  ];
}

/** A page with everything of one rule, for whoever comes from a finding. */
export function pageMarkdown(rule: RuleFacts): string {
  const { id, summary, advice, fixable, bad, good, findings, also } = rule;
  return page([
    `# ${id}`,
    paragraph(sentence(summary)),
    ...(advice === undefined ? [] : ["## What to do", paragraph(advice)]),
    fixable ? "`ulbot lint --fix` puts it right." : "",
    "## Reported",
    fenced("json", shownText(bad)),
    fenced("text", findings.map(findingText).join("\n")),
    also.length === 0 ? "" : `Also reported there: ${also.map((other) => `[${code(other)}](${other}.md)`).join(", ")}.`,
    "## Fine",
    fenced("json", shownText(good)),
    ...settingBlocks(rule),
    "[All rules](README.md) · [Limits of the channels](../channels.md)",
  ]);
}

import { nearest } from "../../nearest.ts";
import { channelNames } from "../../protocol/channels.ts";
import { shown } from "../quoted.ts";
import type { Rule } from "../rule.ts";

const cid = "chatbot::258:a56785fb6fb84edd890905913b0c0821";
const message = (body: string) =>
  `{"//ulbot-disable": ["text-length"], "info": {"cid": "${cid}"}, "packet": {"name": "message", "payload": {"body": "${body}"}}}`;

export const unusedSuppression: Rule = {
  id: "unused-suppression",
  severity: "warning",
  summary: 'every rule named in "//ulbot-disable" would have found something there',
  good: message("Hello ".repeat(750)),
  bad: message("Hello"),
  unused(suppressions, { channels, ruleIds }, report) {
    for (const { rule, at } of suppressions) {
      if (typeof rule !== "string" || !ruleIds.includes(rule)) {
        const guess = typeof rule === "string" ? nearest(rule, ruleIds) : undefined;
        const question = guess === undefined ? "" : `; did you mean ${guess}`;
        report({ at, message: `there is no rule ${shown(rule)} that could be disabled${question}` });
        continue;
      }
      // it may be meant for a channel that this run leaves aside
      const severity = channels.length < channelNames.length ? "info" : "warning";
      report({ at, severity, message: `${shown(rule)} is disabled here, but has nothing to find` });
    }
  },
};

import type { Rule } from "../rule.ts";

const event = '{"info": {"cid": "chatbot::258:a56785fb6fb84edd890905913b0c0821"}, "packet": {"name": "end"}}';

export const jsonSyntax: Rule = {
  id: "json-syntax",
  severity: "error",
  summary: "the text is JSON that can be read without losing anything",
  good: `[${event}]`,
  bad: `[${event},]`,
  text({ faults }, report) {
    for (const { message, start, end } of faults) report({ at: { start, end }, message });
  },
};

import type { Rule } from "../rule.ts";

export const envelope: Rule = {
  id: "envelope",
  severity: "error",
  summary: "an answer is an event or a list of events, each with its info and its packet",
  good: [{ name: "message", payload: { body: "Hello" } }],
  bad: '[{"packet": {"name": "message", "payload": {"body": "Hello"}}}]',
  item({ path }, faults, report) {
    for (const fault of faults) report({ at: [...path, ...fault.path], message: fault.message, hint: fault.hint });
  },
};

import type { EventNode } from "../answer.ts";
import type { Reporter, Rule } from "../rule.ts";

type Forward = "forward_group" | "forward_skills" | "forward_any";

function check({ name, given, item }: EventNode<Forward>, report: Reporter): void {
  if (given(["on_failure"]) !== undefined) return;
  const message = `${name} without on_failure: where nobody is available, the bot hears nothing more`;
  report({ at: item.path, event: name, message, hint: 'with "on_failure": "feedback" it gets forward_failed' });
}

export const forwardFeedback: Rule = {
  id: "forward-feedback",
  severity: "info",
  summary: "a forward asks to be told when nobody is available",
  good: [{ name: "forward_any", payload: { on_failure: "feedback" } }],
  bad: [{ name: "forward_any" }],
  visit: { forward_group: check, forward_skills: check, forward_any: check },
};

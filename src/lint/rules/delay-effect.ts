import type { EventNode } from "../answer.ts";
import type { Rule } from "../rule.ts";

const isShown = ({ name, renderings }: EventNode): boolean =>
  name !== "delay" && (renderings.length === 0 || renderings.some(({ form }) => form !== "nothing"));

export const delayEffect: Rule = {
  id: "delay-effect",
  severity: "warning",
  summary: "a delay stands before a message of the same list",
  good: [
    { name: "delay", payload: { duration: 2 } },
    { name: "message", payload: { body: "Here it is" } },
  ],
  bad: [
    { name: "message", payload: { body: "Here it is" } },
    { name: "delay", payload: { duration: 2 } },
  ],
  answer(nodes, report) {
    const lastShown = nodes.findLastIndex(isShown);
    for (const { name, item } of nodes.slice(lastShown + 1)) {
      if (name !== "delay") continue;
      const message = "the delay does nothing: it only holds back messages that follow in the same list";
      report({ at: item.path, event: name, message, hint: "put a message after it, or leave it out" });
    }
  },
};

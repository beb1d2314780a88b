import type { Rule } from "../rule.ts";

const event = {
  info: { cid: "chatbot::258:a56785fb6fb84edd890905913b0c0821" },
  packet: { name: "message", payload: { body: "Hello" } },
};

export const answerList: Rule = {
  id: "answer-list",
  severity: "info",
  summary: "an answer is a list, even of one event",
  good: JSON.stringify([event]),
  bad: JSON.stringify(event),
  event({ name, item }, report) {
    if (typeof item.path.at(-1) === "number") return;
    report({
      at: item.path,
      event: name,
      message: `${name} stands alone; the platform takes it, but describes answers as lists`,
      fix: {
        title: "wrap it in a list",
        changes: [{ kind: "wrap", at: item.path, before: "[", after: "]" }],
      },
    });
  },
};

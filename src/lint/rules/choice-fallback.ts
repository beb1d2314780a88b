import type { Rule } from "../rule.ts";

const question = { body: "Which size?", options: [{ id: "s", label: "Small" }] };

export const choiceFallback: Rule = {
  id: "choice-fallback",
  severity: "error",
  summary: "a choice message has a fallback, the text for channels without buttons",
  good: [{ name: "bubbles", payload: { ...question, fallback: "Which size? Send its number." } }],
  bad: [{ name: "bubbles", payload: question }],
  event({ name, shape, at, given }, report) {
    if (!shape.faults.some(({ kind, parameter }) => kind === "missing" && parameter === "fallback")) return;
    const [place, body] = [at([]), given(["body"])];
    const isSure = typeof body === "string" && body.trim() !== "";
    report({
      at: place,
      event: name,
      message: `${name} has no fallback, which every channel without buttons shows above the numbered options`,
      hint: 'such as "fallback": "Which size? Send its number."',
      fix: isSure
        ? { title: "take the body for it", changes: [{ kind: "insert", at: place, key: "fallback", value: body }] }
        : undefined,
    });
  },
};

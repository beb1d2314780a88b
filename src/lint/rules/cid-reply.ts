import { quoted } from "../quoted.ts";
import type { Rule } from "../rule.ts";

const cid = "chatbot::258:a56785fb6fb84edd890905913b0c0821";
const other = "chatbot::258:00000000000000000000000000000000";

/** A transcript with one answer. */
const answer = (answered: string) =>
  JSON.stringify([
    {
      at: "2026-01-05T09:00:00.000Z",
      cid,
      kind: "answer",
      status: 200,
      ms: 12,
      events: [{ info: { cid: answered }, packet: { name: "message", payload: { body: "Hello" } } }],
    },
  ]);

export const cidReply: Rule = {
  id: "cid-reply",
  severity: "error",
  summary: "an answer is for the session of the webhook that it answers",
  good: answer(cid),
  bad: answer(other),
  session() {
    return ({ entry, nodes }, report) => {
      if (entry?.kind !== "answer") return;
      for (const { info, item, name } of nodes) {
        if (info.cid === entry.cid) continue;
        report({
          at: [...item.path, "info", "cid"],
          event: name,
          message: `this answer is for ${quoted(String(info.cid))}, but the webhook was for ${quoted(entry.cid)}`,
          hint: "copy info.cid from the webhook",
        });
      }
    };
  },
};

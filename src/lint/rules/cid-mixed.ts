import { quoted } from "../quoted.ts";
import type { Rule } from "../rule.ts";

const other = "chatbot::258:00000000000000000000000000000000";

export const cidMixed: Rule = {
  id: "cid-mixed",
  severity: "error",
  summary: "all events of a list are for the same session",
  good: [
    { name: "message", payload: { body: "One moment" } },
    { name: "message", payload: { body: "Here it is" } },
  ],
  bad: [
    { name: "message", payload: { body: "One moment" } },
    { name: "message", payload: { body: "Here it is" }, info: { cid: other } },
  ],
  answer(nodes, report) {
    const first = String(nodes[0]?.info.cid);
    for (const { info, item, name } of nodes) {
      if (info.cid === first) continue;
      const message = `this event is for ${quoted(String(info.cid))}, but the list began with one for ${quoted(first)}`;
      report({ at: [...item.path, "info", "cid"], event: name, message, hint: "answer each session on its own" });
    }
  },
};

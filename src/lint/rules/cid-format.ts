import { cidShape } from "../../protocol/envelope.ts";
import { quoted } from "../quoted.ts";
import type { Rule } from "../rule.ts";

export const cidFormat: Rule = {
  id: "cid-format",
  severity: "warning",
  summary: "the cid is one that the platform gave out: chatbot::<number>:<32 hexadecimal digits>",
  good: [{ name: "message", payload: { body: "Hello" } }],
  bad: [{ name: "message", payload: { body: "Hello" }, info: { cid: "12345" } }],
  event({ name, info, item }, report) {
    const cid = String(info.cid);
    if (cidShape.test(cid)) return;
    const at = [...item.path, "info", "cid"];
    const hint = "copy it from the webhook that the answer belongs to";
    if (cid.trim() === "") report({ at, event: name, severity: "error", message: "the cid is empty", hint });
    else {
      const message = `the cid ${quoted(cid)} is not of the only shape seen so far, chatbot::<number>:<32 hex>`;
      const trimmed = cid.trim();
      const fix = { title: "trim the cid", changes: [{ kind: "set", at, value: trimmed }] } as const;
      report({ at, event: name, message, hint, evidence: "inferred", fix: cidShape.test(trimmed) ? fix : undefined });
    }
  },
};

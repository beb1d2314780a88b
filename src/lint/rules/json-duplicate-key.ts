import { quoted } from "../quoted.ts";
import type { Rule } from "../rule.ts";

const cid = "chatbot::258:a56785fb6fb84edd890905913b0c0821";

export const jsonDuplicateKey: Rule = {
  id: "json-duplicate-key",
  severity: "error",
  summary: "every key stands once in its object",
  good: `{"info": {"cid": "${cid}"}, "packet": {"name": "message", "payload": {"body": "Hello"}}}`,
  bad: `{"info": {"cid": "${cid}"}, "packet": {"name": "message", "payload": {"body": "Hello", "body": "Bye"}}}`,
  text(json, report) {
    for (const { key, start, end } of json.duplicates()) {
      report({
        at: { start, end },
        message: `the key ${quoted(key)} is given again; only the last one counts`,
      });
    }
  },
};

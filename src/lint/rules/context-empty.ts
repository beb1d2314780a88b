import { isObject } from "../../input/json.ts";
import type { Rule } from "../rule.ts";

export const contextEmpty: Rule = {
  id: "context-empty",
  severity: "info",
  summary: "a context that is sent has something in it",
  good: [{ name: "message", payload: { body: "Hello" }, info: { context: { step: "name" } } }],
  bad: [{ name: "message", payload: { body: "Hello" }, info: { context: {} } }],
  event({ name, info, item }, report) {
    if (!isObject(info.context) || Object.keys(info.context).length > 0) return;
    const message = "an empty context is ignored by the platform, the one before it stays";
    const hint = 'to forget what was there, send one that says so, such as {"step": "done"}';
    report({ at: [...item.path, "info", "context"], event: name, message, hint });
  },
};

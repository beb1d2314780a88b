import { isObject } from "../../input/json.ts";
import { shown } from "../quoted.ts";
import type { Rule } from "../rule.ts";

export const contextObject: Rule = {
  id: "context-object",
  severity: "error",
  summary: "the context is an object",
  good: [{ name: "message", payload: { body: "Hello" }, info: { context: { step: "name" } } }],
  bad: [{ name: "message", payload: { body: "Hello" }, info: { context: "name" } }],
  event({ name, info, item }, report) {
    if (info.context === undefined || isObject(info.context)) return;
    const message = `the context is ${shown(info.context)}, but it has to be an object`;
    report({ at: [...item.path, "info", "context"], event: name, message, hint: 'such as {"step": "name"}' });
  },
};

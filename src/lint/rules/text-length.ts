import type { Rendering } from "../../delivery/rendering.ts";
import { reportExcesses } from "../limits.ts";
import type { Rule } from "../rule.ts";

/** Texts that stand as they were written; numbered options have a rule of their own. */
const plainText = ({ form, excesses }: Rendering) =>
  form === "numbered_text" ? [] : excesses.filter(({ part }) => part === "body");

const check = reportExcesses(plainText);

export const textLength: Rule = {
  id: "text-length",
  severity: "error",
  summary: "a text is as short as each channel wants it",
  good: [{ name: "message", payload: { body: "Hello" } }],
  bad: [{ name: "message", payload: { body: "Hello ".repeat(750) } }],
  visit: { message: check, bubbles: check, carousel: check, button: check, buttons: check },
};

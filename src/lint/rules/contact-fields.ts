import type { EventNode } from "../answer.ts";
import { quoted } from "../quoted.ts";
import type { Reporter, Rule } from "../rule.ts";

/** What values look like, generously: the platform's own checks are not documented. */
const fieldsOf = {
  contact_update: [
    { field: "email", looks: /^[^\s@]+@[^\s@]+\.[^\s@]+$/, what: "an e-mail address" },
    {
      field: "mobile_number",
      looks: /^\+?[0-9][0-9 ()/.-]{4,24}$/,
      what: "a mobile number, such as +49 151 23456789",
    },
  ],
  conversation_update: [{ field: "locale", looks: /^[a-z]{2,3}(?:_[A-Z]{2})?$/, what: "a locale, such as en_US" }],
} as const;

function check({ name, given, at }: EventNode<keyof typeof fieldsOf>, report: Reporter): void {
  for (const { field, looks, what } of fieldsOf[name]) {
    const value = given([field]);
    if (typeof value !== "string" || looks.test(value.trim())) continue;
    const message = `${field} is ${quoted(value)}, which does not look like ${what}`;
    report({ at: at([field]), event: name, message, evidence: "inferred" });
  }
}

export const contactFields: Rule = {
  id: "contact-fields",
  severity: "warning",
  summary: "an e-mail address, a mobile number and a locale look like one",
  good: [{ name: "contact_update", payload: { email: "ada@example.com", mobile_number: "+49 151 23456789" } }],
  bad: [{ name: "contact_update", payload: { email: "ada at example.com" } }],
  visit: { contact_update: check, conversation_update: check },
};

import { signal } from "@preact/signals";

/** Who talks to the bot, and how that came about. */
export interface Profile {
  readonly name: string;
  readonly email: string;
  readonly mobile: string;
  readonly customerId: string;
  readonly approach: "normal" | "proactive";
  /** JSON, or nothing */
  readonly context: string;
}

export const profile = signal<Profile>({
  name: "Robin Example",
  email: "robin@example.com",
  mobile: "",
  customerId: "",
  approach: "normal",
  context: "",
});

const filled = (fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ""));

function contextOf(text: string): unknown {
  try {
    return text.trim() === "" ? undefined : JSON.parse(text);
  } catch (cause) {
    throw new Error(`the context is no JSON: ${(cause as Error).message}`, { cause });
  }
}

/** What a session begins with. Throws an `Error` for a context that is no JSON. */
export function startOf({ name, email, mobile, customerId, approach, context }: Profile) {
  const contact = filled({ name, email, mobile_number: mobile, external_customer_id: customerId });
  const given = contextOf(context);
  return { contact, approach_mode: approach, ...(given === undefined ? {} : { context: given }) };
}

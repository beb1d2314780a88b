import type { WebhookEvent } from "ulbot";

/** What the form asks for. */
export interface Details {
  readonly name: string | undefined;
  readonly email: string | undefined;
}

/** What is known already: from earlier in this session, else from what the platform knows of the contact. */
export function detailsOf({ context, contact }: WebhookEvent["info"]): Details {
  return {
    name: filled(context?.name) ?? filled(contact?.name),
    email: filled(context?.email) ?? filled(contact?.email),
  };
}

/** The details that the platform does not know yet. */
export function newDetails({ contact }: WebhookEvent["info"], details: Details): Partial<Details> {
  return Object.fromEntries(Object.entries(details).filter(([key, value]) => value && value !== contact?.[key]));
}

function filled(value: unknown): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/** The text as a name, on one line; `undefined` where it can't be one. */
export function readName(text: string): string | undefined {
  const name = text.trim().replace(/\s+/g, " ");
  return /\p{L}/u.test(name) && !name.includes("@") && name.length <= 80 ? name : undefined;
}

/** The text as an e-mail address; `undefined` where it isn't one. */
export function readEmail(text: string): string | undefined {
  const email = text.trim();
  return email.length <= 254 && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email) ? email : undefined;
}

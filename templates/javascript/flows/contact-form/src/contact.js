/** @import { WebhookEvent } from "ulbot" */

/**
 * What the form asks for.
 * @typedef {{ name: string | undefined, email: string | undefined }} Details
 */

/**
 * What is known already: from earlier in this session, else from what the platform knows of the contact.
 * @param {WebhookEvent["info"]} info
 * @returns {Details}
 */
export function detailsOf({ context, contact }) {
  return {
    name: filled(context?.name) ?? filled(contact?.name),
    email: filled(context?.email) ?? filled(contact?.email),
  };
}

/**
 * The details that the platform does not know yet.
 * @param {WebhookEvent["info"]} info
 * @param {Details} details
 * @returns {Partial<Details>}
 */
export function newDetails({ contact }, details) {
  return Object.fromEntries(Object.entries(details).filter(([key, value]) => value && value !== contact?.[key]));
}

/** @param {unknown} value */
function filled(value) {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
}

/**
 * The text as a name, on one line; `undefined` where it can't be one.
 * @param {string} text
 */
export function readName(text) {
  const name = text.trim().replace(/\s+/g, " ");
  return /\p{L}/u.test(name) && !name.includes("@") && name.length <= 80 ? name : undefined;
}

/**
 * The text as an e-mail address; `undefined` where it isn't one.
 * @param {string} text
 */
export function readEmail(text) {
  const email = text.trim();
  return email.length <= 254 && /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/.test(email) ? email : undefined;
}

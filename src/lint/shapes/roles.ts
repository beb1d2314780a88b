import type { FormLimits, Part } from "../../protocol/channel-facts.ts";
import { channels, smsLimits } from "../../protocol/channels.ts";

/** What rules make of the values under a key. */
export interface Role {
  /**
   * `text`: they look at how long it is, not at its words; `part`: only at a text that it becomes a part of; `opaque`: it
   * belongs to the bot's developers; `options`, `buttons`: the contact chooses from it; `word`: it stands for itself; the others are keys
   * that are looked at in ways of their own, and the ends of a payload
   */
  readonly kind:
    | ("text" | "part" | "id" | "email" | "name" | "cid" | "link" | "opaque" | "options" | "buttons" | "word")
    | ("payload" | "payload end");
  /** the lengths of a text at which something changes, from the least */
  readonly thresholds: readonly number[];
  /** whether such a text can be all of an SMS */
  readonly isSent: boolean;
}

const kinds: Readonly<Record<string, Role["kind"]>> = {
  ...{ body: "text", label: "text", description: "text", headline: "text", footer: "text", button: "text" },
  ...{ options_headline: "text", text: "text", group: "text", subject: "text", fallback: "part" },
  ...{ id: "id", email: "email", name: "name", cid: "cid" },
  ...{ link: "link", image_url: "link" },
  ...{ context: "opaque", custom_fields: "opaque" },
  ...{ options: "options", buttons: "buttons", payload: "payload" },
};

/** The parts of a message that a key's text can become. */
const partsOf: Readonly<Record<string, readonly Part[]>> = {
  body: ["body"],
  text: ["body", "header"],
  label: ["label"],
  id: ["id"],
  description: ["description"],
  headline: ["headline"],
  footer: ["footer"],
  button: ["button"],
  options_headline: ["options_headline"],
};

/** The limits of all channels for a part. */
function limitsOf(part: Part): number[] {
  const forms = Object.values(channels).flatMap(({ limits }): FormLimits[] => Object.values(limits));
  return forms.flatMap((form) => (form[part] ?? []).map(({ value }) => value));
}

/** All lengths of a text under a key at which something changes: limits, and what is configured. */
function thresholdsOf(key: string, configured: readonly number[]): number[] {
  const values = [...(partsOf[key] ?? []).flatMap(limitsOf), ...configured];
  return [...new Set(values)].filter((value) => value < smsLimits.text.value).sort((one, other) => one - other);
}

/** Where the payload of an event ends. */
export const payloadEnd: Role = { kind: "payload end", thresholds: [], isSent: false };

/** What gives the role of a key; `configured` are the numbers among the options of rules. */
export function createRoles(configured: readonly number[]): (key: string) => Role {
  const roleOf = (key: string, kind: Role["kind"]): Role => ({
    kind,
    thresholds: thresholdsOf(key, configured),
    isSent: partsOf[key]?.includes("body") === true,
  });
  const roles = new Map(Object.entries(kinds).map(([key, kind]) => [key, roleOf(key, kind)]));
  const word = roleOf("", "word");
  return (key) => roles.get(key) ?? word;
}

import { type Channel, channelNames } from "../protocol/channels.ts";
import type { EndsSession } from "../protocol/event.ts";
import type { Beyond, Limit, Trust } from "../protocol/limit.ts";
import type { EventFacts } from "../reference/events.ts";
import type { BoundLimit, LimitGroup } from "../reference/limits.ts";
import type { ParameterFacts } from "../reference/parameters.ts";
import { listed, written } from "../written.ts";

/** The words of the reference, the same on a terminal and in its pages. */

/** "web and facebook", "every channel", "every channel but sms". */
export function channelsText(channels: readonly Channel[]): string {
  const others = channelNames.filter((channel) => !channels.includes(channel));
  if (others.length === 0) return "every channel";
  return others.length < 3 ? `every channel but ${listed(others)}` : listed(channels);
}

export const endings = {
  never: "the session goes on",
  always: "ends the session",
  "unless-feedback": "ends the session, unless nobody is available and it has `on_failure`",
} as const satisfies Record<EndsSession, string>;

/** What else there is to know of an event than what it does. */
export function eventNotes({ evidence, endsSession, deprecatedFor, madeFor }: EventFacts): string[] {
  const deprecation = deprecatedFor === undefined ? [] : [`deprecated, use ${deprecatedFor}`];
  return [...deprecation, evidence, `made for ${channelsText(madeFor)}`, endings[endsSession]];
}

/** "text, required, inferred; also read as url, href". */
export function parameterNotes({ type, required, evidence, aliases }: ParameterFacts): string {
  const evidences = { documented: [], inferred: ["inferred"], configured: ["named by the configuration"] };
  const also = aliases.length > 0 ? `; also read as ${aliases.join(", ")}` : "";
  return `${[type, ...(required ? ["required"] : []), ...evidences[evidence]].join(", ")}${also}`;
}

/** What happens beyond a limit. */
export const beyondWords = {
  refused: "refused",
  truncated: "cut off",
  "as text": "becomes numbered text",
  split: "sent in parts",
  "advised against": "advised against",
} as const satisfies Record<Beyond, string>;

/** Where a limit was read. */
export const trustWords = {
  documented: "the platform's documentation",
  vendor: "the channel's own documentation or source code",
  copy: "a copy of the channel's documentation",
  "third party": "a third party",
  inferred: "nowhere; it is a conclusion of ours",
} as const satisfies Record<Trust, string>;

const megabyte = 1024 * 1024;

/** "4,096 characters", "5 MB". */
export function limitText({ value, unit }: Pick<Limit, "value" | "unit">): string {
  const isMegabytes = unit === "bytes" && value % megabyte === 0;
  return isMegabytes ? `${written(value / megabyte)} MB` : `${written(value)} ${unit}`;
}

/** What a limit is about: a parameter, or a kind of file. */
export function boundText({ parameter, media }: BoundLimit): string {
  return media === undefined ? parameter : `${parameter}, ${media.kind}`;
}

/** "whatsapp_business, as a list". */
export function groupTitle({ channel, form }: LimitGroup): string {
  if (channel === "all") return "every channel";
  if (form === "clickable") return `${channel}, to be shown as buttons`;
  const withOptions = form === "numbered_text" ? ", the options included" : "";
  return `${channel}, as ${form?.replaceAll("_", " ")}${withOptions}`;
}

/** "options.label must differ within a message"; nothing where nothing has to. */
export function uniqueText(unique: readonly string[]): string {
  return unique.length === 0 ? "" : `${listed(unique)} must differ within a message`;
}

/** "A sentence." of "a sentence"; a wire name at its beginning stays as it is. */
export function sentence(text: string): string {
  return `${/^[a-z]+[_"(]/.test(text) ? text : text.charAt(0).toUpperCase() + text.slice(1)}.`;
}

import type { Part } from "../protocol/channel-facts.ts";
import type { Channel } from "../protocol/channels.ts";
import type { EventName, PayloadOf } from "../protocol/events/index.ts";
import { isFirm } from "../protocol/limit.ts";
import type { Excess } from "./measure.ts";

/**
 * What the contact gets: a plain text, a text with numbered options, one of the clickable forms, a file, a page that
 * opens, a pause, nothing that can be seen, or a refusal by the channel.
 */
export type Form =
  | "text"
  | "numbered_text"
  | "bubbles"
  | "carousel"
  | "button_template"
  | "list"
  | "quick_replies"
  | "link_buttons"
  | "file"
  | "page"
  | "pause"
  | "nothing"
  | "refused";

/** Keys and indexes from an event's payload to a value in it. */
export type PayloadPath = readonly (string | number)[];

/** One choice as it is shown. */
export interface RenderedOption {
  readonly id: string;
  readonly label: string;
  readonly description?: string | undefined;
  readonly image_url?: string | undefined;
}

/** A part of the event that the channel does not show. */
export interface Loss {
  readonly part: "header" | "headline" | "footer" | "options_headline" | "description" | "page";
  readonly path: PayloadPath;
  /** true where the channel has such a part, but not of this type */
  readonly byType?: boolean;
}

/** A part that goes beyond a limit of its form on the channel. */
export interface PartExcess extends Excess {
  readonly part: Part;
  readonly path: PayloadPath;
}

export type Header = NonNullable<PayloadOf<"button_template">["header"]>;

/** What a channel makes of an event. */
export interface Rendering {
  readonly channel: Channel;
  readonly event: EventName;
  readonly form: Form;
  /** what the contact reads in the message; numbered options and links included; "" where there is nothing to read */
  readonly text: string;
  /** how the text is written; just as it is read where this is absent */
  readonly format?: "markdown_v1" | undefined;
  readonly header?: Header | undefined;
  readonly headline?: string | undefined;
  readonly footer?: string | undefined;
  /** what opens a list */
  readonly button?: string | undefined;
  readonly options_headline?: string | undefined;
  /** what can be clicked, or answered by its number */
  readonly options: readonly RenderedOption[];
  /** buttons that open an address */
  readonly links: readonly { readonly body: string; readonly link: string }[];
  readonly file?: { readonly link: string; readonly name?: string | undefined } | undefined;
  readonly pause?: { readonly seconds: number; readonly typing: boolean } | undefined;
  readonly lost: readonly Loss[];
  /** why a choice that this channel could show as buttons becomes numbered text */
  readonly asText: readonly PartExcess[];
  readonly excesses: readonly PartExcess[];
}

/** Whether a channel refuses an event: `sure`, or only `likely` where that rests on a third party or on how the vendor counts. */
export type Refusal = "sure" | "likely";

/** Whether the channel refuses the event, as far as its own limits and known facts tell; `undefined` where it takes it. */
export function refusalOf({ form, excesses }: Pick<Rendering, "form" | "excesses">): Refusal | undefined {
  if (form === "refused") return "sure";
  const refusing = excesses.filter(({ limit }) => limit.beyond === "refused");
  if (refusing.length === 0) return undefined;
  return refusing.some(({ limit, certain }) => certain && isFirm(limit)) ? "sure" : "likely";
}

/** Whether the channel is sure to refuse the event: lint reports an error for it then. */
export function isRefused(rendering: Pick<Rendering, "form" | "excesses">): boolean {
  return refusalOf(rendering) === "sure";
}

/** The label of an option as the contact reads it: on a channel that truncates labels, cut with … at its limit. */
export function shownLabel({ options, excesses }: Pick<Rendering, "options" | "excesses">, index: number): string {
  const label = options[index]?.label ?? "";
  const excess = excesses.find(
    ({ part, path, limit }) => part === "label" && path[1] === index && limit.beyond === "truncated",
  );
  if (excess === undefined) return label;
  const shown = [...label].slice(0, excess.limit.value - 1).join("");
  return `${shown.trimEnd()}…`;
}

import type { Part } from "../protocol/channel-facts.ts";
import type { Channel } from "../protocol/channels.ts";
import type { EventName, PayloadOf } from "../protocol/events/index.ts";
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

/** Whether the channel refuses the event, as far as its own limits and known facts tell. */
export function isRefused({ form, excesses }: Rendering): boolean {
  return form === "refused" || excesses.some(({ limit, certain }) => limit.beyond === "refused" && certain);
}

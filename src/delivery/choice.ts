import type { ChannelFacts } from "../protocol/channel-facts.ts";
import { type Channel, channels } from "../protocol/channels.ts";
import { excessOf } from "./measure.ts";
import type { Form, PartExcess, RenderedOption } from "./rendering.ts";

/** Names of the events that let the contact choose. */
export type ChoiceName = "bubbles" | "carousel" | "button_template" | "list_template";

/** What bubbles become on a channel that can click some of them: numbered text beyond its limits. */
interface Conversion {
  /** what more than a few bubbles become */
  readonly many: Form;
  readonly within: NonNullable<ChannelFacts["clickable"]>;
}

/** How each channel shows the choice messages. Channels that aren't named show all of them as numbered text. */
const forms: Readonly<Partial<Record<Channel, Readonly<Record<ChoiceName, Form | Conversion>>>>> = {
  web: { bubbles: "bubbles", carousel: "carousel", button_template: "bubbles", list_template: "bubbles" },
  whatsapp_business: {
    bubbles: { many: "list", within: channels.whatsapp_business.clickable },
    carousel: "numbered_text",
    button_template: "button_template",
    list_template: "list",
  },
  facebook: {
    bubbles: { many: "quick_replies", within: channels.facebook.clickable },
    carousel: "numbered_text",
    button_template: "button_template",
    list_template: "quick_replies",
  },
};

/** Up to this many bubbles become a button template. */
const few = 3;

/** Why bubbles can't be clicked on a channel that converts them: every option that is too many or too long. */
function notClickable(options: readonly RenderedOption[], { within }: Conversion): PartExcess[] {
  const tooMany = excessOf(options.length, within.options);
  const tooLong = options.flatMap(({ label }, index) => {
    const excess = excessOf(label, within.label);
    return excess ? [{ ...excess, part: "label" as const, path: ["options", index, "label"] }] : [];
  });
  return [...(tooMany ? [{ ...tooMany, part: "options" as const, path: ["options"] }] : []), ...tooLong];
}

/** The form of a choice message on a channel, and why it isn't a clickable one where it could have been. */
export function choiceForm(
  name: ChoiceName,
  options: readonly RenderedOption[],
  channel: Channel,
): { form: Form; asText: PartExcess[] } {
  const form = forms[channel]?.[name] ?? "numbered_text";
  if (typeof form === "string") return { form, asText: [] };
  const asText = notClickable(options, form);
  if (asText.length > 0) return { form: "numbered_text", asText };
  return { form: options.length <= few ? "button_template" : form.many, asText };
}

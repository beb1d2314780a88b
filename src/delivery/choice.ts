import { type Channel, factsOf } from "../protocol/channels.ts";
import { excessOf } from "./measure.ts";
import type { Form, PartExcess, RenderedOption } from "./rendering.ts";

/** Names of the events that let the contact choose. */
export type ChoiceName = "bubbles" | "carousel" | "button_template" | "list_template";

/**
 * How each channel shows the choice messages. `converted`: bubbles become whatever the channel can still click, see
 * `convertBubbles`. Channels that aren't named show all of them as numbered text.
 */
const forms: Readonly<Partial<Record<Channel, Readonly<Record<ChoiceName, Form | "converted">>>>> = {
  web: { bubbles: "bubbles", carousel: "carousel", button_template: "bubbles", list_template: "bubbles" },
  whatsapp_business: {
    bubbles: "converted",
    carousel: "numbered_text",
    button_template: "button_template",
    list_template: "list",
  },
  facebook: {
    bubbles: "converted",
    carousel: "numbered_text",
    button_template: "button_template",
    list_template: "quick_replies",
  },
};

/** Up to this many bubbles become a button template, more a list or quick replies. */
const buttonTemplateUpTo = 3;

const manyOptions: Readonly<Partial<Record<Channel, Form>>> = {
  whatsapp_business: "list",
  facebook: "quick_replies",
};

/** Why bubbles can't be clicked on a channel that converts them: every option that is too many or too long. */
function notClickable(options: readonly RenderedOption[], channel: Channel): PartExcess[] {
  const { clickable } = factsOf(channel);
  if (clickable === undefined) return [];
  const tooMany = excessOf(options.length, clickable.options);
  const tooLong = options.flatMap(({ label }, index) => {
    const excess = excessOf(label, clickable.label);
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
  if (form !== "converted") return { form, asText: [] };
  const asText = notClickable(options, channel);
  if (asText.length > 0) return { form: "numbered_text", asText };
  if (options.length <= buttonTemplateUpTo) return { form: "button_template", asText };
  return { form: manyOptions[channel] ?? "numbered_text", asText };
}

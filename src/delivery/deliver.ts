import { type Channel, factsOf } from "../protocol/channels.ts";
import type { EventOf } from "../protocol/envelope.ts";
import type { EventName, PayloadOf } from "../protocol/events/index.ts";
import { type ChoiceName, choiceForm } from "./choice.ts";
import { excessesOf } from "./excesses.ts";
import { linkText, numberedText } from "./numbered-text.ts";
import type { Form, Header, Loss, RenderedOption, Rendering } from "./rendering.ts";

/** What an event alone decides about its rendering; the rest is empty or follows from it. */
type Draft = Partial<Omit<Rendering, "channel" | "event" | "excesses">> & { readonly form: Form };

type Drafts = { readonly [Name in EventName]: (payload: PayloadOf<Name>, channel: Channel) => Draft };

/** On the button of a list that a bot sent as bubbles; what the platform writes there is not documented. */
const listButton = "Options";

const nothing = (): Draft => ({ form: "nothing" });

/** The body and clickable options, or the fallback with numbered ones. */
function choice(
  name: ChoiceName,
  body: string,
  fallback: string,
  options: readonly RenderedOption[],
  channel: Channel,
) {
  const { form, asText } = choiceForm(name, options, channel);
  const text = form === "numbered_text" ? numberedText(fallback, options) : body;
  return { form, asText, text, options };
}

/** The parts that are given but that the form does not show. */
function lostParts(
  parts: Readonly<Partial<Record<"headline" | "footer" | "options_headline", string | undefined>>>,
): Loss[] {
  return Object.entries(parts).flatMap(([part, value]) =>
    value === undefined ? [] : [{ part: part as Loss["part"], path: [part] }],
  );
}

function headerOn(channel: Channel, header: Header | undefined): { header?: Header; lost: Loss[] } {
  if (header === undefined) return { lost: [] };
  const { headers } = factsOf(channel);
  if (headers.includes(header.type)) return { header, lost: [] };
  return { lost: [{ part: "header", path: ["header"], byType: headers.length > 0 }] };
}

function linkButtons(body: string, links: readonly { body: string; link: string }[], channel: Channel): Draft {
  if (channel === "web") return { form: "link_buttons", text: body, links };
  return { form: "text", text: linkText(body, links) };
}

const drafts: Drafts = {
  message: ({ body, text_format }) =>
    text_format === "markdown_v1" ? { form: "text", text: body, format: text_format } : { form: "text", text: body },

  bubbles({ body, fallback, options }, channel) {
    const shown = choice("bubbles", body, fallback, options, channel);
    return shown.form === "list" ? { ...shown, button: listButton } : shown;
  },

  carousel: ({ body = "", fallback, options }, channel) => choice("carousel", body, fallback, options, channel),

  button_template({ header, body, footer, options, fallback }, channel) {
    const shown = choice("button_template", body, fallback, options, channel);
    const top = headerOn(channel, header);
    // the page says that WhatsApp and Facebook support button templates fully, but Facebook for the header's type
    if (shown.form === "button_template") return { ...shown, ...top, footer };
    return { ...shown, lost: [...top.lost, ...lostParts({ footer })] };
  },

  list_template({ headline, body, button, footer, options_headline, options, fallback }, channel) {
    const shown = choice("list_template", body, fallback, options, channel);
    if (shown.form === "list") return { ...shown, headline, button, footer, options_headline };
    const bare = options.map(({ id, label }) => ({ id, label }));
    const descriptions = options.flatMap(({ description }, index): Loss[] =>
      description === undefined ? [] : [{ part: "description", path: ["options", index, "description"] }],
    );
    return { ...shown, options: bare, lost: [...lostParts({ headline, footer, options_headline }), ...descriptions] };
  },

  button: ({ body, link }, channel) => linkButtons("", [{ body, link }], channel),

  buttons: ({ body = "", buttons }, channel) => linkButtons(body, buttons, channel),

  media: ({ link, name }, channel) =>
    factsOf(channel).media === undefined ? { form: "refused" } : { form: "file", file: { link, name } },

  // only a website has a page that could change; that the other channels ignore the event is inferred
  navigate: ({ link }, channel) =>
    channel === "web"
      ? { form: "page", links: [{ body: "", link }] }
      : { form: "nothing", lost: [{ part: "page", path: ["link"] }] },

  delay: ({ duration, typing_indicator = true }) => ({
    form: "pause",
    pause: { seconds: duration, typing: typing_indicator },
  }),

  contact_update: nothing,
  conversation_update: nothing,
  abort: nothing,
  end: nothing,
  forward_group: nothing,
  forward_skills: nothing,
  forward_any: nothing,
  note_create: nothing,
  addon_dispatch: nothing,
  email_dispatch: nothing,
};

/**
 * What a channel makes of an event: its form there, what is lost, and what goes beyond a limit. The event's payload has
 * the names and types of the protocol; check and normalise what comes from outside first.
 */
export function deliver<Name extends EventName>(event: EventOf<Name>, channel: Channel): Rendering {
  const { name, payload } = event.packet;
  const blank = { channel, event: name, text: "", options: [], links: [], lost: [], asText: [] };
  const rendering = Object.assign(blank, drafts[name](payload, channel));
  return Object.assign(rendering, { excesses: excessesOf(rendering) });
}

import { type FormattedText, parseMarkup } from "../delivery/markup.ts";
import type { Rendering } from "../delivery/rendering.ts";
import type { JsonObject } from "../input/json.ts";
import type { Markup } from "../protocol/channel-facts.ts";
import { factsOf } from "../protocol/channels.ts";

/** What is needed to tell how a text is formatted on a channel. */
export type Formattable = Pick<Rendering, "channel" | "event" | "text">;

/** The parts of a message in `markdown_v1`; `undefined` for any other text, and where the channel shows the markup itself. */
export function formattedText({ channel, event, text }: Formattable, payload: JsonObject): FormattedText | undefined {
  if (event !== "message" || payload.text_format !== "markdown_v1") return undefined;
  return Object.values(factsOf(channel).markup).includes("as is") ? undefined : parseMarkup(text);
}

/** Whether a channel shows a text the way this markup asks for. */
export function isShown(kind: string, { channel }: Pick<Formattable, "channel">): boolean {
  const { markup } = factsOf(channel);
  return Object.hasOwn(markup, kind) && markup[kind as Markup] === "shown";
}

/** The markup of a text that a channel does not show, each once. */
export function lostMarkup(rendering: Formattable, payload: JsonObject): Markup[] {
  const pieces = formattedText(rendering, payload)?.pieces ?? [];
  return [...new Set(pieces.map(({ markup }) => markup))].filter((markup) => !isShown(markup, rendering));
}

import { type MarkupPiece, mayHoldMarkup, parseMarkup } from "../../delivery/markup.ts";
import type { Markup, MarkupSupport } from "../../protocol/channel-facts.ts";
import { type Channel, factsOf } from "../../protocol/channels.ts";
import { listed } from "../../written.ts";
import type { EventNode } from "../answer.ts";
import { groupedBy, onChoices } from "../limits.ts";
import { quoted } from "../quoted.ts";
import type { Reporter, Rule } from "../rule.ts";
import { unmistakableMarkup } from "../unmistakable-markup.ts";

const longest = 24;

/** `bold ("now")`, `bold ("now" and 2 more)`. */
function pieceText(pieces: readonly MarkupPiece[]): string {
  const { markup, text } = pieces[0] as MarkupPiece;
  const characters = [...text.replace(/\n.*/s, "…")];
  const sample = characters.length > longest ? `${characters.slice(0, longest).join("")}…` : characters.join("");
  const more = pieces.length > 1 ? ` and ${pieces.length - 1} more` : "";
  return `${markup} (${quoted(sample)}${more})`;
}

const kindsOf = (pieces: readonly MarkupPiece[]): MarkupPiece[][] => groupedBy(pieces, ({ markup }) => markup);

function channelsWith(support: MarkupSupport, markup: Markup, channels: readonly Channel[]): Channel[] {
  return channels.filter((channel) => factsOf(channel).markup[markup] === support);
}

/** `no bold ("now") and no italic ("please") on sms`, once for each set of channels. */
function lossesOf(pieces: readonly MarkupPiece[], channels: readonly Channel[]) {
  const losses = kindsOf(pieces)
    .map((kind) => ({ kind, on: channelsWith("lost", (kind[0] as MarkupPiece).markup, channels) }))
    .filter(({ on }) => on.length > 0);
  return groupedBy(losses, ({ on }) => on.join()).map((group) => ({
    message: `${listed(group.map(({ kind }) => `no ${pieceText(kind)}`))} on ${listed(group[0]?.on ?? [])}`,
    on: group[0]?.on ?? [],
  }));
}

/** Markup that reads well as it is written. */
const readable: readonly Markup[] = ["list", "nested list", "block quote"];

const showsSigns = (channel: Channel, pieces: readonly MarkupPiece[]): boolean =>
  pieces.some(({ markup }) => factsOf(channel).markup[markup] === "as is" && !readable.includes(markup));

/** Says what each channel makes of a text in `markdown_v1`. */
function checkFormatted({ event, name, at, renderings }: EventNode<"message">, report: Reporter): void {
  const { body } = event.packet.payload;
  const pieces = mayHoldMarkup(body) ? parseMarkup(body).pieces : [];
  if (pieces.length === 0) return;
  const channels = renderings.map(({ channel }) => channel);
  const losses = lossesOf(pieces, channels);
  const asIs = channels.filter((channel) => showsSigns(channel, pieces));
  const clauses = [
    ...losses.map(({ message }) => message),
    ...(asIs.length > 0 ? [`the markup itself on ${listed(asIs)}`] : []),
  ];
  if (clauses.length === 0) return;
  const losesLink = pieces.some(
    ({ markup }) => markup === "hyperlink" && channelsWith("lost", markup, channels).length > 0,
  );
  report({
    at: at(["body"]),
    event: name,
    message: `the contact sees ${clauses.join("; ")}`,
    channels: channels.filter((channel) => asIs.includes(channel) || losses.some(({ on }) => on.includes(channel))),
    ...(losesLink ? { hint: "write the address itself into the text" } : {}),
  });
}

/** Says that the signs of markup are shown where nothing asks for formatting, or nothing could. */
function checkPlain({ event, name, at }: EventNode, why: string, report: Reporter): void {
  const { body } = event.packet.payload as { readonly body?: string };
  const pieces = body === undefined ? [] : unmistakableMarkup(body);
  if (pieces.length === 0) return;
  report({
    at: at(["body"]),
    event: name,
    severity: "info",
    message: `the contact sees the markup of ${listed(kindsOf(pieces).map(pieceText))}: ${why}`,
    ...(name === "message" ? { hint: '"text_format": "markdown_v1" would format it' } : {}),
    evidence: "inferred",
  });
}

export const textMarkup: Rule = {
  id: "text-markup",
  severity: "warning",
  summary: "a text has only the formatting that every channel it goes to can show",
  good: [{ name: "message", payload: { body: "We are closed today" } }],
  bad: [{ name: "message", payload: { body: "We are **closed** today", text_format: "markdown_v1" } }],
  visit: {
    message(node, report) {
      const format = node.given(["text_format"]);
      if (format === "markdown_v1") checkFormatted(node, report);
      // another value is another rule's business
      else if (format === undefined) checkPlain(node, "there is no text_format", report);
      else if (format === "plain") checkPlain(node, "text_format is plain", report);
    },
    ...onChoices((node: EventNode, report: Reporter) => checkPlain(node, "only a message can be formatted", report)),
  },
};

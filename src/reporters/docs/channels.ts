import type { ChannelFacts, LimitedForm, Part } from "../../protocol/channel-facts.ts";
import { type Channel, channelNames, factsOf, platformLimits, smsLimits } from "../../protocol/channels.ts";
import type { Limit } from "../../protocol/limit.ts";
import { code, page, paragraph, table } from "../markdown-text.ts";
import { beyondWords, limitText, trustWords } from "../reference-words.ts";

const limitCells = (limit: Limit): string[] => [limitText(limit), beyondWords[limit.beyond], limit.trust, limit.source];
const limitHead = ["at most", "beyond it", "trust", "source"];

const platformWords = {
  messageBody: "body of a `message`",
  context: "`info.context`, as compact JSON",
  contextAdvised: "`info.context`, as compact JSON",
  buttonTemplateOptions: "options of a `button_template`",
  listTemplateOptions: "options of a `list_template`",
  delayAdvised: "duration of a `delay`",
  apiRequests: "requests to the API URL for one session",
} as const satisfies Record<keyof typeof platformLimits, string>;

function platformRows(): string[][] {
  const keys = Object.keys(platformLimits) as (keyof typeof platformLimits)[];
  return keys.map((key) => [platformWords[key], ...limitCells(platformLimits[key])]);
}

const none = "–";

function overviewRow(channel: Channel): string[] {
  const { title, media, headers, clickable, window } = factsOf(channel);
  const buttons = clickable ? `${limitText(clickable.options)} with ${limitText(clickable.label)} each` : none;
  return [
    code(channel),
    title,
    media === undefined ? none : Object.keys(media).join(", "),
    headers.join(", ") || none,
    buttons,
    window === undefined ? none : limitText(window),
  ];
}

/** The limits on parts of a message, form by form. */
function formRows(channel: Channel): string[][] {
  const forms = Object.entries(factsOf(channel).limits) as [LimitedForm, Partial<Record<Part, readonly Limit[]>>][];
  return forms.flatMap(([form, parts]) =>
    Object.entries(parts).flatMap(([part, limits]) =>
      limits.map((limit) => [
        code(channel),
        form.replaceAll("_", " "),
        part.replaceAll("_", " "),
        ...limitCells(limit),
      ]),
    ),
  );
}

function ownRows(channel: Channel): string[][] {
  const { clickable, window } = factsOf(channel);
  const limits: readonly (readonly [string, Limit | undefined])[] = [
    ["options of bubbles that can be clicked", clickable?.options],
    ["label of bubbles that can be clicked", clickable?.label],
    ["time after the contact's last message", window],
  ];
  return limits.flatMap(([what, limit]) => (limit ? [[code(channel), what, ...limitCells(limit)]] : []));
}

function uniqueRows(channel: Channel): string[][] {
  const forms = Object.entries(factsOf(channel).unique);
  return forms.map(([form, parts]) => [code(channel), form.replaceAll("_", " "), parts.join(", ")]);
}

function mediaRows(channel: Channel): string[][] {
  const kinds = Object.entries(factsOf(channel).media ?? {});
  return kinds.flatMap(([kind, { size, types, typesTrust }]) => {
    if (size === undefined) return [];
    const taken = types === undefined ? "any" : `${types.join(", ")}${typesTrust ? ` (${typesTrust})` : ""}`;
    return [[code(channel), kind, ...limitCells(size), taken]];
  });
}

function smsRows(): string[][] {
  const { septets, ucs2, parts, text } = smsLimits;
  return [
    ["the only part, in the alphabet of GSM", ...limitCells(septets.one)],
    ["each of several parts, in the alphabet of GSM", ...limitCells(septets.each)],
    ["the only part, with any other character", ...limitCells(ucs2.one)],
    ["each of several parts, with any other character", ...limitCells(ucs2.each)],
    ["parts of a message", ...limitCells(parts)],
    ["a message", ...limitCells(text)],
  ];
}

function markupRows(): string[][] {
  const kinds = Object.keys(factsOf("web").markup) as (keyof ChannelFacts["markup"])[];
  return kinds.map((kind) => [kind, ...channelNames.map((channel) => factsOf(channel).markup[kind])]);
}

/** The page of all that is known of the channels, with the source of every number. */
export function channelsPage(): string {
  const trusts = Object.entries(trustWords).map(([trust, words]) => [trust, words]);
  return page([
    "# Channels and their limits",
    paragraph(
      "What ulbot knows of the platform and of the channels, and where it was read. `ulbot lint` reports an error for what the platform or the channel refuses, as far as the number comes from the platform, from the channel, or from a copy of its pages; anything else is a warning.",
    ),
    table(["trust", "read in"], trusts),
    "## The platform itself",
    table(["what", ...limitHead], platformRows()),
    "## The channels",
    table(
      ["channel", "name", "files", "headers of a button_template", "bubbles that can be clicked", "free to write for"],
      channelNames.map(overviewRow),
    ),
    table(["channel", "what", ...limitHead], channelNames.flatMap(ownRows)),
    "## Messages",
    table(["channel", "shown as", "part", ...limitHead], channelNames.flatMap(formRows)),
    "What must differ within a message:",
    table(["channel", "shown as", "part"], channelNames.flatMap(uniqueRows)),
    "## SMS",
    table(["what", ...limitHead], smsRows()),
    "## Files",
    table(["channel", "kind", ...limitHead, "types"], channelNames.flatMap(mediaRows)),
    "## Formatting",
    paragraph(
      'What each channel makes of `text_format: "markdown_v1"`. Where it is `lost` the text stays, `as is` shows the markup itself.',
    ),
    table(["markup", ...channelNames], markupRows()),
  ]);
}

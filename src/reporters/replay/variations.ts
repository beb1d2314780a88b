import type { Difference } from "../../expected/difference.ts";
import type { JsonObject } from "../../input/json.ts";
import { isObject } from "../../input/json.ts";
import { quoted } from "../../lint/quoted.ts";
import { printable } from "../../printable.ts";
import type { Channel } from "../../protocol/channels.ts";
import type { AnswerGroup, Variation } from "../../replay/variations.ts";
import { listed } from "../../written.ts";
import { counted } from "../counted.ts";
import { severityText } from "../finding-line.ts";
import { printableJson } from "../json-text.ts";
import type { View } from "../view.ts";
import { hanging } from "../wrapped.ts";
import { marks, shortened } from "./chat.ts";

type Sent = AnswerGroup["events"][number];

/** Lines of one group; what a bot says at length is in the other formats. */
const mostLines = 12;

const longestPayload = 200;

/** Forms that go without saying. */
const usual: readonly string[] = ["text", "file", "page", "pause", "nothing"];

/** " as numbered text"; "" where that goes without saying. */
function formText(event: string, form: string = "nothing"): string {
  if (form === "refused") return " refused";
  return usual.includes(form) || form === event ? "" : ` as ${form.replaceAll("_", " ")}`;
}

const on = (channels: readonly Channel[], group: readonly Channel[]): string =>
  channels.length === group.length ? "" : ` on ${listed(channels)}`;

/** The payload of what nobody sees, or all of what is no event. */
function hiddenText(sent: unknown): string {
  const packet: JsonObject = isObject(sent) && isObject(sent.packet) ? sent.packet : {};
  const shown = typeof packet.name === "string" ? packet.payload : sent;
  if (shown === undefined || (isObject(shown) && Object.keys(shown).length === 0)) return "";
  const text = printableJson(shown);
  return text.length > longestPayload ? ` ${printable(text.slice(0, longestPayload))}…` : ` ${text}`;
}

/** 'bubbles as numbered text on sms: "Choose one…"' */
function sentTexts({ event, sent, seen }: Sent, channels: readonly Channel[]): string[] {
  return seen.map(({ form, text, channels: alike }) => {
    const said = text === "" ? hiddenText(sent) : `: ${printable(quoted(text))}`;
    return `${printable(event)}${formText(event, form)}${on(alike, channels)}${said}`;
  });
}

const differenceText = ({ pointer, message }: Difference): string => printable(`at ${pointer}: ${message}`);

function groupLines({ channels, outcome, events, faults, difference }: AnswerGroup, view: View): string[] {
  const { style, width } = view;
  const sent = events.flatMap((event) => sentTexts(event, channels));
  const wrong = faults.map(({ channels: alike, message }) => {
    const text = `${printable(message)}${style.dim(on(alike, channels))}`;
    return outcome === "skipped" ? style.dim(text) : `${severityText("error", style)} ${text}`;
  });
  const silence = sent.length === 0 && outcome !== "skipped" ? [style.dim("no events")] : [];
  const place = difference ? [style.dim(`not as on ${difference.from}, ${differenceText(difference)}`)] : [];
  const lines = [...silence, ...sent, ...wrong].flatMap((text) => hanging("    ", 4, text, width).split("\n"));
  const last = place.flatMap((text) => hanging("    ", 4, text, width).split("\n"));
  const title = `  ${marks[outcome](style)} ${style.bold(listed(channels))}`;
  return [title, ...shortened(lines, mostLines, view), ...last];
}

function turnLines({ file, index, event, groups }: Variation, view: View): string[] {
  const title = `${view.style.underline(printable(file))} #${index + 1} ${printable(event)}`;
  return ["", title, ...groups.flatMap((group) => groupLines(group, view))];
}

/** Where the bot does not do the same on all channels, line by line: each such turn, and what it did on which channels. */
export function variationLines(variations: readonly Variation[], view: View): string[] {
  if (variations.length === 0) return ["the bot does the same on every channel that was played"];
  const title = `${counted(variations.length, "turn")} with answers that differ between channels`;
  return [view.style.bold(title), ...variations.flatMap((variation) => turnLines(variation, view))];
}

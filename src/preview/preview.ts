import type { Rendering } from "../delivery/rendering.ts";
import { isObject, type JsonObject } from "../input/json.ts";
import type { FileValue } from "../input/values.ts";
import { type Item, isWebhook, type Origin, readNode } from "../lint/answer.ts";
import type { Finding } from "../lint/finding.ts";
import { groupedBy } from "../lint/limits.ts";
import { createLinter, type LintSettings } from "../lint/lint.ts";
import { pointerOf } from "../lint/place.ts";
import { toldBy } from "../lint/said.ts";
import type { Channel } from "../protocol/channels.ts";
import { isEventName } from "../protocol/events/index.ts";

/** One member of an answer, with what each channel makes of it and what lint says about it. */
export interface PreviewedEvent {
  /** as it was written, whether there is such an event or not; `undefined` where it has none */
  readonly name: string | undefined;
  /** in the protocol's own names */
  readonly payload: JsonObject;
  /** one a channel; none where it is no event that could be drawn */
  readonly renderings: readonly Rendering[];
  /** errors and warnings */
  readonly findings: readonly Finding[];
}

/** The members of the answers in one file. */
export interface PreviewedFile {
  readonly file: string;
  readonly events: readonly PreviewedEvent[];
}

/** Whether there is enough of an event to draw it, whatever else is wrong with it. */
function isDrawable({ value }: Item, origin: Origin): boolean {
  if (!isObject(value) || !isObject(value.packet) || isWebhook(value, origin)) return false;
  const { name, payload = {} } = value.packet;
  return isEventName(name) && isObject(payload);
}

function nameOf({ value }: Item): string | undefined {
  const name = isObject(value) && isObject(value.packet) ? value.packet.name : undefined;
  return typeof name === "string" ? name : undefined;
}

/** The members' findings by the JSON Pointer of the member; those of the whole answer are left out. */
function findingsByItem(findings: readonly Finding[], items: readonly Item[]): Map<string, readonly Finding[]> {
  const pointers = new Set(items.map(({ path }) => pointerOf(path)));
  const itemOf = ({ pointer }: Finding): string => {
    const steps = pointer.split("/");
    const lengths = steps.map((_, index) => index + 1);
    return lengths.map((length) => steps.slice(0, length).join("/")).find((start) => pointers.has(start)) ?? "none";
  };
  return new Map(groupedBy(findings, itemOf).map((group) => [itemOf(group[0] as Finding), group]));
}

function previewItem(item: Item, findings: readonly Finding[], settings: LintSettings): PreviewedEvent {
  const node = isDrawable(item, settings) ? readNode(item, settings) : undefined;
  const { renderings = [], event } = node ?? {};
  return { name: nameOf(item), payload: event?.packet.payload ?? {}, renderings, findings };
}

/** What each channel makes of the answers in one file. Never throws, whatever they hold: what can't be drawn has no renderings. */
export function previewFile(file: string, sources: readonly FileValue[], settings: LintSettings): PreviewedFile {
  const lint = createLinter({ ...settings, severity: "warning" });
  const events = sources.flatMap((source) => {
    const { said } = toldBy(source.value);
    const items = said.flatMap((one) => one.items);
    const byItem = findingsByItem(lint(source).findings, items);
    return said.flatMap(({ entry, items }) => {
      const origin = { ...settings, fromBot: entry !== undefined };
      return items.map((item) => previewItem(item, byItem.get(pointerOf(item.path)) ?? [], origin));
    });
  });
  return { file, events };
}

/** Rules about what drawings and their notes show by themselves. */
export const drawnRules: readonly string[] = [
  "buttons-as-text",
  "carousel-as-text",
  "choice-as-text",
  "media-channel",
  "navigate-channel",
  "template-header",
  "template-parts-lost",
  "text-markup",
];

/**
 * The findings to show with an event, on all channels or on one: those that no drawing and no note tells, as these tell what
 * is beyond a limit.
 */
export function remarksOf({ findings }: PreviewedEvent, channel?: Channel): readonly Finding[] {
  const isDrawn = ({ limit, rule }: Finding): boolean => limit !== undefined || drawnRules.includes(rule);
  const concerns = ({ channels }: Finding): boolean =>
    channels.length === 0 || channel === undefined || channels.includes(channel);
  return findings.filter((finding) => concerns(finding) && !(finding.channels.length > 0 && isDrawn(finding)));
}

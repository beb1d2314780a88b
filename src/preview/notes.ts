import type { Loss, PartExcess, PayloadPath, Rendering } from "../delivery/rendering.ts";
import { isObject, type JsonObject } from "../input/json.ts";
import type { Severity } from "../lint/finding.ts";
import { groupedBy, limitFacts, severityOf } from "../lint/limits.ts";
import type { Beyond } from "../protocol/limit.ts";
import { formattedText, lostMarkup } from "./formatted.ts";
import type { PreviewedEvent } from "./preview.ts";

/** One part of an event that a note is about. */
export interface NotedPart {
  /** such as `label 2` */
  readonly name: string;
  /** what it is against its limit, such as `27/20 characters` */
  readonly size?: string;
  /** the text that the contact does not get to see */
  readonly lost?: string;
}

/** What a drawing alone can't tell: what was lost, and what is beyond a limit. */
export interface Note {
  readonly severity: Severity;
  /** what happens, such as `refused` or `lost` */
  readonly title: string;
  readonly parts: readonly NotedPart[];
}

const titles = {
  refused: "refused",
  truncated: "cut off",
  "as text": "can't be clicked",
  split: "split",
  "advised against": "longer than advised",
} as const satisfies Record<Beyond, string>;

/** Files are all that a channel refuses as such. */
const takesNoMedia: Note = { severity: "error", title: "refused", parts: [{ name: "the channel takes no media" }] };

/** "label 2" for the second option's, "options headline". */
function partName(part: string, path: PayloadPath): string {
  const index = path.find((step) => typeof step === "number");
  const name = part.replaceAll("_", " ");
  return index === undefined ? name : `${name} ${index + 1}`;
}

function titleOf(excess: PartExcess): string {
  const { beyond } = excess.limit;
  return beyond === "refused" && severityOf(excess) !== "error" ? "may be refused" : titles[beyond];
}

function excessPart(excess: PartExcess): NotedPart {
  const { got, expected, unit } = limitFacts(excess);
  return { name: partName(excess.part, excess.path), size: `${got}/${expected} ${unit}` };
}

function valueAt(payload: unknown, path: PayloadPath): unknown {
  return path.reduce<unknown>(
    (inner, step) => (inner as Record<string | number, unknown> | undefined)?.[step],
    payload,
  );
}

function lossPart({ part, path }: Loss, payload: JsonObject): NotedPart {
  const value = valueAt(payload, path);
  const text = isObject(value) ? (value.text ?? value.link) : value;
  const name = partName(part, path);
  return typeof text === "string" && text !== "" ? { name, lost: text } : { name };
}

/** The notes to a drawing of an event on a channel, what is refused first. */
export function notesOf(rendering: Rendering, payload: JsonObject): Note[] {
  const beyond = groupedBy([...rendering.asText, ...rendering.excesses], titleOf).map((group): Note => {
    const [excess] = group as [PartExcess];
    return { severity: severityOf(excess), title: titleOf(excess), parts: group.map(excessPart) };
  });
  const lost = rendering.lost.map((loss) => lossPart(loss, payload));
  const markup = lostMarkup(rendering, payload).map((name): NotedPart => ({ name }));
  return [
    ...(rendering.form === "refused" ? [takesNoMedia] : []),
    ...beyond.filter(({ severity }) => severity === "error"),
    ...beyond.filter(({ severity }) => severity !== "error"),
    ...(lost.length > 0 ? [{ severity: "warning", title: "lost", parts: lost } as const] : []),
    ...(markup.length > 0 ? [{ severity: "warning", title: "formatting lost", parts: markup } as const] : []),
  ];
}

/** The renderings of an event, those that show the contact the same together. */
export function groupsOf({ renderings, payload }: Pick<PreviewedEvent, "renderings" | "payload">): Rendering[][] {
  return groupedBy(renderings, (rendering) => {
    const notes = notesOf(rendering, payload);
    const isFormatted = formattedText(rendering, payload) !== undefined;
    // what these say of the contact's screen is in the notes; what else they say differs from channel to channel
    const hidden = { channel: undefined, lost: undefined, asText: undefined, excesses: undefined };
    return JSON.stringify({ ...rendering, ...hidden, notes, isFormatted });
  });
}

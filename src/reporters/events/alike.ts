import type { Rendering } from "../../delivery/rendering.ts";
import { groupedBy } from "../../lint/limits.ts";
import { channelsText } from "../reference-words.ts";

/** What some channels make of an event, all of them alike. */
export interface Alike {
  /** in words: "web and facebook" */
  readonly channels: string;
  /** in words: "quick replies" */
  readonly form: string;
  /** what is lost, such as ", without footer"; "" where nothing is */
  readonly losses: string;
  readonly rendering: Rendering;
}

const lookOf = (rendering: Rendering): string => JSON.stringify({ ...rendering, channel: undefined });

const words = (name: string): string => name.replaceAll("_", " ");

/** The renderings of one event, each look once. */
export function alike(renderings: readonly Rendering[]): Alike[] {
  return groupedBy(renderings, lookOf).flatMap((group) => {
    const [rendering] = group;
    if (rendering === undefined) return [];
    const { form, lost } = rendering;
    const parts = [...new Set(lost.map(({ part }) => words(part)))];
    return {
      channels: channelsText(group.map(({ channel }) => channel)),
      form: words(form),
      losses: parts.length > 0 && form !== "nothing" ? `, without ${parts.join(", ")}` : "",
      rendering,
    };
  });
}

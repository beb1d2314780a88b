import type { Rendering } from "../../delivery/rendering.ts";
import { type Channel, factsOf } from "../../protocol/channels.ts";
import { channelOf } from "../../protocol/envelope.ts";
import { type Clicked, clickedOption } from "../clicked.ts";
import type { Recorded } from "../conversation.ts";
import { rendered } from "../rendered.ts";

/** The choice that a click answers, as far as what is expected of the bot before it tells. */
function choiceBefore(turns: readonly Recorded[], place: number, { id }: Clicked): Rendering | undefined {
  for (const { expected, webhook } of turns.slice(0, place).reverse()) {
    const { answer = [], requests = [] } = expected?.expectation ?? {};
    const renderings = [...answer, ...requests.flat()].map((event) => rendered(event, channelOf(webhook)));
    const choice = renderings.findLast((rendering) => rendering?.options.some((option) => option.id === id));
    if (choice) return choice;
  }
  return undefined;
}

/** What the contact's messenger or the contact sends for an option of a choice that has been answered. */
function wordsFor({ id, label = id }: Clicked, choice: Rendering | undefined, channel: Channel): string {
  const isNumbered = choice ? choice.form === "numbered_text" : factsOf(channel).clickable === undefined;
  // where nobody knows the choice: every choice has a first option
  const place = choice?.options.findIndex((option) => option.id === id) ?? 0;
  return isNumbered ? String(place + 1) : label;
}

/** Which option of a choice is clicked once more: the same, or another one where there is another. */
export type Further = "same" | "other";

/**
 * The webhook of a further click on the choice that the click at `place` has answered: a `message` with the option's label,
 * or its number where options are numbered. `undefined` where there was no click, and on the website, where a choice is
 * answered once.
 */
export function furtherClick(turns: readonly Recorded[], place: number, further: Further): Recorded | undefined {
  const recorded = turns[place];
  const clicked = recorded && clickedOption(recorded.webhook);
  if (!clicked) return undefined;
  const channel = channelOf(recorded.webhook);
  if (channel === "web") return undefined;
  const choice = choiceBefore(turns, place, clicked);
  const other = choice?.options.find(({ id }) => id !== clicked.id);
  const body = wordsFor((further === "other" && other) || clicked, choice, channel);
  const packet = { name: "message", payload: { body } } as const;
  return { ...recorded, webhook: { ...recorded.webhook, packet } };
}

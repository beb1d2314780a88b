import type { Conversation, Recorded } from "../conversation.ts";
import { type Further, furtherClick } from "./further-click.ts";
import { varied } from "./varied.ts";

/** A way in which the network or a contact can spoil a conversation that a bot should cope with. */
export interface Mutation {
  readonly name: string;
  readonly summary: string;
  /** one conversation for each place where it can happen, or one for all; each is made when it is asked for */
  of(conversation: Conversation): Iterable<Conversation>;
}

type Turns = readonly Recorded[];

/** Where the turns were changed, and what became of them. */
type Draft = readonly [where: string, turns: Turns];

/** How long the body of a slow webhook takes, in milliseconds. */
const slowMs = 1000;

const forced = (recorded: Recorded): Recorded => ({ ...recorded, isForced: true });

function* duplicated(turns: Turns): Generator<Draft> {
  for (const [place, turn] of turns.entries()) {
    yield [`of turn ${place + 1}`, turns.toSpliced(place + 1, 0, forced(turn))];
  }
}

/** Clicks on choices that were answered before, some turns behind the click that did so. */
function* clickedAgain(turns: Turns, further: Further, turnsLater: number): Generator<Draft> {
  for (const place of turns.keys()) {
    const before = turns[place + turnsLater];
    const again = before && furtherClick(turns, place, further);
    if (!again) continue;
    const inTime = before.at === undefined ? again : { ...again, at: before.at };
    yield [`of turn ${place + 1}`, turns.toSpliced(place + turnsLater + 1, 0, inTime)];
  }
}

function* reordered(turns: Turns): Generator<Draft> {
  for (const [place, later] of turns.entries()) {
    const earlier = turns[place - 1];
    if (!earlier) continue;
    const swapped = turns.toSpliced(place - 1, 2, forced(later), forced(earlier));
    yield [`of turns ${place} and ${place + 1}`, swapped];
  }
}

function* slowed(turns: Turns): Generator<Draft> {
  if (turns.length > 0) yield ["in every turn", turns.map((turn) => ({ ...turn, dripMs: slowMs }))];
}

function mutation(name: string, summary: string, drafts: (turns: Turns) => Iterable<Draft>): Mutation {
  return {
    name,
    summary,
    *of(conversation) {
      for (const [where, turns] of drafts(conversation.turns)) {
        const label = `${name} ${where}`;
        yield varied(conversation, turns, label, { kind: "mutation", mutation: label });
      }
    },
  };
}

/** Every mutation. */
export const mutations: readonly Mutation[] = [
  mutation("duplicate", "a webhook is posted twice, as HTTP retries do", duplicated),
  mutation(
    "double-click",
    "an option is chosen twice in a row; on channels where that can be, it arrives as a message the second time",
    (turns) => clickedAgain(turns, "same", 0),
  ),
  mutation(
    "late-click",
    "an option of an answered choice is chosen a turn later; on channels where that can be, it arrives as a message",
    (turns) => clickedAgain(turns, "other", 1),
  ),
  mutation("reorder", "two webhooks arrive the wrong way round", reordered),
  mutation("slow", `the body of every webhook takes ${slowMs / 1000} s to arrive`, slowed),
];

import { computed } from "@preact/signals";
import type { Told } from "../simulator/routes/dev-wire.ts";
import { happenings } from "./store.ts";

type ToldOf<Kind extends Told["kind"]> = Extract<Told, { kind: Kind }>;

/** Something of the bot that can be drawn. */
export type Shown = Extract<Told, { drawing: unknown }>;

/** What stands in the conversation; the rest is for the inspector. */
export type Item = Shown | ToldOf<"input"> | ToldOf<"line"> | ToldOf<"answer"> | ToldOf<"request">;

const isItem = (told: Told): told is Item => {
  if (told.kind === "webhook" || told.kind === "typing") return false;
  if (told.kind === "input") return told.input.kind !== "open";
  // what was found in shown events stands there
  return (told.kind !== "answer" && told.kind !== "request") || told.remarks.length > 0;
};

export const items = computed<readonly Item[]>(() => happenings.value.filter(isItem));

const isShown = ({ kind }: Told): boolean => kind === "show" || kind === "typing" || kind === "input";

/** The bot's typing, if it is the last thing to be seen; whether it is over the clock tells. */
export const typing = computed(() => {
  const last = happenings.value.findLast(isShown);
  return last?.kind === "typing" ? last : undefined;
});

/** Whether the bot has not answered what was posted last. */
export const isWaiting = computed(() => {
  const recent = happenings.value.slice(-50);
  const answered = new Set(recent.map((told) => (told.kind === "answer" ? told.to : 0)));
  return recent.some(({ kind, number }) => kind === "webhook" && !answered.has(number));
});

const isRefusal = (told: Told | undefined): boolean => told?.kind === "line" && told.about === "impossible";

/** The option that each choice was first answered with, by the number of the choice. */
export const chosen = computed<ReadonlyMap<number, string>>(() => {
  const options = new Map<number, string>();
  for (const [index, told] of happenings.value.entries()) {
    if (told.kind !== "input" || told.input.kind !== "choose" || isRefusal(happenings.value[index + 1])) continue;
    const { choice, option } = told.input;
    if (!options.has(choice)) options.set(choice, option);
  }
  return options;
});

/** The labels of what was offered, by the number of the choice. */
const offers = computed(() => {
  const byChoice = new Map<number, Shown["drawing"]["options"]>();
  for (const told of happenings.value) {
    if (told.kind === "show" && told.choice !== undefined) byChoice.set(told.choice, told.drawing.options);
  }
  return byChoice;
});

/** What the contact's own bubble says. */
export function saidBy({ input }: ToldOf<"input">): string {
  switch (input.kind) {
    case "open":
      return "";
    case "write":
      return input.body;
    case "choose":
      return offers.value.get(input.choice)?.find(({ id }) => id === input.option)?.label ?? input.option;
    case "upload":
      return `▤ ${input.file.name ?? input.file.link ?? "a file"}`;
    case "locate":
      return `⌖ ${[input.place.name, input.place.address].filter(Boolean).join(", ") || "a place"} (${input.place.latitude}, ${input.place.longitude})`;
    case "unsubscribe":
      return input.keyword ?? "STOP";
  }
}

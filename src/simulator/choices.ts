import type { Rendering } from "../delivery/rendering.ts";
import { quoted } from "../lint/quoted.ts";
import { printable } from "../printable.ts";
import type { Session } from "./state.ts";

/** Options that the contact was shown. */
export interface Choice {
  /** from 1, in the order they were shown */
  readonly number: number;
  /** true where the contact writes a number, false where there is something to click */
  readonly isNumbered: boolean;
  readonly isAnswered: boolean;
  readonly options: readonly { readonly id: string; readonly label: string }[];
}

/** More than anybody scrolls back to, and few enough to be kept for every session. */
const rememberedChoices = 1000;

/** The session once the contact has been shown options. */
export function withChoice(session: Session, { form, options }: Rendering): Session {
  const number = session.choiceCount + 1;
  const isNumbered = form === "numbered_text";
  const shown = options.map(({ id, label }) => ({ id, label }));
  const choice = { number, isNumbered, isAnswered: false, options: shown };
  const choices = [...session.choices.slice(1 - rememberedChoices), choice];
  return { ...session, choices, choiceCount: number, numbered: isNumbered ? number : session.numbered };
}

/** The session once a choice has been answered. */
export function withAnswer(session: Session, answered: Choice): Session {
  const choices = session.choices.map((choice) => (choice === answered ? { ...choice, isAnswered: true } : choice));
  return { ...session, choices };
}

export function choiceBy({ choices }: Session, number: number | undefined): Choice | undefined {
  return choices.find((choice) => choice.number === number);
}

/** Whether an answer to it would be a click: where it is numbered nothing must have been sent since. */
function isOpen(choice: Choice, { numbered }: Session): boolean {
  return choice.isNumbered ? choice.number === numbered : !choice.isAnswered;
}

/** The choices that the contact can answer now, the latest first. */
export const openChoices = (session: Session): Choice[] =>
  session.choices.filter((choice) => isOpen(choice, session)).reverse();

export const indexOfOption = ({ options }: Choice, id: string): number => options.findIndex((each) => each.id === id);

/** The option that a text stands for as the number that is awaited. That only plain digits are a number is inferred. */
export function optionByNumber(session: Session, body: string): { choice: Choice; index: number } | undefined {
  const choice = choiceBy(session, session.numbered);
  const digits = body.trim();
  if (choice === undefined || !/^[1-9][0-9]*$/.test(digits)) return undefined;
  const index = Number(digits) - 1;
  return index < choice.options.length ? { choice, index } : undefined;
}

/** The choice that a click on an id belongs to: the last one with that id, if possible one that is still open. */
export function choiceWith(session: Session, id: string): Choice | undefined {
  const withId = session.choices.filter((choice) => indexOfOption(choice, id) !== -1);
  return withId.findLast((choice) => isOpen(choice, session)) ?? withId.at(-1);
}

/** Enough to find the one that was meant. */
const listedOptions = 13;

/** Why an option can't be chosen, with what was offered, the last first; safe to print. */
export function notOnOffer(choices: readonly Choice[], id: string): string {
  const options = choices.toReversed().flatMap((choice) => choice.options);
  const offered = [...new Map(options.map((option) => [option.id, option])).values()];
  const names = offered
    .slice(0, listedOptions)
    .map((option) => `${quoted(option.id)} (${quoted(option.label).slice(1, -1)})`);
  const more = offered.length > listedOptions ? `, and ${offered.length - listedOptions} more` : "";
  const rest = offered.length === 0 ? "the bot has offered nothing" : `the bot has offered ${names.join(", ")}${more}`;
  return printable(`the option ${quoted(id)} is not on offer: ${rest}`);
}

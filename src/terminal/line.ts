import { UlbotError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { printable } from "../printable.ts";
import { type Choice, openChoices } from "../simulator/choices.ts";
import type { ContactInput } from "../simulator/input.ts";
import type { Session } from "../simulator/state.ts";
import type { Action } from "./action.ts";
import { chatCommands } from "./commands.ts";
import { readHandWritten } from "./hand-written.ts";

const names = Object.keys(chatCommands);

async function readCommand(line: string): Promise<Action> {
  const [, name = "", text = ""] = /^\/(\S*)\s*([\s\S]*)$/.exec(line) ?? [];
  const command = Object.hasOwn(chatCommands, name) ? chatCommands[name] : undefined;
  if (command) return command.read(text.trim());
  const guess = nearest(name, names) ?? names.find((each) => name !== "" && each.startsWith(name));
  const hint = guess === undefined ? "/help shows what there is" : `did you mean /${guess}`;
  throw new UlbotError("usage", `there is no command /${printable(name)}`, { hint });
}

/** What the contact can choose from while the session goes on: what the bot has offered last. */
export const onOffer = (session: Session): Choice | undefined =>
  session.phase === "over" ? undefined : openChoices(session)[0];

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();

/** A click on what was typed: the number of an option of the latest choice, or the label of any that can be clicked. */
function clickFor(text: string, session: Session): ContactInput | undefined {
  const open = openChoices(session);
  const [latest] = open;
  const byNumber = /^[1-9][0-9]*$/.test(text) ? latest?.options[Number(text) - 1] : undefined;
  if (latest && byNumber) return { kind: "choose", choice: latest.number, option: byNumber.id };
  for (const { number, options, isNumbered } of open) {
    if (isNumbered) continue;
    // completion writes labels as they can be printed
    const option = options.find(({ label }) => same(label, text) || same(printable(label), text));
    if (option) return { kind: "choose", choice: number, option: option.id };
  }
  return undefined;
}

/**
 * What a line asks for in a session: a command after a slash, a webhook where it is JSON, a click where it names an option, else
 * a message. Throws an `UlbotError` (usage) for a command that can't be read.
 */
export async function readLine(line: string, session: Session): Promise<Action> {
  const text = line.trim();
  if (text === "") return { kind: "nothing" };
  if (text.startsWith("/")) return readCommand(text);
  if (text.startsWith("{")) return { kind: "post", webhook: readHandWritten(text) };
  return { kind: "act", input: clickFor(text, session) ?? { kind: "write", body: line } };
}

/** What a line that is being typed could become, and the part of it that this would replace. */
export function completions(line: string, { choices }: Pick<Session, "choices">): [string[], string] {
  const [, name = "", rest] = /^\/(\S*)(?:\s+(.*))?$/.exec(line) ?? [];
  if (line.startsWith("/") && rest === undefined) {
    return [names.filter((each) => each.startsWith(name)).map((each) => `/${each} `), line];
  }
  if (line.startsWith("/")) {
    const word = /\S*$/.exec(rest ?? "")?.[0] ?? "";
    const values = Object.hasOwn(chatCommands, name) ? (chatCommands[name]?.values ?? []) : [];
    return [values.filter((each) => each.startsWith(word)), word];
  }
  const labels = (choices.at(-1)?.options ?? []).map(({ label }) => printable(label));
  return [labels.filter((label) => line !== "" && label.toLowerCase().startsWith(line.toLowerCase())), line];
}

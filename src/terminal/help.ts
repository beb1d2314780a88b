import { chatCommands } from "./commands.ts";

const intro = [
  "What is typed is what the contact writes; the number or the label of an option chooses it.",
  "On a terminal ↑ and ↓ move through the options, Tab completes, Ctrl-P and Ctrl-N bring back what was typed.",
];

/** What can be typed, for people. */
export function helpText(): string {
  const rows = Object.entries(chatCommands).map(
    ([name, { takes = "", summary }]) => [`/${name} ${takes}`, summary] as const,
  );
  const width = Math.max(...rows.map(([command]) => command.length)) + 2;
  const lines = rows.map(([command, summary]) => `  ${command.padEnd(width)}${summary}`);
  return [...intro, ...lines].join("\n");
}

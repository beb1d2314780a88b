import { chatCommands } from "./commands.ts";

/** What can be typed, for people. */
export function helpText(): string {
  const rows = Object.entries(chatCommands).map(
    ([name, { takes = "", summary }]) => [`/${name} ${takes}`, summary] as const,
  );
  const width = Math.max(...rows.map(([command]) => command.length)) + 2;
  const lines = rows.map(([command, summary]) => `  ${command.padEnd(width)}${summary}`);
  return ["What is typed is what the contact writes; the number or the label of an option chooses it.", ...lines].join(
    "\n",
  );
}

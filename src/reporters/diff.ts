import { createTwoFilesPatch } from "diff";
import { printable } from "../printable.ts";
import type { Style } from "./style.ts";

const colours = { "+": "green", "-": "red", "@": "cyan" } as const satisfies Record<string, keyof Style>;

/** What changes in a file, as a unified diff that `patch -p1` takes where nothing in it had to be made printable. */
export function diffOf(file: string, before: string, after: string, style: Style): string {
  const patch = createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, { context: 3 });
  const lines = patch.replace(/^=+\n/, "").replace(/\n$/, "").split("\n");
  const coloured = lines.map((line, index) => {
    const colour = index < 2 ? "bold" : colours[line.charAt(0) as keyof typeof colours];
    // the end of a line is not a part of what it says
    const text = line.endsWith("\r") ? `${printable(line.slice(0, -1))}\r` : printable(line);
    return colour ? style[colour](text) : text;
  });
  return `${coloured.join("\n")}\n`;
}

import { statSync } from "node:fs";
import { resolve } from "node:path";
import { UlbotError } from "../errors.ts";
import { writeOutput } from "../output.ts";
import { printable } from "../printable.ts";
import type { Run } from "./command.ts";

/** Where to write to, and whether what is there may go. */
export interface NewFile {
  readonly output?: string | undefined;
  readonly force?: true | undefined;
}

/** Throws an `UlbotError` (usage) where a file is there already that nobody said may be overwritten. */
export function checkIsNew({ output, force }: NewFile, { io }: Run): void {
  if (output === undefined || force) return;
  if (!statSync(resolve(io.cwd, output), { throwIfNoEntry: false })?.isFile()) return;
  throw new UlbotError("usage", `${printable(output)} is there already`, { hint: "overwrite it with --force" });
}

/** Writes a text to a new file and says so; to standard output where no file is named. */
export async function writeNew(text: string, { output }: NewFile, { io, say }: Run): Promise<void> {
  if (output === undefined) return void io.stdout.write(text);
  await writeOutput(output, text, io.cwd);
  say(`wrote ${printable(output)}`);
}

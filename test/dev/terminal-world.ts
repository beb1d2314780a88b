import { onTestFinished } from "vitest";
import { folderOf } from "../run.ts";
import { openTerminal, type TerminalSession } from "../terminal.ts";

/** A chat on a terminal, in a folder of its own unless told; it ends with the test at the latest. */
export async function openChat(
  args: readonly string[],
  cwd?: string,
  env?: Readonly<Record<string, string>>,
): Promise<TerminalSession & { readonly cwd: string }> {
  const folder = cwd ?? (await folderOf({}));
  const terminal = openTerminal(["dev", "--terminal", ...args], folder, env);
  let hasEnded = false;
  void terminal.exit.then(() => {
    hasEnded = true;
  });
  onTestFinished(() => {
    if (!hasEnded) terminal.kill("SIGTERM");
  });
  return { ...terminal, cwd: folder };
}

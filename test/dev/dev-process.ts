import { join } from "node:path";
import { execa } from "execa";
import { expect, vi } from "vitest";

const program = join(import.meta.dirname, "../../bin/ulbot.cjs");

/** Starts `ulbot dev` as it was built, with a chat page at any port; whoever does that has to end it. */
export async function startDev(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>> = {},
) {
  const child = execa(process.execPath, [program, "dev", "--port", "0", "--api-port", "0", ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    extendEnv: false,
    reject: false,
  });
  let text = "";
  child.stderr.on("data", (chunk) => {
    text += chunk;
  });
  const said = (words: string) => vi.waitFor(() => expect(text).toContain(words), { timeout: 15_000, interval: 5 });
  await said("  bot  ");
  const [page = ""] = /http:\/\/127\.0\.0\.1:\d+\//.exec(text) ?? [];
  return { child, said, page, text: () => text };
}

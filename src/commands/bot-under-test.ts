import { freePort } from "../bot/port.ts";
import { startBot } from "../bot/process.ts";
import { UlbotError } from "../errors.ts";
import { expandFiles } from "../input/files.ts";
import { readValues } from "../input/values.ts";
import { printable } from "../printable.ts";
import { type Conversation, conversationsOf, webhooksOf } from "../replay/conversation.ts";
import type { Run } from "./command.ts";

/** What commands do with a bot that runs, or that they start, and with what was recorded for it. */

/** The conversations recorded in files. Throws an `UlbotError` where there is none. */
export async function readConversations(patterns: readonly string[], { io }: Run): Promise<Conversation[]> {
  const sources = [];
  for (const file of await expandFiles(patterns, io.cwd)) sources.push(...(await readValues(file, io)));
  const recorded = webhooksOf(sources);
  if (recorded.length === 0) throw new UlbotError("usage", `there is no webhook in ${patterns.join(", ")}`);
  return conversationsOf(recorded);
}

/** The URL asked for; where the bot is started by us and none is, a free port of this machine. */
export async function botUrl(url: string | undefined, exec: string | undefined, command: string): Promise<URL> {
  if (!url && exec) return new URL(`http://localhost:${await freePort()}/webhook`);
  if (!url) {
    const start = command === "replay" ? ", or start it with --exec 'npm start'" : "";
    const hint = `such as --url http://localhost:8000/webhook${start}`;
    throw new UlbotError("usage", `${command} has to know where the bot answers`, { hint });
  }
  if (URL.canParse(url)) return new URL(url);
  throw new UlbotError("usage", `"${printable(url)}" is no URL`, { hint: "such as http://localhost:8000/webhook" });
}

/** What `work` gives, and what the bot printed. However it ends, nothing of the bot is left running. */
export async function whileBotRuns<T>(
  command: string | undefined,
  url: URL,
  { io, globals, say }: Run,
  work: () => Promise<T>,
): Promise<{ result: T; output: string }> {
  if (!command) return { result: await work(), output: "" };
  say(`starting ${printable(command)}`);
  const onOutput = (text: string) => io.stderr.write(printable(text, { newlines: true }));
  const { cwd, env, signal } = io;
  const bot = await startBot({ command, cwd, env, url, signal, ...(globals.verbose ? { onOutput } : {}) });
  const result = await work().finally(() => bot.stop());
  return { result, output: bot.output() };
}

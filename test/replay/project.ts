import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { folderOf, type Ran, runBin, type World } from "../run.ts";
import { httpServer, type TestServer } from "../servers.ts";

/** Runs `ulbot replay` as it was built. */
export function runReplay(args: readonly string[], world?: World): Promise<Ran> {
  return runBin(["replay", ...args], world);
}

/** The path of a new folder with these files, texts and bytes as they are and anything else as JSON. */
export function folderWith(files: Readonly<Record<string, unknown>>): Promise<string> {
  const contents = Object.entries(files).map(([path, content]) => {
    const isRaw = typeof content === "string" || content instanceof Uint8Array;
    return [path, isRaw ? content : JSON.stringify(content)];
  });
  return folderOf(Object.fromEntries(contents));
}

/** The id of a session, one for each number. */
export const cidOf = (number: number): string => `chatbot::258:${number.toString(16).padStart(32, "0")}`;

interface WebhookFacts {
  readonly cid?: string;
  readonly channel?: string;
  readonly context?: unknown;
}

/** A webhook with all that the platform posts. */
export function webhook(
  name: string,
  payload: object = {},
  { cid = cidOf(1), channel = "web", context = {} }: WebhookFacts = {},
) {
  const conversation = { id: 90517, contact_channel: { state: "valid", type: channel } };
  const info = { approach_mode: "normal", cid, contact: { id: 48402 }, context, conversation, widget: { id: 1207 } };
  return { info, packet: { name, payload } };
}

export type Posted = ReturnType<typeof webhook>;

/** An event that answers a webhook. */
export function answer({ info: { cid } }: Posted, name: string, payload: object = {}, context?: object) {
  return { info: context === undefined ? { cid } : { cid, context }, packet: { name, payload } };
}

/** A bot on this machine; gives what it was posted. `undefined` stands for an empty body, a promise that stays for no answer. */
export async function bot(reply: (posted: Posted) => unknown): Promise<TestServer & { posted(): Posted[] }> {
  const server = await httpServer(async (response, { body }) => {
    const events = await reply(JSON.parse(body));
    response.writeHead(200, { "content-type": "application/json" });
    response.end(events === undefined ? "" : JSON.stringify(events));
  });
  return { ...server, posted: () => server.requests.map(({ body }) => JSON.parse(body)) };
}

/** The command line of a bot that behaves like this, see `bot.mjs`. */
export function botThat(behaviour: string): string {
  return `"${process.execPath}" "${join(import.meta.dirname, "../fixtures/replay/bot.mjs")}" "${behaviour}"`;
}

/** The ids that the bots started in a folder have written down there. */
export function pidsIn(folder: string): number[] {
  return readFileSync(join(folder, "pids"), "utf8").trim().split("\n").map(Number);
}

/** Whether a process is more than a zombie; those stay where process 1 does not bury orphans, as in many containers. */
export function isRunning(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
}

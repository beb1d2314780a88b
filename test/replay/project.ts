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

/** The command line of a bot that does what the contact writes, see `told.mjs`. */
export const toldBot = `"${process.execPath}" "${join(import.meta.dirname, "../fixtures/replay/told.mjs")}"`;

/** A conversation that begins on the website, and in which the contact writes these messages. */
export function conversation(number: number, ...bodies: string[]): Posted[] {
  const cid = cidOf(number);
  return [webhook("start", {}, { cid }), ...bodies.map((body) => webhook("message", { body }, { cid }))];
}

/** What a bot did at the time of the recording. */
export interface Did {
  /** the events of the answer */
  readonly answer?: unknown;
  readonly status?: number;
  /** for each request to the API URL its events */
  readonly requests?: readonly unknown[];
  /** milliseconds since the beginning of the recording */
  readonly at?: number;
}

/** A transcript: each webhook with what the bot did, line by line. */
export function transcript(...turns: readonly (readonly [Posted, Did])[]): string {
  const entries = turns.flatMap(([event, { answer: events = [], status = 200, requests = [], at = 0 }], index) => {
    const head = { at: new Date(Date.UTC(2026, 0, 1) + at).toISOString(), cid: event.info.cid };
    return [
      { ...(index === 0 ? { schemaVersion: 1 } : {}), ...head, kind: "webhook", event },
      { ...head, kind: "answer", status, ms: 1, events },
      ...requests.map((request) => ({ ...head, kind: "request", status: 200, events: request })),
    ];
  });
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
}

/** A turn, as the JSON report has it. */
export interface TurnReport {
  readonly file: string;
  readonly index: number;
  readonly cid: string;
  readonly event: string;
  readonly channel: string;
  readonly outcome: string;
  readonly status: number | null;
  readonly run: number;
  readonly attempt: number;
  readonly variant?: { readonly kind: string };
  readonly events: readonly {
    readonly packet: { readonly name: string; readonly payload: { readonly body?: string } };
  }[];
  readonly problems: readonly { readonly kind: string; readonly message: string }[];
  readonly findings: readonly { readonly rule: string }[];
  readonly requests: readonly {
    readonly ms: number;
    readonly status: number;
    readonly problems: readonly { readonly kind: string; readonly message: string }[];
    readonly findings: readonly { readonly rule: string }[];
  }[];
  readonly differences: readonly { readonly pointer: string; readonly message: string }[];
  readonly update?: string;
  readonly expectedFile?: string;
}

/** What a run with a JSON report gave. */
export interface Reported {
  readonly code: number | undefined;
  readonly stderr: string;
  readonly summary: Readonly<Record<string, number>>;
  readonly turns: readonly TurnReport[];
  readonly outcomes: readonly string[];
}

/** Runs `ulbot replay` as it was built, and reads its report. */
export async function reported(args: readonly string[], world?: World): Promise<Reported> {
  const { code, stdout, stderr } = await runReplay([...args, "--format", "json"], world);
  const { summary, turns } = JSON.parse(stdout || '{"summary": {}, "turns": []}') as Pick<
    Reported,
    "summary" | "turns"
  >;
  return { code, stderr, summary, turns, outcomes: turns.map(({ outcome }) => outcome) };
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

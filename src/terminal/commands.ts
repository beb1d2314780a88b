import { millisecondsOf } from "../duration.ts";
import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { channelNames, isChannel } from "../protocol/channels.ts";
import { faultForms, parseFault } from "../simulator/faults.ts";
import { sampleFiles } from "../simulator/sample-files.ts";
import type { Action } from "./action.ts";
import { readHandWritten } from "./hand-written.ts";

/** A command of the chat. */
export interface ChatCommand {
  /** what follows it, as the help writes it */
  readonly takes?: string;
  readonly summary: string;
  /** what can follow it, for completion */
  readonly values?: readonly string[];
  /** Reads what follows it. Throws an `UlbotError` (usage) for what does not fit. */
  readonly read: (text: string) => Action;
}

const mistake = (message: string): UlbotError => new UlbotError("usage", message);

function only<T extends string>(text: string, values: readonly T[]): T {
  const value = values.find((each) => each === text);
  if (value !== undefined) return value;
  throw mistake(`"${printable(text)}" is none of ${values.join(", ")}`);
}

function needed(text: string, example: string): string {
  if (text !== "") return text;
  throw mistake(`it needs something to follow it, such as ${example}`);
}

/** A name that stays in its folder. */
function fileName(text: string): string {
  if (/^[\p{L}\p{N}_][\p{L}\p{N}_. -]*$/u.test(text)) return text;
  throw mistake(`"${printable(text)}" is no name of a file; letters, digits, - and _ will do`);
}

function place(text: string): Action {
  const [, latitude, longitude] = /^(-?\d+(?:\.\d+)?)\s*[, ]\s*(-?\d+(?:\.\d+)?)$/.exec(text) ?? [];
  const isOnEarth = Math.abs(Number(latitude)) <= 90 && Math.abs(Number(longitude)) <= 180;
  if (!isOnEarth) throw mistake(`"${printable(text)}" is no place, such as 50.94,6.96: degrees north, degrees east`);
  return {
    kind: "act",
    input: { kind: "locate", place: { latitude: Number(latitude), longitude: Number(longitude) } },
  };
}

const fileNames = sampleFiles.map(({ name }) => name);

function upload(text: string): Action {
  if (URL.canParse(text) || fileNames.includes(text)) return { kind: "upload", place: text };
  const forms = `such as https://example.com/a.png, and none of ${fileNames.join(", ")}`;
  throw mistake(`"${printable(text)}" is no address of a file, ${forms}`);
}

function count(text: string): number {
  if (/^\d{1,6}$/.test(text)) return Number(text);
  throw mistake(`"${printable(text)}" is no number of turns, such as 2`);
}

function wait(text: string): Action {
  const ms = millisecondsOf(text === "" ? "5s" : text);
  if (ms === undefined) throw mistake(`"${printable(text)}" is no duration, such as 2s`);
  return { kind: "wait", ms };
}

/** All commands by their names, in the order of the help. */
export const chatCommands: Readonly<Record<string, ChatCommand>> = {
  say: {
    takes: "TEXT",
    summary: "write a text that would be taken for a choice or a command",
    read: (text) => ({ kind: "act", input: { kind: "write", body: text } }),
  },
  media: {
    takes: "NAME|URL",
    summary: `upload a file: ${fileNames.join(", ")}, or any by its address`,
    values: fileNames,
    read: upload,
  },
  location: { takes: "LAT,LON", summary: "share a place, on whatsapp_business", read: place },
  unsubscribe: {
    takes: "[WORD]",
    summary: "leave campaigns, on whatsapp_business",
    read: (text) => ({
      kind: "act",
      input: text === "" ? { kind: "unsubscribe" } : { kind: "unsubscribe", keyword: text },
    }),
  },
  json: {
    takes: "JSON",
    summary: "post a webhook by hand: its packet, or a whole one",
    read: (text) => ({ kind: "post", webhook: readHandWritten(needed(text, '{"name": "forward_failed"}')) }),
  },
  channel: {
    takes: "NAME",
    summary: "begin a new session on a channel",
    values: channelNames,
    read: (text) => ({ kind: "begin", channel: only(text, channelNames.filter(isChannel)) }),
  },
  restart: { summary: "begin a new session", read: () => ({ kind: "begin" }) },
  rewind: {
    takes: "N",
    summary: "begin a new session, and do what was done in the first N turns",
    read: (text) => ({ kind: "rewind", turns: count(text) }),
  },
  expire: { summary: "let the session time out", read: () => ({ kind: "expire" }) },
  operators: {
    takes: "on|off",
    summary: "somebody is there to take forwards, or nobody",
    values: ["on", "off"],
    read: (text) => ({ kind: "operators", available: only(text, ["on", "off"]) === "on" }),
  },
  fail: {
    takes: "NAME…|none",
    summary: `let things go wrong: ${faultForms.join(", ")}`,
    values: ["none", ...faultForms],
    read: (text) => ({
      kind: "fail",
      faults:
        text === "none"
          ? []
          : needed(text, "timeout")
              .split(/[\s,]+/)
              .map(parseFault),
    }),
  },
  context: { summary: "show the context", read: () => ({ kind: "context" }) },
  output: { summary: "show the end of what the bot has printed", read: () => ({ kind: "output" }) },
  save: {
    takes: "NAME",
    summary: "write the session to fixtures/NAME.jsonl, for ulbot replay",
    read: (text) => ({ kind: "save", name: fileName(text) }),
  },
  wait: { takes: "[TIME]", summary: "wait for the bot's next request to the API URL, 5s at most", read: wait },
  help: { summary: "show this", read: () => ({ kind: "help" }) },
  quit: { summary: "end", read: () => ({ kind: "quit" }) },
};

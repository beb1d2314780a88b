import { UlbotError } from "../errors.ts";
import { joined, stdinChunks, unzippedChunksOf } from "../input/chunks.ts";
import { decode } from "../input/decode.ts";
import { kindOf } from "../input/file-kind.ts";
import { readTextFile, stdinName } from "../input/files.ts";
import { displayName, type InputAccess } from "../input/input.ts";
import { isObject } from "../input/json.ts";
import { jsonValue } from "../input/values.ts";
import { printable } from "../printable.ts";
import { fromBotFramework } from "./bot-framework.ts";
import { fromChat } from "./chat.ts";
import { fromCurl } from "./curl.ts";
import type { Imported } from "./exchange.ts";
import { fromHar } from "./har.ts";
import type { Importer, ImportSettings, ImportSource } from "./importer.ts";
import { fromNgrok } from "./ngrok.ts";

/** The formats of other tools that can be read, in the order in which a file is held against them. */
const importers = {
  har: fromHar,
  ngrok: fromNgrok,
  "bot-framework": fromBotFramework,
  curl: fromCurl,
  chat: fromChat,
} as const satisfies Record<string, Importer>;

export type ImportFormat = keyof typeof importers;

export const importFormats = Object.keys(importers) as readonly ImportFormat[];

async function textOf(file: string, access: InputAccess): Promise<string> {
  const name = displayName(file, access);
  if (file === stdinName) return decode(await joined(stdinChunks(access.stdin, access.signal), name), name);
  if (kindOf(file).isGzip) return decode(await joined(unzippedChunksOf(file, access.cwd), name), name);
  return readTextFile(file, access.cwd);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether a file holds webhooks or a transcript already, judged by what stands first in it. */
function isRecorded({ text, value }: ImportSource): boolean {
  const [first] = [value ?? jsonOf(text.trimStart().split("\n", 1)[0] ?? "")].flat();
  return isObject(first) && (("info" in first && "packet" in first) || ("cid" in first && "kind" in first));
}

function checkIsForeign(source: ImportSource): void {
  const name = printable(source.file);
  if (source.text.trim() === "") {
    throw new UlbotError("usage", `${name} is empty`, { hint: "it should hold what another tool has saved" });
  }
  if (!isRecorded(source)) return;
  const hint = "replay, lint and export read it as it is";
  throw new UlbotError("usage", `${name} is recorded as ulbot itself does it, and needs no import`, { hint });
}

function formatOf(source: ImportSource): ImportFormat {
  const format = importFormats.find((name) => importers[name].recognises(source));
  if (format) return format;
  checkIsForeign(source);
  // what looks like JSON was meant to be JSON, and the place of the mistake is what helps
  if (source.value === undefined && /^\s*[[{]/.test(source.text)) source.json();
  const hint = `say which with --from: ${importFormats.join(", ")}`;
  throw new UlbotError("usage", `${printable(source.file)} is in none of the formats that import knows`, { hint });
}

/** Throws where a channel is asked for that a file would not take. */
function checkTakesChannel(file: string, format: ImportFormat, { channel }: ImportSettings): void {
  const { takesChannel }: Importer = importers[format];
  if (channel === undefined || takesChannel) return;
  const message = `--channel changes nothing in ${printable(file)}: the webhooks in it say where they come from`;
  const hint = `leave it out; it is for ${importFormats.filter((name) => "takesChannel" in importers[name]).join(" and ")}`;
  throw new UlbotError("usage", message, { hint });
}

/**
 * Reads a file of another tool, or standard input (`-`), in the format given or in the one it looks like. Rejects with an
 * `UlbotError` (usage) that names the file, and the line where there is one.
 */
export async function importFile(
  file: string,
  format: ImportFormat | undefined,
  settings: ImportSettings,
  access: InputAccess,
): Promise<Imported & { readonly format: ImportFormat }> {
  const text = await textOf(file, access);
  const name = displayName(file, access);
  const value = jsonOf(text);
  const json = () => (value === undefined ? jsonValue(name, text) : { file: name, text, line: 1, value });
  const source: ImportSource = { file: name, text, value, json };
  const found = format ?? formatOf(source);
  checkTakesChannel(name, found, settings);
  return { ...(await importers[found].read(source, settings)), format: found };
}

import { parseArgs } from "node:util";
import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { type Exchange, type Header, importedFrom } from "./exchange.ts";
import type { Importer, ImportSource } from "./importer.ts";
import { cmdCommands, posixCommands, type ShellCommand } from "./shell-words.ts";

const text = { type: "string" } as const;
const texts = { type: "string", multiple: true } as const;

/** The options of curl that matter here, and those with a value that must not be taken for something else. */
const options = {
  request: { ...text, short: "X" },
  header: { ...texts, short: "H" },
  data: { ...texts, short: "d" },
  "data-ascii": texts,
  "data-binary": texts,
  "data-raw": texts,
  json: texts,
  get: { type: "boolean", short: "G" },
  url: texts,
  user: { ...text, short: "u" },
  "user-agent": { ...text, short: "A" },
  cookie: { ...texts, short: "b" },
  referer: { ...text, short: "e" },
  output: { ...texts, short: "o" },
  form: { ...texts, short: "F" },
  "max-time": { ...text, short: "m" },
  proxy: { ...text, short: "x" },
} as const;

/** Options whose value may name a file, as `@file`. */
const fromFile = ["data", "data-ascii", "data-binary", "json"] as const;

function refuseFile(value: string, file: string, line: number): void {
  if (!value.startsWith("@")) return;
  const message = `${printable(file)}:${line}: the body is in ${printable(value.slice(1))}, which is not read`;
  throw new UlbotError("usage", message, { hint: "put the JSON itself into the command line" });
}

function headerOf(text: string): Header {
  const [, name = "", value = ""] = /^([^:;]*)[:;]?\s*(.*)$/s.exec(text) ?? [];
  // a variable is no secret
  return [name, value.startsWith("$") ? "" : value];
}

function exchangeOf({ words, line }: ShellCommand, file: string): Exchange {
  const { values } = parseArgs({ args: words.slice(1), options, strict: false, allowPositionals: true });
  const given = values as { readonly [Name in keyof typeof options]?: string | readonly string[] };
  const all = (name: keyof typeof options): string[] => [given[name] ?? []].flat();
  for (const value of fromFile.flatMap(all)) refuseFile(value, file, line);
  const data = [...fromFile, "data-raw" as const].flatMap(all);
  const method = values.get || data.length === 0 ? "GET" : "POST";
  return {
    method: String(values.request ?? method),
    body: data.join("&"),
    headers: all("header").map(headerOf),
  };
}

const isCurl = ({ words: [program = ""] }: ShellCommand): boolean => /^(.*[\\/])?curl(\.exe)?$/i.test(program);

function commandsIn({ text: script, file }: ImportSource): ShellCommand[] {
  // a prompt is often copied along
  const commands = script.replace(/^([$>]|PS [^>\n]*>) (?=curl)/gm, "");
  // where cmd.exe is written for, a line that goes on ends with a caret, and not within quotes
  const isForCmd = /^\W*curl(\.exe)?\s+(\^"|.*\s\^\r?$)/im.test(commands);
  return (isForCmd ? cmdCommands : posixCommands)(commands, file).filter(isCurl);
}

/** Command lines of curl, as browsers copy them for bash or cmd.exe, and as `ulbot export` writes them. */
export const fromCurl: Importer = {
  recognises: ({ text: script, value }) => value === undefined && /^\W*curl(\.exe)?\s/im.test(script),
  async read(source, { now }) {
    const exchanges = commandsIn(source).map((command) => exchangeOf(command, source.file));
    return importedFrom(exchanges, now);
  },
};

import { InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { millisecondsOf } from "../duration.ts";
import { UlbotError } from "../errors.ts";
import { nearest } from "../nearest.ts";
import { type Channel, channelNames, isChannel } from "../protocol/channels.ts";

/** Options that several commands have, and how their values are read. */

function checkedChannel(name: string): Channel {
  if (isChannel(name)) return name;
  const guess = nearest(name, channelNames) ?? channelNames.find((channel) => channel.startsWith(name));
  const question = guess === undefined || name === "" ? "" : `; did you mean ${guess}`;
  throw new InvalidArgumentError(
    `"${name}" is no channel${question}; the channels are all, ${channelNames.join(", ")}`,
  );
}

/** Reads a comma-separated list of channels; `all` stands for every one. */
export function parseChannels(text: string): readonly Channel[] {
  const names = text.split(",").map((name) => name.trim());
  return names.includes("all") ? channelNames : [...new Set(names.map(checkedChannel))];
}

export const channelOption = (what = "channels to lint for") =>
  new Option("--channel <list>", `${what}, separated by commas`).argParser(parseChannels);

/** Reads a duration such as `500ms`, `5s` or `1m`, a bare number being seconds; gives milliseconds. */
export function parseDuration(text: string): number {
  const duration = millisecondsOf(text);
  if (duration !== undefined) return duration;
  throw new InvalidArgumentError(`"${text}" is no duration; write it as 500ms, 5s or 1m`);
}

/** Reads a duration that may be none at all, such as `0`; gives milliseconds. */
export const parseWait = (text: string): number => (/^0+(ms|s|m)?$/.test(text.trim()) ? 0 : parseDuration(text));

/** Reads a number from 0. */
export function parseCount(text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(count)) return count;
  throw new InvalidArgumentError(`"${text}" is no whole number from 0`);
}

/** Reads the number of a port, where 0 stands for any that is free. */
export function parsePort(text: string): number {
  const port = parseCount(text);
  if (port <= 65_535) return port;
  throw new InvalidArgumentError("a port is a number from 0 to 65535, where 0 stands for any that is free");
}

/** Reads a header as `Name: value` and adds it to those given before. */
function parseHeader(text: string, previous: readonly (readonly [string, string])[]): [string, string][] {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):\s*([^\r\n]*)$/.exec(text.trim()) ?? [];
  // not an InvalidArgumentError: commander repeats the argument then, and with it the secret
  if (name === undefined || value === undefined) throw new UlbotError("usage", "a header is written as 'Name: value'");
  return [...previous.map(([key, content]): [string, string] => [key, content]), [name, value]];
}

export const headerOption = (what = "header the platform sends, 'Name: value'; can be given again") =>
  new Option("--header <header>", what).argParser(parseHeader).default([] as [string, string][], "none");

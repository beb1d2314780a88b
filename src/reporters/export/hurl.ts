import type { RecordedExchange } from "../../exchange/recorded.ts";
import { isObject } from "../../input/json.ts";
import { printable } from "../../printable.ts";
import { printableJson } from "../json-text.ts";
import { plainUrl, type Script, variableOf, withoutTemplates } from "./script.ts";

const escaped = (text: string, special: RegExp): string =>
  text.toWellFormed().replace(special, (character) => `\\u{${character.charCodeAt(0).toString(16)}}`);

/** A text in double quotes, as Hurl reads it. */
const quoted = (text: string): string => `"${escaped(text, /["\\{}\x00-\x1f\x7f]/g)}"`;

/** Hurl knows no half characters; a body that has one is given by its bytes. */
function bodyOf(webhook: unknown): string {
  const json = printableJson(webhook, 2);
  const isWhole = !/(?<!\\)(?:\\\\)*\\u[dD][89a-fA-F]/.test(json);
  return isWhole ? withoutTemplates(json) : `base64,${Buffer.from(json).toString("base64")};`;
}

const nameOf = (event: unknown): unknown => (isObject(event) && isObject(event.packet) ? event.packet.name : undefined);

/** Which events the bot answered with; whatever else is in them may change from run to run. */
function assertsOf({ answer }: RecordedExchange): string[] {
  if (!answer) return [];
  const { body } = answer;
  const places: [path: string, event: unknown][] = Array.isArray(body)
    ? body.map((event, index) => [`$[${index}]`, event])
    : [["$", body]];
  return places.flatMap(([path, event]) => {
    const name = nameOf(event);
    return typeof name === "string" ? [`jsonpath "${path}.packet.name" == ${quoted(name)}`] : [];
  });
}

function entryFor(exchange: RecordedExchange, { url, headers }: Script): string {
  const { file, webhook, answer } = exchange;
  const asserts = assertsOf(exchange);
  const lines = [
    `# ${printable(`${file}: ${webhook.info.cid}, ${webhook.packet.name}`)}`,
    `POST ${plainUrl(url)}`,
    "Content-Type: application/json",
    ...headers.map((name) => `${escaped(name, /[^\w-]/g)}: {{${variableOf(name).toLowerCase()}}}`),
    bodyOf(webhook),
    `HTTP ${answer?.status ?? 200}`,
    ...(asserts.length > 0 ? ["[Asserts]", ...asserts] : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** A file for Hurl, in which each webhook is an entry; values of headers are its variables. */
export function hurlFile(script: Script): string {
  return script.conversations.flatMap((exchanges) => exchanges.map((one) => entryFor(one, script))).join("\n");
}

import { readText, tooLarge } from "../bot/body.ts";
import { isObject, type Json, parseJson } from "../input/json.ts";
import { envelopeFaults, type Item, itemsOf } from "../lint/answer.ts";
import type { Finding } from "../lint/finding.ts";
import { lintText } from "../lint/lint.ts";
import { pointerOf } from "../lint/place.ts";
import { answerList } from "../lint/rules/answer-list.ts";
import { envelope } from "../lint/rules/envelope.ts";
import { jsonSyntax } from "../lint/rules/json-syntax.ts";
import { printable } from "../printable.ts";
import { type Refusal, refusal } from "./api-request.ts";

/** What the body of a request holds. */
export interface RequestBody {
  readonly text: string;
  readonly items: readonly Item[];
  /** the sessions that its events name, each once */
  readonly cids: readonly string[];
  /** why it can't be read as events, if so */
  readonly refusal?: Refusal;
  /** where that is, as lint says it */
  readonly findings: readonly Finding[];
}

// a hundred times what the largest context may be
const maxBytes = 1024 ** 2;

/** How findings call a request: no file has it. */
export const requestName = "<request>";

const unread = (why: Refusal): RequestBody => ({ text: "", items: [], cids: [], refusal: why, findings: [] });

/** Reads the body of a request, and as far as that is possible the events in it; `undefined` where it doesn't come whole. */
export async function readBody(request: Request): Promise<RequestBody | undefined> {
  const bytes = await bytesOf(request);
  if (bytes === "cut") return undefined;
  if (bytes === "too large") return unread(refusal("size", `the body ${tooLarge(maxBytes).message}`));
  const text = await readText(bytes, request.headers.get("content-encoding") ?? undefined, maxBytes);
  if (typeof text === "string") return readEvents(text);
  return unread(refusal(text.failure === "too-large" ? "size" : "encoding", `the body ${text.message}`));
}

/** The bytes of a body of up to 1 MB. The middleware that Hono has for this needs its own Request. */
export async function bytesOf({ headers, body }: Request): Promise<Uint8Array | "too large" | "cut"> {
  if (Number(headers.get("content-length")) > maxBytes) return "too large";
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body ?? []) {
      size += chunk.length;
      if (size > maxBytes) return "too large";
      chunks.push(chunk);
    }
  } catch {
    return "cut";
  }
  return Buffer.concat(chunks);
}

function readEvents(text: string): RequestBody {
  const json = parseJson(text);
  const items = json.faults.length === 0 && !isWrapped(json.value) ? itemsOf(json.value) : [];
  const why = whyNoEvents(json, items);
  const read = { text, items, cids: cidsOf(items) };
  return why ? { ...read, refusal: why, findings: findingsOf(json) } : { ...read, findings: [] };
}

function cidsOf(items: readonly Item[]): string[] {
  const cids = items.map(({ value }) => (isObject(value) && isObject(value.info) ? value.info.cid : undefined));
  return [...new Set(cids.filter((cid) => typeof cid === "string"))];
}

const isWrapped = (value: unknown): boolean =>
  isObject(value) && Object.hasOwn(value, "response") && !Object.hasOwn(value, "packet");

function whyNoEvents(json: Json, items: readonly Item[]): Refusal | undefined {
  const { text, value, faults } = json;
  const wanted = "it has to be an event or a list of events";
  if (text.trim() === "") return refusal("json", `the body is empty, but ${wanted}`);
  if (faults.length > 0) return refusal("json", `the body cannot be read as JSON: ${faultText(json)}`);
  if (isWrapped(value)) {
    return refusal("envelope", 'the body is {"response": …}, but it has to be only what stands in there');
  }
  if (items.length === 0) return refusal("envelope", `the body is an empty list, but ${wanted}`);
  const [fault] = items.flatMap(({ value: item, path }) =>
    envelopeFaults(item, { fromBot: true }).map((each) => ({ ...each, path: [...path, ...each.path] })),
  );
  return fault && refusal("envelope", placed(pointerOf(fault.path), fault.message));
}

/** A message with the place it is about, a JSON Pointer from the body; nothing is said of the body's own place. */
export function placed(pointer: string, message: string): string {
  return printable(pointer === "" ? message : `${pointer}: ${message}`);
}

function faultText({ text, faults: [fault] }: Json): string {
  const lines = text.slice(0, fault?.start).split("\n");
  return `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1} ${printable(fault?.message ?? "")}`;
}

const settings = { channels: [], rules: { [answerList.id]: "off" }, fromBot: true } as const;
const rules: readonly string[] = [jsonSyntax.id, envelope.id];

/** What lint says of a body that can't be read; the channel does not matter for it. */
function findingsOf(json: Json): Finding[] {
  const { findings } = lintText({ file: requestName, text: json.text, json }, settings);
  return findings.filter(({ rule }) => rules.includes(rule));
}

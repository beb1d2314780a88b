import * as z from "zod/mini";
import { readText } from "../bot/body.ts";
import { isObject } from "../input/json.ts";
import { type FileValue, failureAt } from "../input/values.ts";
import { type Exchange, type ExchangeResponse, type Header, importedFrom } from "./exchange.ts";
import type { Importer } from "./importer.ts";

/** What of the answer of the agent's `GET /api/requests/http` is read. */
const message = { headers: z.nullish(z.record(z.string(), z.array(z.string()))), raw: z.nullish(z.string()) };
const captured = z.looseObject({
  start: z.nullish(z.string()),
  /** in nanoseconds */
  duration: z.nullish(z.number()),
  request: z.looseObject({ method: z.string(), ...message }),
  response: z.nullish(z.looseObject({ status_code: z.number(), ...message })),
});
const list = z.looseObject({ requests: z.array(captured) });

type Captured = z.output<typeof captured>;
type Message = NonNullable<Captured["response"]> | Captured["request"];

const maxBytes = 64 * 1024 ** 2;

const headersOf = ({ headers }: Message): Header[] =>
  Object.entries(headers ?? {}).flatMap(([name, values]) => values.map((value): Header => [name, value]));

const encodingOf = (of: Message): string | undefined =>
  headersOf(of).find(([name]) => name.toLowerCase() === "content-encoding")?.[1];

/** A body that was sent in chunks, in one piece; as much of it as was captured. */
function dechunked(body: Buffer): Buffer {
  const chunks: Buffer[] = [];
  for (let at = 0; ; ) {
    const lineEnd = body.indexOf("\r\n", at);
    const size = lineEnd === -1 ? 0 : Number.parseInt(body.toString("latin1", at, lineEnd), 16);
    if (!(size > 0)) return Buffer.concat(chunks);
    const start = lineEnd + 2;
    chunks.push(body.subarray(start, start + size));
    at = start + size + 2;
  }
}

/** The text of a message's body, of which ngrok has the bytes with the head before them; empty where it is no text. */
async function bodyOf(of: Message): Promise<string> {
  const raw = Buffer.from(of.raw ?? "", "base64");
  const headEnd = raw.indexOf("\r\n\r\n");
  if (headEnd === -1) return "";
  const isChunked = /^transfer-encoding:.*\bchunked\b/im.test(raw.toString("latin1", 0, headEnd));
  const bytes = raw.subarray(headEnd + 4);
  const text = await readText(isChunked ? dechunked(bytes) : bytes, encodingOf(of), maxBytes);
  return typeof text === "string" ? text : "";
}

async function responseOf({ response, duration }: Captured): Promise<ExchangeResponse | undefined> {
  if (!response) return undefined;
  return { status: response.status_code, ms: Math.round((duration ?? 0) / 1e6), body: await bodyOf(response) };
}

async function exchangeOf(one: Captured): Promise<Exchange> {
  const at = Date.parse(one.start ?? "");
  return {
    method: one.request.method,
    body: await bodyOf(one.request),
    headers: headersOf(one.request),
    at: Number.isNaN(at) ? undefined : at,
    response: await responseOf(one),
  };
}

const isCaptured = (value: unknown): boolean =>
  isObject(value) && isObject(value.request) && typeof value.request.raw === "string";

/** The list, or the one request that stands alone, in the order they came: ngrok has the newest first. */
function requestsIn(source: FileValue): Captured[] {
  const { value } = source;
  const isAlone = isCaptured(value);
  const { data, error } = list.safeParse(isAlone ? { requests: [value] } : value);
  if (data) return data.requests.toReversed();
  const path = (error.issues[0]?.path.slice(isAlone ? 2 : 0) ?? []) as (string | number)[];
  const hint = "save it with: curl http://localhost:4040/api/requests/http";
  throw failureAt(source, path, `${path.join(".") || "this"} is not as ngrok's agent writes it`, hint);
}

/** What the inspector of ngrok's agent has captured. */
export const fromNgrok: Importer = {
  recognises: ({ value }) =>
    isCaptured(value) || (isObject(value) && Array.isArray(value.requests) && value.requests.every(isCaptured)),
  async read(source, { now }) {
    const exchanges = await Promise.all(requestsIn(source.json()).map(exchangeOf));
    return importedFrom(exchanges, now);
  },
};

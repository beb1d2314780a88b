import * as z from "zod/mini";
import { isObject } from "../input/json.ts";
import { type FileValue, failureAt } from "../input/values.ts";
import { type Exchange, type ExchangeResponse, importedFrom } from "./exchange.ts";
import type { Importer } from "./importer.ts";

/** What of HAR 1.2 is read; tools leave out much of it, and fill in `null`. */
const text = z.nullish(z.looseObject({ text: z.nullish(z.string()), encoding: z.nullish(z.string()) }));
const harEntry = z.looseObject({
  startedDateTime: z.nullish(z.string()),
  time: z.nullish(z.number()),
  request: z.looseObject({
    method: z.string(),
    headers: z.nullish(z.array(z.looseObject({ name: z.string(), value: z.nullish(z.string()) }))),
    postData: text,
  }),
  response: z.nullish(z.looseObject({ status: z.nullish(z.number()), content: text })),
});
const har = z.looseObject({ log: z.looseObject({ entries: z.array(harEntry) }) });

type HarEntry = z.output<typeof harEntry>;

const textOf = (content: z.output<typeof text>): string =>
  content?.encoding === "base64" ? Buffer.from(content.text ?? "", "base64").toString() : (content?.text ?? "");

/** Requests that nobody answered have the status 0. */
function responseOf({ response, time }: HarEntry): ExchangeResponse | undefined {
  if (!response?.status || response.status < 100) return undefined;
  return { status: response.status, ms: Math.max(0, Math.round(time ?? 0)), body: textOf(response.content) };
}

function exchangeOf(entry: HarEntry): Exchange {
  const { request, startedDateTime } = entry;
  const at = Date.parse(startedDateTime ?? "");
  return {
    method: request.method,
    body: textOf(request.postData),
    headers: (request.headers ?? []).map(({ name, value }) => [name, value ?? ""]),
    at: Number.isNaN(at) ? undefined : at,
    response: responseOf(entry),
  };
}

function entriesIn(source: FileValue): HarEntry[] {
  const { data, error } = har.safeParse(source.value);
  if (data) return data.log.entries;
  const path = (error.issues[0]?.path ?? []) as (string | number)[];
  const hint = 'a HAR is {"log": {"entries": [{"request": …, "response": …}]}}';
  throw failureAt(source, path, `${path.join(".") || "this"} is not as in a HAR`, hint);
}

/** HAR 1.2, as browsers, mitmproxy, Charles and Proxyman save it. */
export const fromHar: Importer = {
  recognises: ({ value }) => isObject(value) && isObject(value.log) && Array.isArray(value.log.entries),
  read: async (source, { now }) => importedFrom(entriesIn(source.json()).map(exchangeOf), now),
};

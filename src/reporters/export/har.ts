import type { Entry, Har } from "har-format";
import type { RecordedExchange } from "../../exchange/recorded.ts";
import { jsonText } from "../json-text.ts";
import { type Script, variableOf } from "./script.ts";

const mimeType = "application/json";
const nothingElse = { httpVersion: "HTTP/1.1", cookies: [], headersSize: -1 };

const sizeOf = (text: string): number => Buffer.byteLength(text);

/** An answer that nobody recorded has the status 0, as requests without one have in browsers. */
function responseOf({ answer }: RecordedExchange): Entry["response"] {
  const body = answer?.body ?? "";
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return {
    ...nothingElse,
    status: answer?.status ?? 0,
    statusText: "",
    headers: answer ? [{ name: "content-type", value: mimeType }] : [],
    content: { size: sizeOf(text), mimeType, text },
    redirectURL: "",
    bodySize: sizeOf(text),
  };
}

function requestOf({ webhook }: RecordedExchange, { url, headers }: Script): Entry["request"] {
  const text = JSON.stringify(webhook);
  return {
    ...nothingElse,
    method: "POST",
    url: url.href,
    headers: [
      { name: "content-type", value: mimeType },
      ...headers.map((name) => ({ name, value: `$${variableOf(name)}` })),
    ],
    queryString: [...url.searchParams].map(([name, value]) => ({ name, value })),
    postData: { mimeType, text },
    bodySize: sizeOf(text),
  };
}

/** A HAR 1.2; what was recorded without a time comes a second after what was before it. */
export function harFile(script: Script): string {
  const entries = script.conversations.flat().map((exchange, index) => {
    const time = exchange.answer?.ms ?? 0;
    return {
      startedDateTime: exchange.at ?? new Date(script.now + index * 1000).toISOString(),
      time,
      request: requestOf(exchange, script),
      response: responseOf(exchange),
      cache: {},
      timings: { send: 0, wait: time, receive: 0 },
    };
  });
  const har: Har = { log: { version: "1.2", creator: { name: "ulbot", version: script.version }, entries } };
  return jsonText(har);
}

import type { RecordedExchange } from "../../exchange/recorded.ts";
import { printable } from "../../printable.ts";
import { cidShape, type WebhookEvent } from "../../protocol/envelope.ts";
import { printableJson } from "../json-text.ts";
import { plainUrl, type Script, variableOf, withoutTemplates } from "./script.ts";

/** The webhook as JSON, for a session of its own in each virtual user. */
function bodyOf({ info: { cid, ...info }, ...webhook }: WebhookEvent): string {
  const prefix = cidShape.test(cid) ? cid.slice(0, cid.lastIndexOf(":") + 1) : "chatbot::1:";
  const json = withoutTemplates(printableJson({ info: { cid: "", ...info }, ...webhook }));
  return json.replace('"cid":""', () => `"cid":"${prefix}{{ $uuid }}"`);
}

function scenarioOf(exchanges: readonly RecordedExchange[], number: number, { url }: Script) {
  const { pathname, search } = new URL(plainUrl(url));
  const flow = exchanges.map(({ webhook }) => ({
    post: { url: pathname + search, body: bodyOf(webhook), expect: { statusCode: 200 } },
  }));
  return { name: printable(`${number} in ${exchanges[0]?.file}`), flow };
}

const introduction = (headers: readonly string[]): string =>
  [
    " Run it with: artillery run FILE",
    " Every virtual user plays one of the scenarios, with a session id of its own. How many come, and for how long, is",
    " up to phases.",
    ...headers.map((name) => ` ${variableOf(name)} in the environment has to hold the value of the header ${name}.`),
  ].join("\n");

/** A script for Artillery 2, in which each conversation is a scenario. */
export async function artilleryScript(script: Script): Promise<string> {
  const { Document } = await import("yaml");
  const headers = script.headers.map((name) => [name, `{{ $env.${variableOf(name)} }}`]);
  const document = new Document({
    config: {
      target: script.url.origin,
      phases: [{ duration: 60, arrivalRate: 5 }],
      http: { defaults: { headers: { "content-type": "application/json", ...Object.fromEntries(headers) } } },
      plugins: { expect: { outputFormat: "silent" } },
    },
    scenarios: script.conversations.map((exchanges, index) => scenarioOf(exchanges, index + 1, script)),
  });
  document.commentBefore = introduction(script.headers);
  return document.toString({ lineWidth: 0 });
}

import { readText } from "../bot/body.ts";
import { isObject, parseJson } from "../input/json.ts";
import { envelopeFaults } from "../lint/answer.ts";
import type { WebhookEvent } from "../protocol/envelope.ts";
import { type Body, mostBytes } from "./capture.ts";

/** The JSON value of a body; `undefined` where it holds none, or more than is recorded. */
async function jsonIn({ bytes, encoding }: Body): Promise<unknown> {
  if (bytes === undefined) return undefined;
  const text = await readText(bytes, encoding, mostBytes);
  return typeof text === "string" ? parseJson(text).value : undefined;
}

/** The webhook that a body is; `undefined` where it is none. A name that nobody knows may be new, and is one. */
export async function webhookIn(body: Body): Promise<WebhookEvent | undefined> {
  const value = await jsonIn(body);
  if (envelopeFaults(value, { fromBot: true }).length > 0) return undefined;
  const webhook = value as WebhookEvent;
  return webhook.info.cid === "" ? undefined : webhook;
}

/** The events of an answer, as the bot wrote them; none where it wrote nothing, or no JSON. */
export async function eventsIn(body: Body): Promise<unknown> {
  return (await jsonIn(body)) ?? [];
}

/** The events of a request to the API URL by their sessions; none where they name no session. */
export async function eventsBySession(body: Body): Promise<Map<string, unknown[]>> {
  const value = await jsonIn(body);
  const sessions = new Map<string, unknown[]>();
  for (const event of Array.isArray(value) ? value : [value]) {
    const cid = isObject(event) && isObject(event.info) ? event.info.cid : undefined;
    if (typeof cid !== "string" || cid === "") continue;
    sessions.set(cid, [...(sessions.get(cid) ?? []), event]);
  }
  return sessions;
}

import type { WebhookEvent } from "ulbot";
import { HttpError } from "./http-error.ts";

/** Objects and lists in each other, at most: far more than the platform sends. */
const depthLimit = 100;

/** Reads the body of a webhook. Throws 400 where it is not JSON, or not of the shape that answers rely on. */
export function parseWebhook(text: string): WebhookEvent {
  const webhook = objectOr400(parseJson(text), "the body");
  if (isDeeper(webhook, depthLimit)) throw new HttpError(400, `the body is nested deeper than ${depthLimit} levels`);
  const { info, packet } = webhook;
  const { cid, context } = objectOr400(info, "info");
  const { name, payload } = objectOr400(packet, "packet");
  textOr400(cid, "info.cid");
  objectOr400(context ?? {}, "info.context");
  textOr400(name, "packet.name");
  const content = objectOr400(payload ?? {}, "packet.payload");
  checkContent(String(name), content);
  return { info, packet: { name, payload: content } } as WebhookEvent;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, "the body is not JSON");
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1));
}

function checkContent(name: string, { body, value }: Record<string, unknown>): void {
  if (name === "message" || (body ?? null) !== null) textOr400(body, "packet.payload.body");
  if (name !== "click") return;
  const { id, label } = objectOr400(value, "packet.payload.value");
  textOr400(id, "packet.payload.value.id");
  textOr400(label ?? "", "packet.payload.value.label");
}

function objectOr400(value: unknown, what: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw new HttpError(400, `${what} is not an object`);
}

function textOr400(value: unknown, what: string): void {
  if (typeof value !== "string") throw new HttpError(400, `${what} is not a text`);
}

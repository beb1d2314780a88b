import type { WebhookEvent } from "ulbot";
import { HttpError } from "./http-error.ts";

/** Reads the body of a webhook. Throws 400 where it is not JSON, or lacks what an answer needs. */
export function parseWebhook(text: string): WebhookEvent {
  const value = parseJson(text) as Partial<WebhookEvent> | null;
  const { info, packet } = value ?? {};
  if (typeof info?.cid !== "string") throw new HttpError(400, "info.cid is missing");
  if (typeof packet?.name !== "string") throw new HttpError(400, "packet.name is missing");
  const webhook = { info, packet: { ...packet, payload: packet.payload ?? {} } } as WebhookEvent;
  checkPayload(webhook);
  return webhook;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, "the body is not JSON");
  }
}

function checkPayload({ packet }: WebhookEvent): void {
  if (packet.name === "message" && typeof packet.payload.body !== "string") {
    throw new HttpError(400, "packet.payload.body is missing");
  }
  if (packet.name === "click" && typeof packet.payload.value?.id !== "string") {
    throw new HttpError(400, "packet.payload.value.id is missing");
  }
}

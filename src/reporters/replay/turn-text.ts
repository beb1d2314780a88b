import { isObject, type JsonObject } from "../../input/json.ts";
import { printable } from "../../printable.ts";
import type { Turn } from "../../replay/turn.ts";
import { printableJson } from "../json-text.ts";

/** "3.1 ms", "5.0 s". */
export function timeText(ms: number): string {
  return ms < 999.95 ? `${ms.toFixed(1)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** The payload of a webhook, whatever it holds. */
export function payloadOf({ webhook }: Pick<Turn, "webhook">): JsonObject {
  return (webhook.packet.payload ?? {}) as JsonObject;
}

/** What the contact wrote, chose or uploaded, as it was sent; `undefined` where it was nothing of the kind. */
export function saidBy(turn: Pick<Turn, "webhook">): string | undefined {
  const payload = payloadOf(turn);
  const value: JsonObject = isObject(payload.value) ? payload.value : {};
  const parts = [payload.body, value.label, value.id, payload.name, payload.link];
  return parts.find((part): part is string => typeof part === "string");
}

/** What the contact wrote, chose or uploaded, else the whole payload; safe to print. */
export function saidText(turn: Pick<Turn, "webhook">): string {
  const said = saidBy(turn);
  if (said !== undefined) return printable(said);
  const payload = payloadOf(turn);
  return Object.keys(payload).length > 0 ? printableJson(payload) : "";
}

/** What tells a conversation from others with the same webhooks: "as telegram", "run 2", "attempt 3". */
export function variety({ variant, run, attempt }: Pick<Turn, "variant" | "run" | "attempt">): string[] {
  const kind = variant?.kind === "channel" ? `as ${variant.channel}` : variant?.mutation;
  return [
    ...(kind === undefined ? [] : [kind]),
    ...(run > 1 ? [`run ${run}`] : []),
    ...(attempt > 1 ? [`attempt ${attempt}`] : []),
  ];
}

/** "fixtures/a.json #1 start", with what tells the conversation from others; not yet safe to print. */
export function turnName(turn: Turn): string {
  const names = variety(turn);
  return `${turn.file} #${turn.index + 1} ${turn.event}${names.length > 0 ? ` (${names.join(", ")})` : ""}`;
}

/** The same for all turns of one conversation in one file, and for no others. */
export function conversationKey(turn: Turn): string {
  return JSON.stringify([turn.file, turn.cid, turn.channel, ...variety(turn)]);
}

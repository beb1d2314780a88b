import type { Path } from "../input/locate.ts";
import { type FileValue, failureAt } from "../input/values.ts";
import { nearest } from "../lint/nearest.ts";
import { type WebhookEvent, webhookEnvelope, webhookOnlyInfo } from "../protocol/envelope.ts";
import { isEventName } from "../protocol/events/index.ts";
import { isWebhookName, webhookNames } from "../protocol/webhooks/index.ts";

/** A recorded webhook and where it stands. */
export interface Recorded {
  readonly file: string;
  /** its place among the webhooks of the file, from 0 */
  readonly index: number;
  readonly webhook: WebhookEvent;
}

/** The webhooks of one session, in the order they were recorded. */
export interface Conversation {
  readonly cid: string;
  readonly turns: readonly Recorded[];
}

/** Throws for a name that the platform does not post. A new one is fine where the rest shows that it was posted. */
function checkName(name: string, info: object, fail: (message: string, hint?: string) => never): void {
  const isPosted = webhookOnlyInfo.some((key) => Object.hasOwn(info, key));
  if (isWebhookName(name) || (isPosted && !isEventName(name))) return;
  if (isEventName(name)) {
    fail(`${name} is an event that a bot sends, but replay posts what the platform sends`, "lint it: ulbot lint FILE");
  }
  const guess = nearest(name, webhookNames);
  fail(`there is no webhook event "${name}"`, guess ? `did you mean ${guess}` : `they are ${webhookNames.join(", ")}`);
}

function webhookAt(source: FileValue, value: unknown, path: Path): WebhookEvent {
  const fail = (message: string, hint?: string): never => {
    throw failureAt(source, path, message, hint);
  };
  const checked = webhookEnvelope.safeParse(value);
  if (!checked.success) {
    const [issue] = checked.error.issues;
    const inside = (issue?.path ?? []) as Path;
    const what = inside.length > 0 ? `${inside.join(".")}: ${issue?.message}` : "this is no webhook of the platform";
    throw failureAt(source, [...path, ...inside], what, 'a webhook is {"info": {"cid": …}, "packet": {"name": …}}');
  }
  checkName(checked.data.packet.name, checked.data.info, fail);
  // replay posts the webhook as it was recorded; its payload is the recording's business
  return value as WebhookEvent;
}

/** The webhooks of some files, one after the other. Throws an `UlbotError` with the place of what is none. */
export function webhooksOf(sources: readonly FileValue[]): Recorded[] {
  const counts = new Map<string, number>();
  const recorded: Recorded[] = [];
  for (const source of sources) {
    const values = Array.isArray(source.value) ? source.value.map((value, index) => ({ value, path: [index] })) : [];
    const items = Array.isArray(source.value) ? values : [{ value: source.value, path: [] }];
    for (const { value, path } of items) {
      const index = counts.get(source.file) ?? 0;
      counts.set(source.file, index + 1);
      recorded.push({ file: source.file, index, webhook: webhookAt(source, value, path) });
    }
  }
  return recorded;
}

/** Sorts webhooks into conversations by their cid, in the order in which the conversations begin. */
export function conversationsOf(recorded: readonly Recorded[]): Conversation[] {
  const conversations = new Map<string, Recorded[]>();
  for (const turn of recorded) {
    const { cid } = turn.webhook.info;
    const turns = conversations.get(cid) ?? [];
    turns.push(turn);
    conversations.set(cid, turns);
  }
  return [...conversations].map(([cid, turns]) => ({ cid, turns }));
}

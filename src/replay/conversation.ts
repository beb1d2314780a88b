import type { Expected } from "../expected/difference.ts";
import { isObject } from "../input/json.ts";
import type { Path } from "../input/locate.ts";
import { type FileValue, failureAt } from "../input/values.ts";
import { type EnvelopeFault, envelopeFaults } from "../lint/answer.ts";
import { nearest } from "../nearest.ts";
import { printable } from "../printable.ts";
import type { Channel } from "../protocol/channels.ts";
import { type WebhookEvent, webhookOnlyInfo } from "../protocol/envelope.ts";
import { isEventName } from "../protocol/events/index.ts";
import { isWebhookName, webhookNames } from "../protocol/webhooks/index.ts";
import { entriesOf, isTranscript } from "../transcript/read.ts";
import { type RecordedTurn, turnsOf } from "../transcript/turns.ts";
import { derivedCid, withCid } from "./variants/repeated.ts";

/** A recorded webhook and where it stands. */
export interface Recorded {
  readonly file: string;
  /** its place among the webhooks of the file, from 0 */
  readonly index: number;
  readonly webhook: WebhookEvent;
  /** true in a transcript: the sessions of one are not those of another, as cids may be pseudonyms */
  readonly isTranscribed?: boolean;
  /** when the platform posted it, in milliseconds since the Unix epoch, where the recording says so */
  readonly at?: number;
  /** what the bot is expected to send, and the file that says so */
  readonly expected?: Expected;
  /** posted whatever the session has come to, with the context that it has by then: the platform's mistake rather than the contact's doing */
  readonly isForced?: boolean;
  /** how long the body takes to arrive, in milliseconds; 0 unless told */
  readonly dripMs?: number;
}

/** What makes a conversation another one than was recorded. */
export type Variant =
  | { readonly kind: "channel"; readonly channel: Channel }
  | { readonly kind: "mutation"; readonly mutation: string };

/** The webhooks of one session, in the order they were recorded. */
export interface Conversation {
  /** the session it is played in, which all of its webhooks name */
  readonly cid: string;
  /** the session it was recorded in */
  readonly recordedCid: string;
  readonly turns: readonly Recorded[];
  /** which of the repeated runs it is, from 1 */
  readonly run: number;
  readonly variant?: Variant;
}

interface Fault extends EnvelopeFault {
  readonly hint: string;
}

const shapeHint = 'a webhook is {"info": {"cid": …}, "packet": {"name": …}}';

/** What is wrong with a name that the platform does not post. A new one is fine where the rest shows it was posted. */
function nameFault({ info, packet: { name } }: WebhookEvent): Fault | undefined {
  const path = ["packet", "name"];
  if (isWebhookName(name)) return undefined;
  if (isEventName(name)) {
    const message = `${name} is an event that a bot sends, but replay posts what the platform sends`;
    return { path, message, hint: "for what a bot answers there is `ulbot lint`" };
  }
  if (name !== "" && webhookOnlyInfo.some((key) => Object.hasOwn(info, key))) return undefined;
  const guess = nearest(name, webhookNames);
  const hint = guess ? `did you mean ${guess}` : `they are ${webhookNames.join(", ")}`;
  return { path, message: `there is no webhook event "${printable(name)}"`, hint };
}

/** What keeps a value from being posted. Whatever replay does not need is the recording's own business. */
function faultOf(value: unknown): Fault | undefined {
  const [fault] = envelopeFaults(value, { fromBot: true });
  if (fault) return { ...fault, hint: shapeHint };
  const webhook = value as WebhookEvent;
  const { cid, context } = webhook.info;
  if (cid === "") return { path: ["info", "cid"], message: "info.cid is empty", hint: shapeHint };
  if (isObject(context ?? {})) return nameFault(webhook);
  return { path: ["info", "context"], message: "info.context has to be an object", hint: shapeHint };
}

function webhookAt(source: FileValue, value: unknown, path: Path): WebhookEvent {
  const fault = faultOf(value);
  if (fault) throw failureAt(source, [...path, ...fault.path], fault.message, fault.hint);
  return value as WebhookEvent;
}

function webhooksIn(source: FileValue): WebhookEvent[] {
  const { value } = source;
  if (!Array.isArray(value)) return [webhookAt(source, value, [])];
  return value.map((member, index) => webhookAt(source, member, [index]));
}

/** What was recorded of a turn is what is expected of it, unless the bot failed at that time. */
function expectedOf({ file, answer, requests }: RecordedTurn): Expected | undefined {
  if (answer?.status !== 200) return undefined;
  const expectation = { answer: answer.events, requests: requests.map(({ events }) => events) };
  return { file, expectation, isRecorded: true };
}

function recordedTurn(turn: RecordedTurn, index: number): Recorded {
  const { file, source, webhook, path } = turn;
  const at = Date.parse(turn.at);
  const expected = expectedOf(turn);
  return {
    file,
    index,
    webhook: webhookAt(source, webhook, path),
    isTranscribed: true,
    ...(Number.isNaN(at) ? {} : { at }),
    ...(expected && { expected }),
  };
}

/**
 * The webhooks of one file: as they were posted, or in a transcript with what the bot sent at that time. Throws an
 * `UlbotError` with the place of what is none.
 */
export function recordedIn(sources: readonly FileValue[]): Recorded[] {
  if (isTranscript(sources)) return turnsOf(entriesOf(sources)).map(recordedTurn);
  return sources
    .flatMap((source) => webhooksIn(source).map((webhook) => ({ file: source.file, webhook })))
    .map((recorded, index) => ({ ...recorded, index }));
}

/**
 * Sorts webhooks into conversations by their cid, in the order in which the conversations begin. Where two transcripts name
 * the same one, the later conversation is to be played in a session of its own.
 */
export function conversationsOf(recorded: readonly Recorded[]): Conversation[] {
  const groups = new Map<string, Recorded[]>();
  for (const turn of recorded) {
    const key = JSON.stringify([turn.webhook.info.cid, turn.isTranscribed ? turn.file : ""]);
    const group = groups.get(key);
    if (group) group.push(turn);
    else groups.set(key, [turn]);
  }
  const taken = new Set<string>();
  return [...groups].map(([key, turns]) => {
    const cid = turns[0]?.webhook.info.cid ?? "";
    const conversation = { cid, recordedCid: cid, turns, run: 1 };
    if (taken.has(cid)) return withCid(conversation, derivedCid(cid, key));
    taken.add(cid);
    return conversation;
  });
}

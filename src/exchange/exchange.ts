import { isObject, type JsonObject, parseJson } from "../input/json.ts";
import { type WebhookEvent, webhookOnlyInfo } from "../protocol/envelope.ts";
import { isEventName } from "../protocol/events/index.ts";
import { isWebhookName } from "../protocol/webhooks/index.ts";
import type { Entry } from "../transcript/entry.ts";

export type Header = readonly [name: string, value: string];

/** One HTTP request and the answer to it, as another tool has captured it. */
export interface Exchange {
  readonly method: string;
  /** text of the request's body; empty where there is none */
  readonly body: string;
  readonly headers: readonly Header[];
  /** when it was sent, in milliseconds since the Unix epoch, where the tool knows */
  readonly at?: number | undefined;
  readonly response?: ExchangeResponse | undefined;
}

export interface ExchangeResponse {
  readonly status: number;
  /** from the request until the answer was there */
  readonly ms: number;
  /** text of its body */
  readonly body: string;
}

/** What came out of a file of another tool. */
export interface Imported {
  readonly entries: readonly Entry[];
  /** for each thing in the file that has no counterpart here, what it is; not safe to print */
  readonly passedOver: readonly string[];
  /** values of headers that must not turn up in any entry */
  readonly secrets: readonly string[];
}

/** Headers whose values are secrets; which one carries the bot's is for its owner to choose. */
const secretHeader = /token|secret|auth|api-?key|password|cookie|signature/i;

function secretsOf({ headers }: Exchange): string[] {
  return headers.flatMap(([name, value]) => (secretHeader.test(name) && value.length > 3 ? [value] : []));
}

/** Requests to the API URL have the token. */
const hasTokenOf = ({ headers }: Exchange): boolean =>
  headers.some(([name]) => name.toLowerCase() === "security-token");

interface Envelope {
  readonly info: JsonObject & { readonly cid: string };
  readonly packet: JsonObject & { readonly name: string };
}

function isEnvelope(value: unknown): value is Envelope {
  if (!isObject(value) || !isObject(value.info) || !isObject(value.packet)) return false;
  const { cid } = value.info;
  return typeof cid === "string" && cid !== "" && typeof value.packet.name === "string" && value.packet.name !== "";
}

/** Some names go both ways: whoever has the token is the bot. */
function isFromPlatform({ info, packet: { name } }: Envelope, hasToken: boolean): boolean {
  if (isEventName(name)) return isWebhookName(name) && !hasToken;
  return isWebhookName(name) || webhookOnlyInfo.some((key) => Object.hasOwn(info, key));
}

/** The events in a body of a bot, or `undefined` where it is something else. */
function botEventsIn(value: unknown, hasToken: boolean): [Envelope, ...Envelope[]] | undefined {
  const events = [value].flat();
  const areEvents = events.every((event) => isEnvelope(event) && (hasToken || isEventName(event.packet.name)));
  return areEvents && events.length > 0 ? (events as [Envelope, ...Envelope[]]) : undefined;
}

/** What a body holds: nothing is an empty answer, and what is no JSON stays a text. */
function eventsIn(body: string): unknown {
  if (body.trim() === "") return [];
  const { value, faults } = parseJson(body);
  return faults.length > 0 ? body : value;
}

const iso = (at: number): string => new Date(at).toISOString();

function webhookEntries(event: WebhookEvent, at: number, { response }: Exchange): Entry[] {
  const { cid } = event.info;
  const webhook: Entry = { at: iso(at), cid, kind: "webhook", event };
  if (!response) return [webhook];
  const { status, ms, body } = response;
  return [webhook, { at: iso(at + ms), cid, kind: "answer", status, ms, events: eventsIn(body) }];
}

/** The entries that an exchange makes, or what it is that makes none. */
function entriesIn(exchange: Exchange, at: number): Entry[] | string {
  const { method, body, response } = exchange;
  if (method.toUpperCase() !== "POST") return `${method} request`;
  const { value, faults } = parseJson(body);
  if (faults.length > 0) return "POST without JSON";
  const hasToken = hasTokenOf(exchange);
  if (isEnvelope(value) && isFromPlatform(value, hasToken)) {
    return webhookEntries(value as unknown as WebhookEvent, at, exchange);
  }
  const events = botEventsIn(value, hasToken);
  if (!events) return "POST of other JSON";
  return [{ at: iso(at), cid: events[0].info.cid, kind: "request", status: response?.status ?? 0, events: value }];
}

/** Exchanges in the order of time; those without one keep their places, and come a second after each other. */
function inTime(exchanges: readonly Exchange[], now: number): (readonly [Exchange, number])[] {
  const timed = exchanges.map((exchange, index) => [exchange, exchange.at ?? now + index * 1000] as const);
  return timed.sort(([, a], [, b]) => a - b);
}

/**
 * The webhooks with their answers, and the requests of the bot to the API URL, that are among some exchanges. `now`, in
 * milliseconds since the Unix epoch, is taken as the time of the first one that has none.
 */
export function importedFrom(exchanges: readonly Exchange[], now: number): Imported {
  const entries: Entry[] = [];
  const passedOver: string[] = [];
  for (const [exchange, at] of inTime(exchanges, now)) {
    const made = entriesIn(exchange, at);
    if (typeof made === "string") passedOver.push(made);
    else entries.push(...made);
  }
  return { entries, passedOver, secrets: exchanges.flatMap(secretsOf) };
}

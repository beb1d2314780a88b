import { deliver } from "../delivery/deliver.ts";
import type { Rendering } from "../delivery/rendering.ts";
import type { Corrections } from "../lint/shape.ts";
import { type Channel, channelNames } from "../protocol/channels.ts";
import type { EventOf } from "../protocol/envelope.ts";
import type { EndsSession, Packet } from "../protocol/event.ts";
import { definitionOf, type EventName, eventNames, isEventName } from "../protocol/events/index.ts";
import type { Evidence } from "../protocol/parameter.ts";
import { isWebhookName, type WebhookName, webhookNames, webhooks } from "../protocol/webhooks/index.ts";
import { exampleCid, wireEvents } from "./example.ts";
import { type LimitGroup, limitGroups } from "./limits.ts";
import { noSuch } from "./no-such.ts";
import { correctedValue, type ParameterFacts, parameterFacts } from "./parameters.ts";

/** Everything there is to say of an event that a bot sends. */
export interface EventFacts {
  readonly name: EventName;
  readonly summary: string;
  readonly evidence: Evidence;
  readonly endsSession: EndsSession;
  readonly deprecatedFor?: string;
  /** the channels on which it loses nothing */
  readonly madeFor: readonly Channel[];
  readonly parameters: readonly ParameterFacts[];
  /** a whole answer that uses it, as it goes over the wire */
  readonly example: readonly unknown[];
  /** what each channel makes of the event in the example */
  readonly renderings: readonly Rendering[];
  readonly limits: readonly LimitGroup[];
}

/** Everything there is to say of an event that the platform posts. */
export interface WebhookFacts {
  readonly name: WebhookName;
  readonly summary: string;
  readonly evidence: Evidence;
  readonly comesFrom: readonly Channel[];
  readonly parameters: readonly ParameterFacts[];
  /** webhooks as they are posted, but for what the platform knows of the contact and the conversation */
  readonly examples: readonly unknown[];
}

function renderingsOf(name: EventName, example: readonly Packet[]): Rendering[] {
  const packet = example.find((candidate) => candidate.name === name);
  const event = { info: { cid: exampleCid }, packet: { name, payload: packet?.payload ?? {} } };
  // its schema accepts every example
  return channelNames.map((channel) => deliver(event as unknown as EventOf<EventName>, channel));
}

/** Describes an event that a bot sends, with the names that the configuration corrects for it. */
function eventFacts(name: EventName, corrections: Corrections = {}): EventFacts {
  const { summary, evidence, endsSession, deprecatedFor, madeFor, parameters, example } = definitionOf(name);
  const written = example.map((packet) =>
    packet.name === name && packet.payload !== undefined
      ? { ...packet, payload: correctedValue(packet.payload, parameters, corrections) as Packet["payload"] & object }
      : packet,
  );
  return {
    name,
    summary,
    evidence,
    endsSession,
    ...(deprecatedFor === undefined ? {} : { deprecatedFor }),
    madeFor,
    parameters: parameterFacts(parameters, corrections),
    example: wireEvents(written),
    renderings: renderingsOf(name, example),
    limits: limitGroups(name, corrections),
  };
}

/** Describes an event that the platform posts. */
function webhookFacts(name: WebhookName): WebhookFacts {
  const { summary, evidence, comesFrom, parameters, examples } = webhooks[name];
  return {
    name,
    summary,
    evidence,
    comesFrom,
    parameters: parameterFacts(parameters),
    examples: wireEvents(
      (examples as readonly Packet["payload"][]).map((payload) => ({ name, payload: payload ?? {} })),
    ),
  };
}

/** Events of both directions. */
export interface EventReference {
  readonly events: readonly EventFacts[];
  readonly webhooks: readonly WebhookFacts[];
}

/** What a configuration corrects: event name → the real names of its parameters. */
export type EventCorrections = Readonly<Record<string, Corrections>>;

/**
 * Describes all events, or those of one name, of which there can be one in each direction. Throws an `UlbotError` for a
 * name that neither direction has.
 */
export function eventReference(name: string | undefined, corrections: EventCorrections = {}): EventReference {
  const events = name === undefined ? eventNames : [name].filter(isEventName);
  const posted = name === undefined ? webhookNames : [name].filter(isWebhookName);
  if (name !== undefined && events.length + posted.length === 0) {
    throw noSuch("event", name, [...new Set<string>([...eventNames, ...webhookNames])]);
  }
  return {
    events: events.map((event) => eventFacts(event, corrections[event])),
    webhooks: posted.map(webhookFacts),
  };
}

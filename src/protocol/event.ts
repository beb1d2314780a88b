import type * as z from "zod/mini";
import type { Channel } from "./channels.ts";
import { type Evidence, objectOf, type Parameters } from "./parameter.ts";

/** The `packet` of an event: its name and, unless it has no parameters, its payload. */
export interface Packet {
  readonly name: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** Whether the bot's session is over once the platform has carried out the event. */
export type EndsSession = "always" | "unless-feedback" | "never";

/** What `defineEvent` is told about an event that a bot sends. */
export interface EventDescription<Name extends string, P extends Parameters> {
  readonly name: Name;
  /** what it does, as the end of the sentence "the event …" */
  readonly summary: string;
  readonly evidence: Evidence;
  readonly parameters: P;
  readonly endsSession: EndsSession;
  /** the event that took its place */
  readonly deprecatedFor?: string;
  /** the channels on which it loses nothing */
  readonly madeFor: readonly Channel[];
  /** a whole answer that uses the event as it is meant to be used */
  readonly example: readonly Packet[];
}

/** An event that a bot sends, with the schema of its payload. */
export interface EventDefinition<Name extends string = string, P extends Parameters = Parameters>
  extends EventDescription<Name, P> {
  readonly payload: ReturnType<typeof objectOf<P>>;
}

/** Completes a description with the payload's schema, which the event's TypeScript type is inferred from. */
export function defineEvent<const Name extends string, const P extends Parameters>(
  description: EventDescription<Name, P>,
): EventDefinition<Name, P> {
  return withPayload(description);
}

/** Most runs need the tables of all events but the schemas of few, so each is made when it is first asked for. */
function withPayload<const P extends Parameters, D extends { readonly parameters: P }>(description: D) {
  let payload: ReturnType<typeof objectOf<P>> | undefined;
  return {
    ...description,
    get payload() {
      payload ??= objectOf<P>(description.parameters);
      return payload;
    },
  };
}

/** What `defineWebhook` is told about an event that the platform posts to a bot. */
export interface WebhookDescription<Name extends string, P extends Parameters> {
  readonly name: Name;
  readonly summary: string;
  readonly evidence: Evidence;
  readonly parameters: P;
  /** the channels it comes from */
  readonly comesFrom: readonly Channel[];
  /** payloads as the platform posts them */
  readonly examples: readonly Readonly<Record<string, unknown>>[];
}

/** An event that the platform posts to a bot, with the schema of its payload. */
export interface WebhookDefinition<Name extends string = string, P extends Parameters = Parameters>
  extends WebhookDescription<Name, P> {
  readonly payload: ReturnType<typeof objectOf<P>>;
}

/** Completes a description with the payload's schema. */
export function defineWebhook<const Name extends string, const P extends Parameters>(
  description: WebhookDescription<Name, P>,
): WebhookDefinition<Name, P> {
  return withPayload(description);
}

/** The TypeScript type of a definition's payload. */
export type PayloadOfDefinition<D> = D extends { readonly payload: infer S extends z.ZodMiniType }
  ? z.output<S>
  : never;

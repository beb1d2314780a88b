import type { Rendering } from "../delivery/rendering.ts";
import type { JsonObject } from "../input/json.ts";
import type { WebhookEvent } from "../protocol/envelope.ts";
import type { EventName } from "../protocol/events/index.ts";
import type { Session } from "./state.ts";

/**
 * What became of a session that is over. `forwarded` means that an operator has the conversation; where nobody knows of
 * operators, it may be unassigned as well.
 */
export type Outcome = "ended" | "aborted" | "forwarded" | "unassigned" | "expired";

/** What the host of a session has to do, or may show, by its kind. An `event` is the very value that the bot gave. */
export type Effect =
  /** post this to the bot, and tell what it answers */
  | { readonly kind: "post"; readonly webhook: WebhookEvent }
  /** the contact gets this; `choice` is the number to choose it by where there are options */
  | { readonly kind: "show"; readonly event: unknown; readonly rendering: Rendering; readonly choice?: number }
  /** the contact sees the bot typing, for so long or until it says something */
  | { readonly kind: "typing"; readonly seconds: number }
  /** something is held back: tell how much time has gone by after so many milliseconds at the latest */
  | { readonly kind: "wait"; readonly ms: number }
  /** the contact's browser opens this address, which may be anything */
  | { readonly kind: "navigate"; readonly event: unknown; readonly link: string }
  /** later webhooks say this of the contact, or of the conversation */
  | { readonly kind: "contact" | "conversation"; readonly event: unknown; readonly changes: JsonObject }
  /** the number that the contact writes to may send campaigns, or no longer */
  | { readonly kind: "campaigns"; readonly subscribed: boolean }
  /** a note for operators: on the contact with this id, else on the conversation */
  | { readonly kind: "note"; readonly event: unknown; readonly body: string; readonly contact?: string | number }
  /** the conversation goes to an add-on or a mailbox: `planned` for its end, then `carried out` */
  | { readonly kind: "dispatch"; readonly event: unknown; readonly state: "planned" | "carried out" }
  | { readonly kind: "over"; readonly by: EventName | "timeout"; readonly outcome: Outcome }
  /** the platform makes nothing of an event, or only of the rest of it where a part is named */
  | {
      readonly kind: "dropped";
      readonly event: unknown;
      readonly part?: "context" | "campaigns";
      readonly reason: string;
    }
  /** the channel refuses the event, so the contact gets nothing */
  | { readonly kind: "refused"; readonly event: unknown; readonly rendering: Rendering }
  /** what was asked for can't happen now, and nothing has happened */
  | { readonly kind: "impossible"; readonly reason: string };

/** Effects, one after the other, and in the end the session after them. */
export type Steps = Generator<Effect, Session>;

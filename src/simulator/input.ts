import type { WebhookEvent } from "../protocol/envelope.ts";
import type { WebhookPayloadOf } from "../protocol/webhooks/index.ts";

/** What the contact does, by its kind. */
export type ContactInput =
  /** the messenger opens, which begins a session on the website only */
  | { readonly kind: "open" }
  | { readonly kind: "write"; readonly body: string }
  /** `choice` is the number that `show` gave, `option` the id of the option */
  | { readonly kind: "choose"; readonly choice: number; readonly option: string }
  | { readonly kind: "upload"; readonly file: WebhookPayloadOf<"media"> }
  | { readonly kind: "locate"; readonly place: WebhookPayloadOf<"location"> }
  /** the contact sends the word that ends a campaign's subscription */
  | { readonly kind: "unsubscribe"; readonly keyword?: string };

/** What happens in a session, by its kind. */
export type Input =
  | ContactInput
  /** the platform posts this again, as far as it would do so now */
  | { readonly kind: "recorded"; readonly webhook: WebhookEvent }
  /** the bot's answer to a webhook: its events, whatever they are */
  | { readonly kind: "answered"; readonly events: readonly unknown[] }
  /** what the bot sent to the API URL by itself */
  | { readonly kind: "requested"; readonly events: readonly unknown[] }
  /** time has gone by since the last `elapsed`, or since the session began */
  | { readonly kind: "elapsed"; readonly ms: number }
  /** somebody is there to take a forward from now on, or nobody is */
  | { readonly kind: "operators"; readonly available: boolean }
  /** the widget's live conversation timeout has passed without activity */
  | { readonly kind: "expired" };

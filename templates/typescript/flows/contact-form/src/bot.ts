import type { BotEvent, WebhookEvent } from "ulbot";
import { asksForPerson, forward, goOn, stayBehind, takeAnswer, takeNote } from "./form.ts";
import { person, texts } from "./texts.ts";

/** Answers one webhook: asks for name and e-mail address, then looks for a colleague. */
export function bot({ info, packet }: WebhookEvent): BotEvent[] {
  switch (packet.name) {
    case "start":
      return start(info, packet.payload);
    case "message":
      return takeAnswer(info, packet.payload.body);
    case "click":
      return takeAnswer(info, labelOf(packet.payload.value));
    case "media":
    case "location":
      return takeNote(info);
    case "forward_failed":
      return stayBehind(info);
    case "campaign_unsubscribe":
      return []; // the platform has confirmed it already
    default:
      packet satisfies never;
      return []; // an event the platform has added since
  }
}

// On the website the contact could not write yet; on a channel `start` already holds the first message or file.
function start(info: WebhookEvent["info"], payload: { readonly body?: string | undefined }): BotEvent[] {
  if (payload.body !== undefined && asksForPerson(payload.body)) return forward(info, texts.thanks);
  return goOn(info, Object.keys(payload).length === 0 ? texts.welcome : texts.heard);
}

// So that a click is the same as writing its label, which is how later clicks arrive.
function labelOf({ id, label = id }: { id: string; label?: string | undefined }): string {
  return id === person.id ? person.label : label;
}

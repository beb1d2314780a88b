import type { WebhookEvent } from "ulbot";

type Packet = WebhookEvent["packet"];

/** What the contact can choose. WhatsApp and Facebook show labels of up to 20 characters as buttons. */
export type Option = { readonly id: string; readonly label: string };

/** What the contact wrote, where it wrote something: in a message, or on a channel with the `start`. */
export function textOf(packet: Packet): string | undefined {
  return packet.name === "message" || packet.name === "start" ? packet.payload.body : undefined;
}

/**
 * The option that was chosen, by a click or by its label as text: so a second click on a button arrives, and one after
 * the session has ended, and anybody can type it.
 */
export function chosen(packet: Packet, options: readonly Option[]): Option | undefined {
  const click = packet.name === "click" ? packet.payload.value : undefined;
  const text = (click?.label ?? textOf(packet))?.trim().toLowerCase();
  return options.find(({ id, label }) => id === click?.id || label.toLowerCase() === text);
}

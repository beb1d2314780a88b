import type { EventDefinition, PayloadOfDefinition } from "../event.ts";
import { abort } from "./abort.ts";
import { addon_dispatch } from "./addon_dispatch.ts";
import { bubbles } from "./bubbles.ts";
import { button } from "./button.ts";
import { button_template } from "./button_template.ts";
import { buttons } from "./buttons.ts";
import { carousel } from "./carousel.ts";
import { contact_update } from "./contact_update.ts";
import { conversation_update } from "./conversation_update.ts";
import { delay } from "./delay.ts";
import { email_dispatch } from "./email_dispatch.ts";
import { end } from "./end.ts";
import { forward_any } from "./forward_any.ts";
import { forward_group } from "./forward_group.ts";
import { forward_skills } from "./forward_skills.ts";
import { list_template } from "./list_template.ts";
import { media } from "./media.ts";
import { message } from "./message.ts";
import { navigate } from "./navigate.ts";
import { note_create } from "./note_create.ts";

/** Every event that a bot can send, kin beside kin. */
export const events = {
  message,
  bubbles,
  carousel,
  button_template,
  list_template,
  button,
  buttons,
  media,
  navigate,
  contact_update,
  conversation_update,
  abort,
  end,
  forward_group,
  forward_skills,
  forward_any,
  delay,
  note_create,
  addon_dispatch,
  email_dispatch,
} as const satisfies Record<string, EventDefinition>;

/** The wire name of an event that a bot can send. */
export type EventName = keyof typeof events;

export const eventNames = Object.keys(events) as readonly EventName[];

/** The payload of an event, as the platform reads it. */
export type PayloadOf<Name extends EventName> = PayloadOfDefinition<(typeof events)[Name]>;

/** Whether a text is the name of an event that a bot can send. */
export function isEventName(name: unknown): name is EventName {
  return typeof name === "string" && Object.hasOwn(events, name);
}

/** The definition of an event, typed loosely enough to read the definitions of all events alike. */
export function definitionOf(name: EventName): EventDefinition {
  return events[name] as unknown as EventDefinition;
}

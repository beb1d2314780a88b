import { isObject } from "../input/json.ts";
import type { WebhookEvent } from "../protocol/envelope.ts";
import type { Packet } from "../protocol/event.ts";
import { choiceBy, choiceWith, indexOfOption, notOnOffer } from "./choices.ts";
import { choose, type Heard, heard } from "./contact.ts";
import { closedReason, restarted, type Session } from "./state.ts";

/** The id of a recorded click, `undefined` where it has none. */
function clickedId({ payload }: Packet): string | undefined {
  const value = isObject(payload) ? payload.value : undefined;
  return isObject(value) && typeof value.id === "string" ? value.id : undefined;
}

/** The recorded click as it would be now: a label only where the recording has one, and whatever else it has. */
function reboundClick({ payload }: Packet, bound: Packet): Packet {
  const recorded = isObject(payload?.value) ? payload.value : {};
  const { label } = isObject(bound.payload?.value) ? bound.payload.value : {};
  const value = Object.hasOwn(recorded, "label") ? { ...recorded, label } : recorded;
  return { ...bound, payload: { ...payload, value } };
}

/** A click is bound by its id to what the bot offered; nobody knows what it offered before the recording. */
function hearClick(session: Session, packet: Packet): Heard {
  const id = clickedId(packet);
  const isUnjudged = id === undefined || (session.isMetMidway && session.choiceCount === 0);
  if (isUnjudged) return heard(session, packet);
  const choice = choiceWith(session, id);
  if (choice === undefined) return { reason: notOnOffer(session.choices, id) };
  // the number of an option that has scrolled by would be taken for one of those that are shown now
  const awaited = choiceBy(session, session.numbered);
  if (choice.isNumbered && awaited && awaited !== choice) return { reason: notOnOffer([awaited], id) };
  const chosen = choose(session, choice, indexOfOption(choice, id));
  if (!("packet" in chosen) || chosen.packet?.name !== "click") return chosen;
  return { ...chosen, packet: reboundClick(packet, chosen.packet) };
}

function hearForwardFailed(session: Session, packet: Packet): Heard {
  const reason = 'no forward with on_failure "feedback" has come from the bot';
  return session.forwardedBy ? { session: { ...session, forwardedBy: undefined }, packet } : { reason };
}

/** Whether the message is what a click after the end arrives as. */
function isLateClick({ channel, choices }: Session, { payload }: Packet): boolean {
  const canClick = channel !== "web" && isObject(payload);
  const clickable = choices.filter(({ isNumbered }) => !isNumbered);
  return canClick && clickable.some(({ options }) => options.some(({ label }) => label === payload.body));
}

function hearAfterEnd(session: Session, packet: Packet): Heard {
  const reason = closedReason(session) as string;
  if (packet.name === "message" && isLateClick(session, packet)) return { session, packet };
  const id = packet.name === "click" ? clickedId(packet) : undefined;
  const choice = id === undefined ? undefined : choiceWith(session, id);
  return choice && id !== undefined ? choose(session, choice, indexOfOption(choice, id)) : { reason };
}

/** What the platform would post now where this was posted once. Nothing is held back any more by then. */
export function hearRecorded(session: Session, { info, packet }: WebhookEvent): Heard {
  const { phase, forwardedBy } = session;
  const begun = restarted(session, info.context ?? {});
  if (packet.name === "start") return { session: begun, packet };
  if (phase === "waiting") return { session: { ...begun, isMetMidway: true }, packet };
  if (phase === "over") return hearAfterEnd(session, packet);
  if (packet.name === "forward_failed") return hearForwardFailed(session, packet);
  if (forwardedBy) return { reason: `the bot's ${forwardedBy} has ended the session, unless forward_failed comes` };
  return packet.name === "click" ? hearClick(session, packet) : heard(session, packet);
}

import { factsOf } from "../protocol/channels.ts";
import type { Packet } from "../protocol/event.ts";
import { type Choice, choiceBy, indexOfOption, notOnOffer, optionByNumber, withAnswer } from "./choices.ts";
import type { ContactInput } from "./input.ts";
import { closedReason, type Session } from "./state.ts";

/** What the platform makes of what the contact did: what it posts, if anything, or why that can't be done. */
export type Heard = { readonly session: Session; readonly packet?: Packet } | { readonly reason: string };

const packetOf = (name: string, payload: Packet["payload"] = {}): Packet => ({ name, payload });

/** Something from the contact: whatever it is, a number that comes later no longer counts. */
export function heard(session: Session, packet: Packet): Heard {
  return { session: { ...session, numbered: undefined }, packet };
}

/** What the contact sends; on a channel the first begins the session. */
function send(session: Session, { name, payload }: Packet): Heard {
  if (session.phase === "open") return heard(session, packetOf(name, payload));
  if (session.phase === "waiting" && session.channel !== "web") {
    return { session: { ...session, phase: "open" }, packet: packetOf("start", payload) };
  }
  const notYet = "the messenger is not open: on the website the session begins before the contact can write";
  return { reason: session.phase === "waiting" ? notYet : (closedReason(session) as string) };
}

function open(session: Session): Heard {
  if (session.phase === "over") return { reason: closedReason(session) as string };
  const begins = session.phase === "waiting" && session.channel === "web";
  return begins ? { session: { ...session, phase: "open" }, packet: packetOf("start") } : { session };
}

function click(session: Session, choice: Choice, index: number): Heard {
  const option = choice.options[index];
  return heard(withAnswer(session, choice), packetOf("click", { value: { id: option?.id, label: option?.label } }));
}

function write(session: Session, body: string): Heard {
  const meant = optionByNumber(session, body);
  return meant ? click(session, meant.choice, meant.index) : send(session, packetOf("message", { body }));
}

/**
 * The contact chooses an option: by its number, or by a click. What was answered can be clicked again on channels only, and
 * after the end as well; it arrives as a message with the label then.
 */
export function choose(session: Session, choice: Choice, index: number): Heard {
  if (choice.isNumbered) return write(session, String(index + 1));
  const closed = closedReason(session);
  if (closed === undefined && !choice.isAnswered) return click(session, choice, index);
  if (session.channel !== "web") return heard(session, packetOf("message", { body: choice.options[index]?.label }));
  return { reason: closed ?? "the choice has been answered, which it can be once on the website" };
}

function chooseBy(session: Session, number: number, id: string): Heard {
  const choice = choiceBy(session, number);
  if (choice === undefined) return { reason: `choice ${number} is not there, ${session.choiceCount} were shown` };
  const index = indexOfOption(choice, id);
  return index === -1 ? { reason: notOnOffer([choice], id) } : choose(session, choice, index);
}

const onlyOnWhatsApp = (what: string): Heard => ({ reason: `${what} only from whatsapp_business` });

type Handlers = {
  readonly [Kind in ContactInput["kind"]]: (session: Session, input: Extract<ContactInput, { kind: Kind }>) => Heard;
};

const handlers: Handlers = {
  open,

  write: (session, { body }) => write(session, body),

  choose: (session, { choice, option }) => chooseBy(session, choice, option),

  upload(session, { file }) {
    const takesMedia = factsOf(session.channel).media !== undefined;
    return takesMedia ? send(session, packetOf("media", file)) : { reason: `${session.channel} has no media` };
  },

  locate(session, { place }) {
    if (session.channel !== "whatsapp_business") return onlyOnWhatsApp("a location comes");
    return send(session, packetOf("location", place));
  },

  unsubscribe(session, { keyword }) {
    if (session.channel !== "whatsapp_business") return onlyOnWhatsApp("campaigns are unsubscribed");
    const reason = closedReason(session);
    if (reason !== undefined) return { reason };
    return heard(session, packetOf("campaign_unsubscribe", keyword === undefined ? {} : { keyword }));
  },
};

/** What the platform makes of what the contact does. */
export function hear<Kind extends ContactInput["kind"]>(
  session: Session,
  input: Extract<ContactInput, { kind: Kind }>,
): Heard {
  return handlers[input.kind as Kind](session, input);
}

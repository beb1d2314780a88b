import type { BotEvent, EventName, EventOf, PayloadOf } from "ulbot";

/** Builds one event of the bot. `info` says for which session, and what to remember of it (`context`). */
export function event<Name extends EventName>(
  info: BotEvent["info"],
  name: Name,
  payload: PayloadOf<Name>,
): EventOf<Name> {
  return { info, packet: { name, payload } };
}

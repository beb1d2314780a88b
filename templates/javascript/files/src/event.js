/** @import { BotEvent, EventName, EventOf, PayloadOf } from "ulbot" */

/**
 * Builds one event of the bot. `info` says for which session, and what to remember of it (`context`).
 * @template {EventName} Name
 * @param {BotEvent["info"]} info
 * @param {Name} name
 * @param {PayloadOf<Name>} payload
 * @returns {EventOf<Name>}
 */
export function event(info, name, payload) {
  return { info, packet: { name, payload } };
}

import { printable } from "../printable.ts";
import { definitionOf, isEventName } from "../protocol/events/index.ts";
import type { Sent } from "./attempts.ts";
import type { Composed } from "./compose.ts";

/** That a request ends the session, or may end it; `undefined` where it doesn't. */
export function endingOf({ events, cids }: Composed): string | undefined {
  const ending = events.filter(isEventName).find((name) => definitionOf(name).endsSession !== "never");
  return ending && `${ending} ends the session ${printable(cids.join(", "))} of a live contact`;
}

/** What becomes of a request once somebody was asked, and said no. */
export const declined: Sent = {
  outcome: "not-sent",
  message: "nothing is sent, as you say",
  attempts: 0,
  ms: 0,
  waitedMs: 0,
};

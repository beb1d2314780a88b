import { hashOf } from "../../../src/api/batch/journal.ts";
import type { BatchLine } from "../../../src/api/batch/send-line.ts";

export const cidOf = (session: number): string => `chatbot::258:${String(session).padStart(32, "0")}`;

/** So many lines, in turn for so many sessions. */
export function linesFor(count: number, sessions: number): BatchLine[] {
  return Array.from({ length: count }, (_, index) => {
    const cid = cidOf(index % sessions);
    const body = { info: { cid }, packet: { name: "message", payload: { body: `News ${index + 1}` } } };
    const request = { body, cids: [cid], events: ["message"] };
    return { number: index + 1, hash: hashOf(JSON.stringify(body)), request };
  });
}

import type { Finding } from "../../src/lint/finding.ts";
import { type LintSettings, lintText } from "../../src/lint/lint.ts";
import type { Example } from "../../src/lint/rule.ts";
import { type Channel, channelNames } from "../../src/protocol/channels.ts";

export const cid = "chatbot::258:a56785fb6fb84edd890905913b0c0821";

/** One event as it goes over the wire. */
export function eventOf(name: string, payload?: unknown, info: Readonly<Record<string, unknown>> = {}) {
  return { info: { cid, ...info }, packet: { name, ...(payload === undefined ? {} : { payload }) } };
}

/** The text of a file that holds an example. */
export function textOf(example: Example): string {
  if (typeof example === "string") return example;
  return JSON.stringify(example.map(({ name, payload, info }) => eventOf(name, payload, info)));
}

/** What lint finds in a value, or in a text; on every channel unless told. */
export function findingsIn(input: unknown, settings: Partial<LintSettings> = {}): readonly Finding[] {
  const text = typeof input === "string" ? input : JSON.stringify(input);
  return lintText({ file: "answer.json", text }, { channels: channelNames, ...settings }).findings;
}

/** A finding as tables state it: `error text-length /packet/payload/body`. */
export function told({ severity, rule, pointer }: Finding): string {
  return `${severity} ${rule} ${pointer}`;
}

/** What lint finds in the payload of one event, with pointers into that payload. */
export function toldOf(name: string, payload: unknown, settings: Partial<LintSettings> = {}): string[] {
  return findingsIn([eventOf(name, payload)], settings).map((finding) =>
    told(finding).replace("/0/packet/payload", ""),
  );
}

/** What is beyond a limit in one event on one channel: severity and rule, and what the finding says of the limit. */
export function lengthsIn(name: string, payload: unknown, channel: Channel) {
  const found = findingsIn(eventOf(name, payload), { channels: [channel] });
  return found.flatMap(({ severity, rule, limit }) => (limit ? [{ told: `${severity} ${rule}`, limit }] : []));
}

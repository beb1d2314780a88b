import { createHash } from "node:crypto";
import { locationOf, type Places } from "./location.ts";

/** What a finding is recognized by. */
export interface Identity {
  readonly rule: string;
  readonly file: string;
  readonly pointer: string;
  readonly event?: string | undefined;
}

/**
 * For each finding a text that stays the same when lines move: a hash of its rule, file, pointer and event. Those that
 * have all that in common, as in JSON Lines, are told apart by their order.
 */
export function fingerprintsOf(findings: readonly Identity[], places: Places): string[] {
  const seen = new Map<string, number>();
  return findings.map(({ rule, file, pointer, event }) => {
    const identity = JSON.stringify([rule, locationOf(file, places).path, pointer, event ?? ""]);
    const count = seen.get(identity) ?? 0;
    seen.set(identity, count + 1);
    return createHash("sha256").update(`${identity}${count}`).digest("hex").slice(0, 32);
  });
}

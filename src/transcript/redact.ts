import { isObject, type JsonObject } from "../input/json.ts";
import type { Entry } from "./entry.ts";
import {
  kindByKey,
  kindInScope,
  plainKey,
  type Scope,
  scopeByEvent,
  scopeByKey,
  scopeByWebhook,
  wireKeys,
  wireWordKeys,
  wireWords,
} from "./personal-keys.ts";
import type { Kind, Replaced } from "./pseudonyms.ts";
import { createTextRedactor, type RedactRules } from "./redact-text.ts";
import { asksForName, toldNames } from "./told-names.ts";

export type { Replaced } from "./pseudonyms.ts";
export type { RedactRules } from "./redact-text.ts";

/** Replaces what is personal or secret by pseudonyms, the same value always by the same one. */
export interface Redactor {
  /** the entries of one turn: what one of them tells, such as a name, is replaced in all of them */
  turn(entries: readonly Entry[]): Entry[];
  /** an entry by itself */
  entry(entry: Entry): Entry;
  /** any text, such as a file name or a line for the terminal */
  text(text: string): string;
  /** makes a secret known that no entry shows as one, such as the value of a header: it is replaced wherever it turns up */
  learn(secret: string): void;
  report(): Replaced[];
}

/** What is known of a value by the keys on the way to it. */
interface Place {
  readonly scope: Scope;
  /** set where every text and number in it is of one kind */
  readonly kind?: Kind | undefined;
}

const nowhere: Place = { scope: "plain" };

/** Whoever has an address or a number to be reached at is a person, whatever key the object stands behind. */
function isReachable(value: JsonObject): boolean {
  return Object.keys(value).some((key) => ["email", "phone"].includes(kindByKey.get(plainKey(key)) ?? ""));
}

/** An entry's own values, which say nothing of anybody. */
const ownKeys = new Set(["schemaVersion", "at", "kind", "status", "ms"]);

/** The text in which a webhook says what the contact wrote. */
function bodyOf({ packet }: JsonObject): string {
  const payload = isObject(packet) ? packet.payload : undefined;
  return isObject(payload) && typeof payload.body === "string" ? payload.body : "";
}

/** Makes a redactor for one run. Throws an `UlbotError` (usage) for a pattern that is none. */
export function createRedactor(rules: RedactRules = {}): Redactor {
  const redaction = createTextRedactor(rules, (text) => inJson(text));
  const ownKinds = new Set(rules.keys?.map(plainKey));
  const kept = new Set(rules.keep?.map(plainKey));
  const asked = new Set<string>();

  /** What is in a text that is JSON by itself; `undefined` for any other, and where nothing is to be replaced. */
  function inJson(text: string): string | undefined {
    if (!/^\s*(?:\{[\s\S]*\}|\[[\s\S]*\])\s*$/.test(text)) return undefined;
    try {
      const value: unknown = JSON.parse(text);
      const before = JSON.stringify(value);
      const after = JSON.stringify(redact(value, nowhere));
      return after === before ? undefined : after;
    } catch {
      return undefined;
    }
  }

  function placeOf(key: string, { scope, kind }: Place): Place {
    const plain = plainKey(key);
    const own = ownKinds.has(plain) ? "value" : (kindInScope[scope].get(plain) ?? kindByKey.get(plain));
    return { scope: scopeByKey.get(plain) ?? scope, kind: own ?? kind };
  }

  function member(key: string, value: unknown, place: Place): unknown {
    if (kept.has(plainKey(key)) || (wireWordKeys.has(key) && wireWords.has(value))) return value;
    return redact(value, placeOf(key, place));
  }

  function mapped(value: JsonObject, of: (key: string, member: unknown) => unknown): JsonObject {
    const members = Object.entries(value);
    // unlike an assignment this keeps a key __proto__
    return Object.fromEntries(members.map(([key, inner]) => [keyText(key), of(key, inner)]));
  }

  const keyText = (key: string): string =>
    wireKeys.has(key) || kindByKey.has(plainKey(key)) || ownKinds.has(plainKey(key)) ? key : redaction.text(key);

  function redactPacket(packet: JsonObject, scopes: ReadonlyMap<unknown, Scope>): JsonObject {
    const scope = scopes.get(packet.name) ?? "plain";
    return mapped(packet, (key, value) => {
      if (key === "name") return wireWords.has(value) ? value : redact(value, nowhere);
      return key === "payload" ? redact(value, { scope }) : member(key, value, nowhere);
    });
  }

  function redactObject(value: JsonObject, place: Place): JsonObject {
    const inside: Place = place.scope === "plain" && isReachable(value) ? { ...place, scope: "person" } : place;
    return mapped(value, (key, inner) =>
      key === "packet" && isObject(inner) && Object.hasOwn(inner, "name")
        ? redactPacket(inner, scopeByEvent)
        : member(key, inner, inside),
    );
  }

  function redact(value: unknown, place: Place): unknown {
    if (Array.isArray(value)) return value.map((item) => redact(item, place));
    if (isObject(value)) return redactObject(value, place);
    if (typeof value === "string") return redaction.valueText(value, place.kind);
    return typeof value === "number" ? redaction.valueNumber(value, place.kind) : value;
  }

  function redactEntry(entry: Entry): Entry {
    const members = Object.entries(entry);
    const result = members.map(([key, value]) => {
      if (ownKeys.has(key)) return [key, value];
      const isWebhook = entry.kind === "webhook" && key === "event" && isObject(value) && isObject(value.packet);
      if (!isWebhook) return [keyText(key), member(key, value, nowhere)];
      const others = redactObject({ ...value, packet: null }, nowhere);
      return [key, { ...others, packet: redactPacket(value.packet as JsonObject, scopeByWebhook) }];
    });
    return Object.fromEntries(result) as Entry;
  }

  /** Learns from an entry what only the course of the conversation tells. */
  function listen(entry: Entry): void {
    if (entry.kind === "answer") {
      if (asksForName(entry.events)) asked.add(entry.cid);
      return;
    }
    if (entry.kind !== "webhook" || !isObject(entry.event)) return;
    for (const name of toldNames(bodyOf(entry.event), asked.has(entry.cid))) redaction.learnName(name);
    asked.delete(entry.cid);
  }

  function turn(entries: readonly Entry[]): Entry[] {
    redaction.uncounted(() => {
      for (const entry of entries) {
        listen(entry);
        redactEntry(entry);
      }
    });
    return entries.map(redactEntry);
  }

  return {
    turn,
    entry: (entry) => turn([entry])[0] as Entry,
    text: redaction.text,
    learn: redaction.learnSecret,
    report: redaction.report,
  };
}

import { measure } from "../delivery/measure.ts";
import { linkText, numberedText } from "../delivery/numbered-text.ts";
import { smsParts } from "../delivery/segments.ts";
import { isObject, type JsonObject } from "../input/json.ts";
import type { FormLimits } from "../protocol/channel-facts.ts";
import { channels, platformLimits, smsLimits } from "../protocol/channels.ts";
import { cidShape } from "../protocol/envelope.ts";
import { isEventName } from "../protocol/events/index.ts";

/** What is known of the shape of a value: what was remembered for it, if anything was. */
export interface Recalled<Outcome> {
  outcome: Outcome | undefined;
}

/** Where a walk through a value has come to: what was seen so far is the way from the root. */
interface Step<Outcome> extends Recalled<Outcome> {
  /** where walks have gone from here; made for the second way, since most steps have one */
  next: Map<unknown, Step<Outcome>> | undefined;
  /** where the last one went, which is most often where the next one goes */
  lastSymbol: unknown;
  last: Step<Outcome> | undefined;
}

/** What can be seen besides words, numbers, true, false and null, which stand for themselves. */
const seen = {
  list: Symbol("["),
  listEnd: Symbol("]"),
  object: Symbol("{"),
  objectEnd: Symbol("}"),
  cid: Symbol("cid"),
  email: Symbol("email"),
  calm: Symbol("calm text"),
  foreign: Symbol("text outside of GSM-7"),
  empty: Symbol("{}"),
  filled: Symbol("{…}"),
} as const;

/** More shapes than bots have; the texts of a bot that writes random ones must not fill the memory. */
const mostSteps = 50_000;

/** Texts whose words no rule looks at, only their length, in the keys that hold such texts. */
const freeKeys: ReadonlySet<string> = new Set([
  ...["body", "fallback", "label", "id", "description", "headline", "footer", "button", "options_headline", "text"],
  ...["group", "subject"],
]);
// nothing that is markup, an entity or begins a list; and only what every channel has and counts as one
const harmless = /^[A-Za-zÄÖÜäöüß](?:[A-Za-z0-9ÄÖÜäöüß ,.!?'():;+=%/-]*[A-Za-z0-9ÄÖÜäöüß,.!?'():;+=%/-])?$/;

// as harmless, but with characters that some channels count differently, none of which is two septets of an SMS
const calm = /^(?!\s|\d+[.)]|[-+=#>])(?:[^\p{C}\s<^{}\\[\]~|€*_`&]|[\u200d ]|&(?!#?\w+;)|(?<! )\n(?=\p{L}))+(?<!\s)$/u;

const plainId = /^[\w.:-]+$/;
const plainEmail = /^[\w.+-]+@[a-z0-9-]+\.[a-z]{2,}$/;

/** In such a text, neither the parts of an SMS nor the bytes are beyond what is advised. */
const longestCalm = 600;

const linkKeys: ReadonlySet<string> = new Set(["link", "image_url"]);
const publicLink = /^https:\/\/(?:[a-z0-9-]+\.)+([a-z]{2,})(?:\/[A-Za-z0-9/_-]*(\.[a-z0-9]+)?)?$/;
const privateDomains: readonly (string | undefined)[] = ["local", "localhost", "internal"];

/** Objects whose content belongs to the bot's developers. */
const opaqueKeys: ReadonlySet<string> = new Set(["context", "custom_fields"]);

/** Longer words, and numbers beyond, are not told apart by heart. */
const longestWord = 24;
const largestNumber = 1_000_000;
const deepest = 100;
const mostOptions = 20;

/** All lengths at which something changes: the limits of all channels, the borders of SMS parts, what is configured. */
function thresholdsOf(configured: readonly number[]): number[] {
  const limits = Object.values(channels).flatMap(({ limits: forms }) =>
    Object.values(forms).flatMap((parts) => Object.values(parts as FormLimits).flat()),
  );
  const parts = Object.values({ septets: smsLimits.septets, ucs2: smsLimits.ucs2 }).flatMap(({ one, each }) => [
    one.value,
    ...Array.from({ length: smsLimits.parts.value }, (_, index) => (index + 1) * each.value),
  ]);
  const values = [...limits.flatMap(({ unit, value }) => (unit === "options" ? [] : value)), ...parts, ...configured];
  return [...new Set(values)].filter((value) => value < smsLimits.text.value).sort((one, other) => one - other);
}

/** Whether every key of a value stands in its text once, right before a colon, and no half of a character is escaped. */
function isPlain(text: string, keys: number): boolean {
  let count = 0;
  for (let colon = text.indexOf(":"); colon !== -1; colon = text.indexOf(":", colon + 1)) {
    const before = text.charCodeAt(colon - 1);
    if (before === 34) count++;
    else if (before <= 32) return false;
  }
  return count === keys && !(text.includes("\\u") && /\\u[dD][89a-fA-F]/.test(text));
}

const isText = (value: unknown): value is string => typeof value === "string";
const haveTexts = <Key extends string>(list: unknown, ...keys: readonly Key[]): list is Record<Key, string>[] =>
  Array.isArray(list) && list.every((member) => isObject(member) && keys.every((key) => isText(member[key])));

/** Whether the members of a short list differ in what they have under a key. */
function differ(list: readonly JsonObject[], key: string): boolean {
  return list.every((member, index) => !list.some((other, before) => before < index && other[key] === member[key]));
}

/**
 * The length of the text that stands for what can be clicked, which depends on several texts: `undefined` where there is
 * none, not a number where it is not as simple.
 */
function composedLength({ fallback, options, body = "", buttons }: JsonObject): number | undefined {
  if (options !== undefined) {
    const isSimple = isText(fallback) && haveTexts(options, "id", "label") && options.length <= mostOptions;
    if (!isSimple || !differ(options, "id") || !differ(options, "label")) return Number.NaN;
    const images = options.map(({ image_url }: JsonObject) => image_url);
    return images.every((image) => image === undefined || isText(image))
      ? numberedText(fallback, options).length
      : Number.NaN;
  }
  if (buttons === undefined) return undefined;
  const isSimple = isText(body) && haveTexts(buttons, "body", "link");
  return isSimple ? linkText(body, buttons).length : NaN;
}

/**
 * A memory of values by their shape: keys, names, numbers, how long each text is, but not what harmless texts say. Rules
 * find the same in all values of a shape, so what was found in one is known of the others; it has no places, so only what
 * needs none can be remembered. `configured` are the numbers among the options of rules.
 *
 * Gives a function from a text and its value to what is known of that shape, or to `undefined` where the value has
 * something that no shape describes, such as an emoji, a second cid or a doubled key.
 */
export function rememberShapes<Outcome>(configured: readonly number[] = []) {
  const thresholds = thresholdsOf(configured);
  const classes = Array.from({ length: thresholds.length + 1 }, (_, index) => Symbol(`text ${index}`));
  const longestText = smsLimits.parts.value * smsLimits.septets.each.value;
  const largestOpaque = Math.min(platformLimits.contextAdvised.value, ...configured) / 3;
  const begin = (): Step<Outcome> => ({ next: undefined, outcome: undefined, lastSymbol: undefined, last: undefined });
  const root = begin();
  let steps = 0;
  // of the walk under way
  let at = root;
  let keys = 0;
  let cid: string | undefined;
  let isAnyForeign = false;

  function step(symbol: unknown): boolean {
    if (at.last !== undefined && at.lastSymbol === symbol) {
      at = at.last;
      return true;
    }
    let next = at.next?.get(symbol);
    if (next === undefined) {
      if (steps === mostSteps) return false;
      steps++;
      next = begin();
      if (at.last !== undefined) at.next ??= new Map([[at.lastSymbol, at.last]]);
      at.next?.set(symbol, next);
    }
    at.lastSymbol = symbol;
    at.last = next;
    at = next;
    return true;
  }

  /** Between which thresholds a length lies. */
  function classOf(length: number): symbol {
    let index = 0;
    while (index < thresholds.length && length > (thresholds[index] as number)) index++;
    return classes[index] as symbol;
  }

  /** A text in which other characters are; an SMS with one that GSM-7 lacks is divided elsewhere. */
  function calmText(value: string): boolean {
    if (value.length > longestCalm || !calm.test(value)) return false;
    const points = measure(value, "code points");
    // where a pair would be divided is not told by lengths
    if (points < value.length && configured.length > 0) return false;
    const isForeign = smsParts(value).foreignAt !== -1;
    isAnyForeign ||= isForeign;
    const isCounted = step(isForeign ? seen.foreign : seen.calm) && step(classOf(value.length));
    return isCounted && (points === value.length || step(classOf(points)));
  }

  function text(key: string, value: string): boolean {
    // nobody reads an id; an event's name is a word, others are texts
    if (key === "id" && value.length <= longestText && plainId.test(value)) return step(classOf(value.length));
    if (key === "email" && plainEmail.test(value)) return step(seen.email);
    if (freeKeys.has(key) || (key === "name" && !isEventName(value) && !value.includes("."))) {
      if (harmless.test(value)) return value.length <= longestText && step(classOf(value.length));
      return calmText(value);
    }
    if (key === "cid") {
      cid ??= cidShape.test(value) ? value : undefined;
      return value === cid && step(seen.cid);
    }
    if (!linkKeys.has(key)) return value.length <= longestWord && step(value);
    const [isPublic, domain, extension = ""] = publicLink.exec(value) ?? [];
    return isPublic !== undefined && !privateDomains.includes(domain) && step(extension) && step(classOf(value.length));
  }

  /** Counts keys, and makes sure that nothing in it is more than what it looks like. */
  function opaque(value: unknown, depth: number): boolean {
    if (typeof value === "number") return Math.abs(value) < largestNumber;
    if (typeof value !== "object" || value === null) return true;
    if (depth === deepest) return false;
    if (Array.isArray(value)) return value.every((member) => opaque(member, depth + 1));
    for (const key in value) {
      keys++;
      if (!opaque((value as JsonObject)[key], depth + 1)) return false;
    }
    return true;
  }

  function walk(key: string, value: unknown, depth: number): boolean {
    if (typeof value === "string") return text(key, value);
    if (typeof value === "number") return Number.isInteger(value) && Math.abs(value) < largestNumber && step(value);
    if (typeof value !== "object" || value === null) return step(value);
    if (depth === deepest) return false;
    if (Array.isArray(value)) {
      if (!step(seen.list)) return false;
      for (const member of value) if (!walk(key, member, depth + 1)) return false;
      return step(seen.listEnd);
    }
    if (opaqueKeys.has(key)) {
      const before = keys;
      return opaque(value, depth) && step(keys === before ? seen.empty : seen.filled);
    }
    if (!step(seen.object)) return false;
    for (const name in value) {
      keys++;
      if (!step(name) || !walk(name, (value as JsonObject)[name], depth + 1)) return false;
    }
    return step(seen.objectEnd);
  }

  /** The length of the text that an event becomes where nothing can be clicked. */
  function compose(event: unknown): boolean {
    const payload = isObject(event) && isObject(event.packet) ? event.packet.payload : undefined;
    const length = isObject(payload) ? composedLength(payload) : undefined;
    return length === undefined || (length <= (isAnyForeign ? longestCalm : longestText) && step(classOf(length)));
  }

  return (source: string, value: unknown): Recalled<Outcome> | undefined => {
    at = root;
    keys = 0;
    cid = undefined;
    isAnyForeign = false;
    if (!walk("", value, 0)) return undefined;
    const isComposed = Array.isArray(value) ? value.every(compose) : compose(value);
    if (!isComposed || !isPlain(source, keys)) return undefined;
    if (source.includes('"context"') && source.length > largestOpaque) return undefined;
    return at;
  };
}

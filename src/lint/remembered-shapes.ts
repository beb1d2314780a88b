import { measure } from "../delivery/measure.ts";
import { linkText, numberedText } from "../delivery/numbered-text.ts";
import { smsParts } from "../delivery/segments.ts";
import { isObject, type JsonObject } from "../input/json.ts";
import type { FormLimits, Part } from "../protocol/channel-facts.ts";
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

// as harmless, but with characters that some channels count differently
const calm =
  /^(?!\s|\d+[.)]|[-+=#>])(?:[^\p{C}\s<^{}\\[\]~|*_`&]|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])|[\u200d ]|&(?!#?\w+;)|(?<! )\n(?=\p{L}))+(?<!\s)$/u;

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

/** The parts of a message that a key's text can become. */
const partsOf: Readonly<Record<string, readonly Part[]>> = {
  body: ["body"],
  fallback: ["body"],
  text: ["body", "header"],
  label: ["label"],
  id: ["id"],
  description: ["description"],
  headline: ["headline"],
  footer: ["footer"],
  button: ["button"],
  options_headline: ["options_headline"],
};

/** The limits of all channels for a part. */
function limitsOf(part: Part): number[] {
  const forms = Object.values(channels).flatMap(({ limits }): FormLimits[] => Object.values(limits));
  return forms.flatMap((form) => (form[part] ?? []).map(({ value }) => value));
}

/** All lengths of a text under a key at which something changes: limits, the border of the first SMS part, what is configured. */
function thresholdsOf(key: string, configured: readonly number[]): number[] {
  const parts = partsOf[key] ?? [];
  const { septets, ucs2 } = smsLimits;
  const segments = [septets, ucs2].flatMap(({ one, each }) => [
    one.value,
    ...configured.map((count) => count * each.value),
  ]);
  const values = [...parts.flatMap(limitsOf), ...(parts.includes("body") ? segments : []), ...configured];
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
 * The text that stands for what can be clicked, put together from several: `undefined` where there is none, false where it
 * is not as simple.
 */
function composedText({ fallback, options, body = "", buttons }: JsonObject): string | false | undefined {
  if (options !== undefined) {
    const isSimple = isText(fallback) && haveTexts(options, "id", "label") && options.length <= mostOptions;
    if (!isSimple || !differ(options, "id") || !differ(options, "label")) return false;
    const images = options.map(({ image_url }: JsonObject) => image_url);
    return images.every((image) => image === undefined || isText(image)) && numberedText(fallback, options);
  }
  if (buttons === undefined) return undefined;
  return isText(body) && haveTexts(buttons, "body", "link") && linkText(body, buttons);
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
  const thresholds = new Map([...freeKeys, "name"].map((key) => [key, thresholdsOf(key, configured)]));
  const most = Math.max(...[...thresholds.values()].map(({ length }) => length));
  const classes = Array.from({ length: most + 1 }, (_, index) => Symbol(`text ${index}`));
  const longestText = smsLimits.parts.value * smsLimits.septets.each.value;
  const largestOpaque = Math.min(platformLimits.contextAdvised.value, ...configured) / 3;
  const begin = (): Step<Outcome> => ({ next: undefined, outcome: undefined, lastSymbol: undefined, last: undefined });
  const root = begin();
  let steps = 0;
  // of the walk under way
  let at = root;
  let keys = 0;
  let cid: string | undefined;
  let isAnyCalm = false;

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

  /** Between which thresholds of a key a length lies. */
  function classOf(key: string, length: number): symbol {
    const borders = thresholds.get(key) as number[];
    let index = 0;
    while (index < borders.length && length > (borders[index] as number)) index++;
    return classes[index] as symbol;
  }

  /** A text in which other characters are; an SMS with one that GSM-7 lacks is divided elsewhere. */
  function calmText(key: string, value: string): boolean {
    if (value.length > longestCalm || !calm.test(value)) return false;
    const points = measure(value, "code points");
    const { units, foreignAt } = smsParts(value);
    const isForeign = foreignAt !== -1;
    const isEven = points === value.length && units === value.length;
    // where a pair would be divided is not told by lengths
    if (!isEven && configured.length > 0) return false;
    isAnyCalm = true;
    const isCounted = step(isForeign ? seen.foreign : seen.calm) && step(classOf(key, value.length));
    return isCounted && (isEven || (step(classOf(key, points)) && step(classOf(key, units))));
  }

  function text(key: string, value: string): boolean {
    // nobody reads an id; an event's name is a word, others are texts
    if (key === "id" && value.length <= longestText && plainId.test(value)) return step(classOf(key, value.length));
    if (key === "email" && plainEmail.test(value)) return step(seen.email);
    if (freeKeys.has(key) || (key === "name" && !isEventName(value) && !value.includes("."))) {
      if (harmless.test(value)) return value.length <= longestText && step(classOf(key, value.length));
      return calmText(key, value);
    }
    if (key === "cid") {
      cid ??= cidShape.test(value) ? value : undefined;
      return value === cid && step(seen.cid);
    }
    if (!linkKeys.has(key)) return value.length <= longestWord && step(value);
    const [isPublic, domain, extension = ""] = publicLink.exec(value) ?? [];
    return isPublic !== undefined && !privateDomains.includes(domain) && step(extension);
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

  /** Looks at the text that an event becomes where nothing can be clicked. */
  function compose(event: unknown): boolean {
    const payload = isObject(event) && isObject(event.packet) ? event.packet.payload : undefined;
    const text = isObject(payload) ? composedText(payload) : undefined;
    if (text === undefined || text === false) return text === undefined;
    if (text.length > (isAnyCalm ? longestCalm : longestText) || !step(classOf("body", text.length))) return false;
    return !isAnyCalm || step(classOf("body", smsParts(text).units));
  }

  return (source: string, value: unknown): Recalled<Outcome> | undefined => {
    at = root;
    keys = 0;
    cid = undefined;
    isAnyCalm = false;
    if (!walk("", value, 0)) return undefined;
    const isComposed = Array.isArray(value) ? value.every(compose) : compose(value);
    if (!isComposed || !isPlain(source, keys)) return undefined;
    if (source.includes('"context"') && source.length > largestOpaque) return undefined;
    return at;
  };
}

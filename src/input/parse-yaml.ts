import { Composer, type CST, type Document, isScalar, Parser, type YAMLParseError } from "yaml";
import type { DuplicateKey } from "./duplicate-keys.ts";
import type { Json } from "./json.ts";
import type { Find } from "./locate.ts";
import { depthLimit, type Fault, faultLimit, nothingInIt, tooDeepMessage } from "./syntax-faults.ts";
import { leaf, type Member, newWalk, type Place, placeOf } from "./yaml-place.ts";

function finder(root: Place): Find {
  return (path, what = "value") => {
    let member: Member = { place: root };
    for (const step of path) {
      const next = member.place.members.get(String(step));
      // what is not there has no key either
      if (next === undefined) return member.place;
      member = next;
    }
    return (what === "key" ? member.key : undefined) ?? member.place;
  };
}

/** The parser's words for a fault, as ours begin and end. */
function faultOf({ message, pos: [start, end] }: YAMLParseError, text: string): Fault {
  const words = `${message.charAt(0).toLowerCase()}${message.slice(1)}`.replace(/\.$/, "");
  return { message: words, start: Math.min(start, text.length), end: Math.min(Math.max(start, end), text.length) };
}

const yaml = (text: string, faults: readonly Fault[], root: Place, duplicates: readonly DuplicateKey[] = []): Json => ({
  syntax: "yaml",
  text,
  value: faults.length > 0 ? undefined : root.value,
  faults,
  locate: () => finder(root),
  duplicates: () => (faults.length > 0 ? [] : duplicates),
});

const faulty = (text: string, fault: Fault): Json =>
  yaml(text, [fault], leaf(undefined, { start: 0, end: text.length }));

function jsonOf(text: string, { contents, errors }: Document.Parsed): Json {
  const walk = newWalk();
  const root = placeOf(contents, walk);
  const faults = errors.length > 0 ? errors.map((error) => faultOf(error, text)) : walk.faults;
  // of several at one place the first
  const shown = faults.filter(({ start }, index) => faults[index - 1]?.start !== start).slice(0, faultLimit);
  return yaml(text, shown, root, walk.duplicates);
}

const isEmpty = ({ contents, errors }: Document.Parsed): boolean =>
  errors.length === 0 && isScalar(contents) && contents.value === null && contents.source === "";

/** Where nesting goes beyond the limit, found without recursion: what makes documents of tokens calls itself. */
function tooDeep(tokens: readonly CST.Token[]): Fault | undefined {
  const open: { token: CST.Token | null | undefined; depth: number }[] = tokens.map((token) => ({ token, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { token, depth } = next;
    if (token?.type === "document") open.push({ token: token.value, depth });
    if (!token || !("items" in token)) continue;
    if (depth === depthLimit) return { message: tooDeepMessage, start: token.offset, end: token.offset + 1 };
    for (const { key, value } of token.items) {
      open.push({ token: key, depth: depth + 1 }, { token: value, depth: depth + 1 });
    }
  }
  return undefined;
}

/** What YAML has beyond JSON is taken as text: dates, binary data, tags. */
const options = {
  schema: "core",
  resolveKnownTags: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: "silent",
} as const;

/**
 * Reads the documents of a YAML text, which is given with each of them: their values as JSON has them, or everything that is
 * wrong with them. There is at least one. Never throws.
 */
export function parseYaml(text: string): Json[] {
  const tokens = [...new Parser().parse(text)];
  const deep = tooDeep(tokens);
  if (deep) return [faulty(text, deep)];
  const documents = [...new Composer(options).compose(tokens)].filter((document) => !isEmpty(document));
  return documents.length > 0 ? documents.map((document) => jsonOf(text, document)) : [faulty(text, nothingInIt)];
}

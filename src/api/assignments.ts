import { UlbotError } from "../errors.ts";
import { parseJson } from "../input/json.ts";
import { printable } from "../printable.ts";

/** What `key=text` or `key:=JSON` says. */
interface Assignment {
  readonly path: readonly string[];
  readonly value: unknown;
}

/** A part of the payload under construction: a value, or what its keys lead to. A map has no prototype to run into. */
type Branch = Map<string, Branch | Leaf>;
interface Leaf {
  readonly value: unknown;
}

const forbiddenKeys: readonly string[] = ["__proto__", "constructor", "prototype"];

// no payload comes near it, and whoever walks the payload calls itself for every level
const depthLimit = 50;

const isIndex = (key: string): boolean => /^\d+$/.test(key);

const written = (path: readonly string[]): string => printable(path.join("."));

function wrong(what: string, hint?: string): UlbotError {
  return new UlbotError("usage", `--set ${what}`, { hint });
}

function parseAssignment(text: string): Assignment {
  const [, key, colon, value = ""] = /^([^=:]+)(:?)=([\s\S]*)$/.exec(text) ?? [];
  const path = key?.split(".") ?? [""];
  if (path.includes("")) {
    const hint = "write it as key=text, such as --set body=Hello --set options.0.id=yes";
    throw wrong(`${shortened(text)} is not an assignment`, hint);
  }
  const forbidden = path.find((step) => forbiddenKeys.includes(step));
  if (forbidden !== undefined) throw wrong(`${written(path)}: ${forbidden} cannot be a key`);
  if (path.length > depthLimit) throw wrong(`${shortened(text)} is nested deeper than ${depthLimit} levels`);
  return { path, value: colon ? parsedValue(value, path) : value };
}

const shortened = (text: string): string => printable(text.length > 60 ? `${text.slice(0, 60)}…` : text);

function parsedValue(text: string, path: readonly string[]): unknown {
  const { value, faults } = parseJson(text);
  const [fault] = faults;
  if (fault === undefined) return value;
  const hint = "write := before JSON, such as duration:=2, and = before text";
  throw wrong(`${written(path)}: ${printable(fault.message)}`, hint);
}

/** Puts a value into the tree. Throws where there is one already, on the way or at its end. */
function plant(root: Branch, { path, value }: Assignment): void {
  const taken = (length: number) => wrong(`${written(path)}: ${written(path.slice(0, length))} has a value already`);
  let branch = root;
  for (const [index, step] of path.slice(0, -1).entries()) {
    const next = branch.get(step) ?? new Map();
    if (!(next instanceof Map)) throw taken(index + 1);
    branch.set(step, next);
    branch = next;
  }
  const last = path.at(-1) ?? "";
  if (branch.has(last)) throw taken(path.length);
  branch.set(last, { value });
}

/** The JSON value of a branch: a list where its keys are indexes. Throws for a list with holes. */
function grown(branch: Branch, path: readonly string[]): unknown {
  const entries = Array.from(branch, ([key, child]): [string, unknown] => [
    key,
    child instanceof Map ? grown(child, [...path, key]) : child.value,
  ]);
  const isList = path.length > 0 && entries.some(([key]) => isIndex(key));
  if (!isList) return Object.fromEntries(entries);
  const name = entries.find(([key]) => !isIndex(key))?.[0];
  if (name !== undefined) throw wrong(`${written([...path, name])}: ${written(path)} is a list, which has no names`);
  const hole = entries.findIndex((_, index) => !branch.has(String(index)));
  if (hole !== -1) throw wrong(`leaves out ${written([...path, String(hole)])}`, "a list begins at 0 and has no gaps");
  return entries.sort(([one], [other]) => Number(one) - Number(other)).map(([, value]) => value);
}

/**
 * Builds a payload from assignments: `body=text`, `options.0.id=text`, `duration:=2` (JSON). Throws an `UlbotError`
 * (usage) for one that can't be read, for two that contradict each other, and for a list with holes.
 */
export function buildPayload(assignments: readonly string[]): Record<string, unknown> {
  const root: Branch = new Map();
  for (const assignment of assignments) plant(root, parseAssignment(assignment));
  return grown(root, []) as Record<string, unknown>;
}

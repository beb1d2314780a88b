import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type * as z from "zod/mini";
import type { UlbotError } from "../errors.ts";
import { expectationOf } from "../expectation.ts";
import { readTextFile } from "../input/files.ts";
import { isObject } from "../input/json.ts";
import type { Path } from "../input/locate.ts";
import { type FileValue, failureAt, jsonValue } from "../input/values.ts";
import { nearest } from "../nearest.ts";
import type { Expectation } from "./difference.ts";
import { expectedFileSchema, expectedTurnSchema, expectedVersion } from "./expected-schema.ts";
import { matcherFault } from "./matcher-faults.ts";
import { isMatcher } from "./matcher-keys.ts";
import { shown, shownKey } from "./shown.ts";

/** What a file of expected answers says of one turn. */
export interface ExpectedTurn {
  /** which webhook of the fixture it is, from 1 */
  readonly turn: number;
  /** the name of that webhook */
  readonly event: string;
  readonly expectation: Expectation;
}

/** A file of expected answers, read and checked. */
export interface ExpectedFile {
  readonly file: string;
  readonly text: string;
  /** in the order of the file */
  readonly turns: readonly ExpectedTurn[];
}

export interface ReadOptions {
  readonly cwd: string;
  /** the names of the fixture's webhooks, in their order; where this is left out any turn may be one of them */
  readonly webhooks?: readonly string[] | undefined;
}

const updateHint = "`ulbot replay --update` writes what the bot sends now";
const shapeHint = 'it is {"schemaVersion": 1, "turns": [{"turn": 1, "event": "start", "answer": […]}]}';

const knownKeys = [...Object.keys(expectedFileSchema.shape), ...Object.keys(expectedTurnSchema.shape)];

function schemaFailure(source: FileValue, issue: z.core.$ZodIssue): UlbotError {
  const path = issue.path as Path;
  if (issue.code === "unrecognized_keys") {
    const [key = ""] = issue.keys;
    const guess = nearest(key, knownKeys);
    const hint = guess === undefined ? shapeHint : `did you mean ${guess}`;
    return failureAt(source, [...path, key], `there is no key ${shownKey(key)}`, hint);
  }
  const name = path.findLast((step) => typeof step === "string") ?? "the file";
  return failureAt(source, path, `${name} has to be ${expectationOf(issue)}`, shapeHint);
}

function checkVersion(source: FileValue): void {
  const { value } = source;
  const version = isObject(value) ? value.schemaVersion : undefined;
  if (typeof version !== "number" || version <= expectedVersion) return;
  const message = `schemaVersion ${version} is newer than what this ulbot reads, ${expectedVersion}`;
  throw failureAt(source, ["schemaVersion"], message, "install a newer ulbot");
}

type RawFile = z.output<typeof expectedFileSchema>;
type RawTurn = RawFile["turns"][number];

const listOf = (events: RawTurn["answer"]): readonly unknown[] => (Array.isArray(events) ? events : [events]);

/** A matcher where a list of events has to be. */
function listFault({ answer, requests = [] }: RawTurn): Path | undefined {
  if (isMatcher(answer)) return ["answer"];
  const index = requests.findIndex(isMatcher);
  return index === -1 ? undefined : ["requests", index];
}

function checkContents(source: FileValue, raw: RawTurn, path: Path): void {
  const list = listFault(raw);
  if (list) {
    const hint = 'a matcher stands in the list, such as [{"$any": "object"}]';
    throw failureAt(source, [...path, ...list], "a matcher stands where a list of events has to be", hint);
  }
  const fault = matcherFault(raw.answer, ["answer"]) ?? matcherFault(raw.requests, ["requests"]);
  if (fault) throw failureAt(source, [...path, ...fault.path], fault.message, fault.hint);
}

/** Throws for a turn that the file has already, or that the fixture has not. */
function checkTurn(source: FileValue, turns: readonly RawTurn[], index: number, webhooks?: readonly string[]): void {
  const { turn, event } = turns[index] as RawTurn;
  const path = ["turns", index];
  if (turns.findIndex((other) => other.turn === turn) < index) {
    throw failureAt(source, [...path, "turn"], `there are two expectations for turn ${turn}`, "leave one of them out");
  }
  if (webhooks === undefined) return;
  const posted = webhooks[turn - 1];
  if (posted === undefined) {
    const count = webhooks.length === 1 ? "1 webhook" : `${webhooks.length} webhooks`;
    throw failureAt(source, [...path, "turn"], `there is no turn ${turn}: the fixture has ${count}`, updateHint);
  }
  if (posted !== event) {
    const message = `${shown(event)} is not the event of turn ${turn}: the fixture has ${shown(posted)} there`;
    throw failureAt(source, [...path, "event"], message, updateHint);
  }
}

const readTurn = ({ turn, event, answer, requests = [] }: RawTurn): ExpectedTurn => ({
  turn,
  event,
  expectation: { answer: listOf(answer), requests: requests.map(listOf) },
});

/**
 * Reads the text of a file of expected answers. Throws an `UlbotError` (usage) that names file, line and column of the first
 * thing that is wrong: JSON, a key, a matcher, a turn that stands there twice or that the fixture does not have.
 */
export function parseExpected(file: string, text: string, webhooks?: readonly string[]): ExpectedFile {
  const source = jsonValue(file, text);
  checkVersion(source);
  const { success, data, error } = expectedFileSchema.safeParse(source.value);
  if (!success) throw schemaFailure(source, error.issues[0] as z.core.$ZodIssue);
  for (const [index, turn] of data.turns.entries()) {
    checkTurn(source, data.turns, index, webhooks);
    checkContents(source, turn, ["turns", index]);
  }
  return { file, text, turns: data.turns.map(readTurn) };
}

/**
 * Reads a file of expected answers by its path from `cwd`; `undefined` where there is none. Throws as `parseExpected` does,
 * or where the file can't be read.
 */
export function readExpected(file: string, { cwd, webhooks }: ReadOptions): ExpectedFile | undefined {
  if (!existsSync(resolve(cwd, file))) return undefined;
  return parseExpected(file, readTextFile(file, cwd), webhooks);
}

import { describe, expect, it } from "vitest";
import { type CompareOptions, differencesOf } from "../../src/expected/compare.ts";
import type { Difference, Sent } from "../../src/expected/difference.ts";
import { matcherFault } from "../../src/expected/matcher-faults.ts";
import { isMatcher } from "../../src/expected/matcher-keys.ts";
import { written } from "../../src/expected/merge.ts";
import { createRelations } from "../../src/expected/normalize.ts";
import { parseExpected } from "../../src/expected/read.ts";
import { type PlayedTurn, updatedText } from "../../src/expected/update.ts";
import { isObject } from "../../src/input/json.ts";
import { locate } from "../../src/input/locate.ts";
import { printable } from "../../src/printable.ts";
import fc, { runs } from "../property.ts";
import { anySent, changedSent, someUuid } from "./turns.ts";

const numRuns = runs(300);
const timeout = 60_000 + numRuns * 60;

const literal: CompareOptions = { literal: true };

function isThere(value: unknown, pointer: string): boolean {
  const steps = pointer.split("/").slice(1);
  let inner = value;
  for (const step of steps.map((one) => one.replaceAll("~1", "/").replaceAll("~0", "~"))) {
    if (typeof inner !== "object" || inner === null || !Object.hasOwn(inner, step)) return false;
    inner = (inner as Record<string, unknown>)[step];
  }
  return true;
}

/** Two turns that are the same but for what never matters: the order of keys, empty payloads and contexts. */
function plainText({ answer, requests }: Sent): string {
  const isEmpty = (value: unknown) => isObject(value) && Object.keys(value).length === 0;
  const plain = (value: unknown, level: string): unknown => {
    if (Array.isArray(value)) return value.map((member) => plain(member, level === "list" ? "event" : ""));
    if (!isObject(value)) return value === 0 ? 0 : value;
    const dropped = { info: "context", packet: "payload" }[level];
    const entries = Object.entries(value).filter(([key, member]) => !(key === dropped && isEmpty(member)));
    const inner = (key: string) => (level === "event" ? key : "");
    return Object.fromEntries(
      entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([key, member]) => [key, plain(member, inner(key))]),
    );
  };
  return JSON.stringify([plain(answer, "list"), requests.map((one) => plain(one, "list"))]);
}

const lacksInfo = ({ answer, requests }: Sent): boolean =>
  [...answer, ...requests.flat()].some((event) => isObject(event) && !Object.hasOwn(event, "info"));

const twoTurns = anySent.chain((sent) => fc.tuple(fc.constant(sent), changedSent(sent)));

describe("comparing", { timeout }, () => {
  it("finds nothing between a turn and itself", () => {
    fc.assert(
      fc.property(anySent, fc.boolean(), (sent, exact) => {
        expect(differencesOf(sent, structuredClone(sent), { literal: true, exact })).toEqual([]);
      }),
      { numRuns },
    );
  });

  it("finds something wherever a turn is another one", () => {
    let others = 0;
    fc.assert(
      fc.property(twoTurns, ([expected, actual]) => {
        if (lacksInfo(expected)) return;
        const isOther = plainText(expected) !== plainText(actual);
        if (isOther) others++;
        expect(differencesOf(expected, actual, { literal: true, exact: true }).length > 0).toBe(isOther);
      }),
      { numRuns },
    );
    expect(others).toBeGreaterThan(numRuns / 10);
  });

  it("points at something that was expected or sent, in words that are safe to print and not too many", () => {
    const faults = ({ pointer, kind, message }: Difference, expected: Sent, actual: Sent) => {
      const isWhere = isThere(kind === "added" ? actual : expected, pointer);
      return [!isWhere && pointer, printable(message) !== message && message, message.length > 400 && message].filter(
        Boolean,
      );
    };
    fc.assert(
      fc.property(fc.tuple(anySent, anySent), ([expected, actual]) => {
        const found = differencesOf(expected, actual, literal);
        expect(found.flatMap((difference) => faults(difference, expected, actual))).toEqual([]);
      }),
      { numRuns },
    );
  });

  it("says of every part of an object how it differs: what is expected and what was sent", () => {
    fc.assert(
      fc.property(twoTurns, ([expected, actual]) => {
        for (const { kind, ...difference } of differencesOf(expected, actual, literal)) {
          expect(["expected" in difference, "actual" in difference]).toEqual([kind !== "added", kind !== "missing"]);
        }
      }),
      { numRuns },
    );
  });
});

/** Some code points of a text. */
const pieceOf = (text: string, from: number, to: number): string => [...text].slice(from, to).join("");

/** Matchers of all kinds that a value is like. */
function matchersOf(value: unknown): unknown[] {
  const any = [{ $any: "value" }, { $equal: value }];
  if (typeof value === "string") {
    const pattern = pieceOf(value, 0, 20).replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
    const part = pieceOf(value, 1, 5);
    return [...any, { $any: "string", $length: [...value].length, $contains: part }, { $match: `^${pattern}` }];
  }
  if (typeof value === "number") return [...any, { $any: "number" }];
  if (typeof value === "boolean") return [...any, { $any: "boolean" }];
  if (Array.isArray(value)) {
    const wanted = value.slice(0, 3).map((one) => ({ $equal: one }));
    return [...any, { $any: "array", $contains: wanted }, { $length: { min: value.length, max: value.length } }];
  }
  if (!isObject(value) || isMatcher(value)) return any;
  const some = Object.entries(value)
    .slice(0, 2)
    .map(([key, member]) => [key, { $equal: member }] as const);
  const part = Object.fromEntries(some);
  return [...any, { $any: "object", $length: Object.keys(value).length }, { $contains: part }];
}

/** A turn with matchers in the place of some values, as the numbers say. */
function withMatchers(value: unknown, numbers: number[]): unknown {
  const choice = numbers.pop() ?? 0;
  if (choice % 3 === 1) {
    const all = matchersOf(value);
    return all[choice % all.length];
  }
  if (Array.isArray(value)) return value.map((member) => withMatchers(member, numbers));
  if (!isObject(value)) return value;
  if (isMatcher(value)) return { $equal: value };
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, withMatchers(member, numbers)]));
}

const numbers = fc.array(fc.nat(100), { minLength: 5, maxLength: 60 });
const expectationFor = ({ answer, requests }: Sent, choices: readonly number[]) => {
  const left = [...choices];
  const events = (list: readonly unknown[]) => list.map((event) => withMatchers(event, left));
  return { answer: events(answer), requests: requests.map(events) };
};

describe("matchers", { timeout }, () => {
  it("that are made from a value have no faults, and accept it", () => {
    let count = 0;
    fc.assert(
      fc.property(anySent, numbers, (sent, choices) => {
        const expectation = expectationFor(sent, choices);
        if (JSON.stringify(expectation).includes('"$any"')) count++;
        expect(matcherFault(expectation)).toBeUndefined();
        expect(differencesOf(expectation, sent)).toEqual([]);
      }),
      { numRuns },
    );
    expect(count).toBeGreaterThan(numRuns / 10);
  });
});

const webhooks = ["start", "message", "message"];
const turnsOf = (first: Sent, second: Sent, cids?: PlayedTurn["cid"]): PlayedTurn[] => [
  { turn: 1, event: "start", sent: first, cid: cids },
  { turn: 3, event: "message", sent: second, cid: cids },
];

const layouts = [
  (value: unknown) => `${JSON.stringify(value, null, 2)}\n`,
  (value: unknown) => JSON.stringify(value),
  (value: unknown) => JSON.stringify(value, null, "\t").replaceAll("\n", "\r\n"),
  (value: unknown) => JSON.stringify(value, null, 1).replace(/\n */g, " "),
];

/** A turn of a file, byte by byte. */
function turnText(text: string, index: number): string {
  const path = ["turns", index];
  const { start, end } = locate(text, [path])(path);
  return text.slice(start, end);
}

/** What still differs between a file and what was played. */
function leftIn(text: string, turns: readonly PlayedTurn[]): Difference[] {
  const { turns: expected } = parseExpected("x.expected.json", text, webhooks);
  return turns.flatMap(({ turn, sent, cid }) => {
    const one = expected.find((each) => each.turn === turn);
    return differencesOf(one?.expectation ?? { answer: [null] }, sent, { cid });
  });
}

describe("updating", { timeout }, () => {
  it("makes a file that holds, and has nothing to do a second time", () => {
    fc.assert(
      fc.property(anySent, anySent, (first, second) => {
        const turns = turnsOf(first, second, { expected: "the session of the fixture", actual: "c" });
        const text = updatedText(undefined, turns, { webhooks }) ?? "";
        expect(leftIn(text, turns)).toEqual([]);
        expect(updatedText(text, turns, { webhooks })).toBeUndefined();
      }),
      { numRuns },
    );
  });

  it("changes a file with matchers so that it holds, whatever its layout", () => {
    fc.assert(
      fc.property(twoTurns, anySent, numbers, fc.nat(3), ([before, after], same, choices, layout) => {
        const turn = (number: number, event: string, sent: Sent) => ({
          turn: number,
          event,
          ...expectationFor(sent, choices),
        });
        const value = { schemaVersion: 1, turns: [turn(1, "start", before), turn(2, "message", same)] };
        const text = layouts[layout]?.(value) ?? "";
        const turns = turnsOf(after, same);
        const updated = updatedText(text, turns, { webhooks }) ?? "";
        expect(leftIn(updated, turns)).toEqual([]);
        expect(updatedText(updated, turns, { webhooks })).toBeUndefined();
        // it was not played
        expect(turnText(updated, 1)).toBe(turnText(text, 1));
      }),
      { numRuns },
    );
  });

  it("leaves texts with the same ids in the same places as they were", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(someUuid, someUuid), { maxLength: 6 }), (pairs) => {
        const sentOf = (ids: readonly string[]): Sent => ({ answer: ids.map((id) => ({ id })), requests: [] });
        const before =
          updatedText(undefined, turnsOf(sentOf(pairs.map(([id]) => id)), { answer: [], requests: [] }), {
            webhooks,
          }) ?? "";
        const turns = turnsOf(sentOf(pairs.map(([, id]) => id)), { answer: [], requests: [] });
        const updated = updatedText(before, turns, { webhooks }) ?? before;
        expect(leftIn(updated, turns)).toEqual([]);
      }),
      { numRuns },
    );
  });

  it("writes values that look like matchers so that they are none", () => {
    expect(written([{ a: { $any: "string" } }], createRelations())).toEqual([{ a: { $equal: { $any: "string" } } }]);
  });
});

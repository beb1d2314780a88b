import { describe, expect, test } from "vitest";
import { createSession, type Session } from "../../src/simulator/state.ts";
import { completions, readLine } from "../../src/terminal/line.ts";

const fruit = [
  { id: "a", label: "Apple" },
  { id: "p", label: "Pear\x1b[2J" },
];
const ways = [{ id: "a", label: "By air" }];

/** A session in which choices were shown, each with its options; answered ones are marked. */
function session(
  ...choices: readonly { options: typeof fruit; isAnswered?: boolean; isNumbered?: boolean }[]
): Session {
  const shown = choices.map((choice, index) => ({
    isAnswered: false,
    isNumbered: false,
    number: index + 1,
    ...choice,
  }));
  return { ...createSession({ cid: "c", channel: "web" }), choices: shown };
}

const choose = (choice: number, option: string) => ({ kind: "act", input: { kind: "choose", choice, option } });
const write = (body: string) => ({ kind: "act", input: { kind: "write", body } });

describe("what is typed", () => {
  test("is a number that the contact writes where what is on offer is numbered, whatever was to click before", async () => {
    const before = { ...session({ options: fruit }, { options: ways, isNumbered: true }), numbered: 2 };
    expect(await readLine("1", before)).toEqual(choose(2, "a"));
    expect(await readLine("2", before)).toEqual(write("2"));
    expect(await readLine("By air", before)).toEqual(write("By air"));
    expect(await readLine("Pear", before)).toEqual(write("Pear"));
  });

  test.each([
    ["1", session({ options: fruit }), choose(1, "a")],
    [" 2 ", session({ options: fruit }), choose(1, "p")],
    ["3", session({ options: fruit }), write("3")],
    ["0", session({ options: fruit }), write("0")],
    ["apple", session({ options: fruit }), choose(1, "a")],
    ["Pear\\x1b[2J", session({ options: fruit }), choose(1, "p")],
    ["1", session({ options: fruit }, { options: ways }), choose(2, "a")],
    ["Apple", session({ options: fruit }, { options: ways }), choose(1, "a")],
    ["1", session({ options: fruit }, { options: ways, isAnswered: true }), choose(1, "a")],
    ["1", session({ options: fruit, isAnswered: true }), write("1")],
    ["1", session({ options: fruit, isNumbered: true }), write("1")],
    ["Apple", session({ options: fruit, isNumbered: true }), write("Apple")],
    ["  two  blanks ", session(), write("  two  blanks ")],
    ["/say 1", session({ options: fruit }), write("1")],
    ["   ", session(), { kind: "nothing" }],
  ])("%j becomes an action", async (line, before, action) => {
    expect(await readLine(line, before)).toEqual(action);
  });
});

describe("Tab", () => {
  test.each([
    ["/re", ["/restart ", "/rewind "], "/re"],
    ["/save", ["/save "], "/save"],
    ["/x", [], "/x"],
    ["/operators o", ["on", "off"], "o"],
    ["/channel wh", ["whatsapp_business"], "wh"],
    ["/fail timeout slo", ["slow=3s"], "slo"],
    ["/save or", [], "or"],
    ["/toString x", [], "x"],
    ["ap", ["Apple"], "ap"],
    ["pe", ["Pear\\x1b[2J"], "pe"],
    ["", [], ""],
  ])("completes %j", (line, found, replaced) => {
    expect(completions(line, session({ options: fruit }))).toEqual([found, replaced]);
  });
});

import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { cmdCommands, posixCommands } from "../../src/exchange/shell-words.ts";
import { shellQuoted } from "../../src/reporters/request.ts";
import { describeWith, type External } from "../external.ts";
import fc, { runs } from "../property.ts";

const wordsOf = (text: string): (readonly string[])[] => posixCommands(text, "file").map(({ words }) => words);

const lines = [
  String.raw`a 'b c' "d e" f\ g`,
  String.raw`'it'\''s' "a\"b\\c\n" ''`,
  String.raw`$'a\'b\\c\n\t\x41\u00e9\xc3\xa9\101\e\q'`,
  "one \\\n  two\\\nthree",
  "x\"y\"z'w'$",
  "a # a comment",
  "a#b '#'",
];

const bash: External<true> = { found: spawnSync("bash", ["-c", ":"]).status === 0 || undefined, missing: "no bash" };

describeWith(bash, "words are those of bash,", () => {
  const wordsInBash = (line: string): string[] => {
    const { stdout } = spawnSync("bash", ["-c", `printf '%s\\0' ${line}`], { env: { LC_ALL: "C.UTF-8" } });
    return stdout.toString().split("\0").slice(0, -1);
  };

  test.each(lines)("%j", (line) => {
    expect(wordsOf(line)).toEqual([wordsInBash(line)]);
  });
});

test("any text comes back from single quotes", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 1 }), (words) => {
      expect(wordsOf(words.map(shellQuoted).join(" "))).toEqual([words]);
    }),
    { numRuns: runs(50) },
  );
});

test("commands end with a line, a semicolon or an ampersand, and know their line", () => {
  const commands = posixCommands("a 'x\ny' ;\n\n# nothing\nb & c\n", "file");
  expect(commands).toEqual([
    { words: ["a", "x\ny"], line: 1 },
    { words: ["b"], line: 5 },
    { words: ["c"], line: 5 },
  ]);
});

describe("for cmd.exe", () => {
  test.each([
    [String.raw`curl ^"a b^" ^"c^\^"d^"`, ["curl", "a b", 'c"d']],
    [String.raw`curl "a ""b"" c" "d\"e" f\g`, ["curl", 'a "b" c', 'd"e', String.raw`f\g`]],
    [String.raw`curl ^"100%^PATH^" ^"a\\^"`, ["curl", "100%PATH", "a\\"]],
    ['curl ^\n  -H ^"x^"', ["curl", "-H", "x"]],
    ['curl "" x', ["curl", "", "x"]],
  ])("%j", (text, words) => {
    expect(cmdCommands(text, "file").map((command) => command.words)).toEqual([words]);
  });
});

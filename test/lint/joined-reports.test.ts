import { describe, expect, it } from "vitest";
import { folderOf, runBin } from "../run.ts";
import { eventOf } from "./answers.ts";

const empty = JSON.stringify([eventOf("message", { body: "" })]);
const fine = JSON.stringify([eventOf("message", { body: "Hi" })]);
const lines = `${fine}\n${empty}\n${empty}\n${fine}\n`;

/** What the parts of four lines report, one after the other. */
async function reports(cwd: string): Promise<string> {
  const parts = [1, 2, 3].map((part) =>
    runBin(["lint", "a.jsonl", "--shard", `${part}/3`, "--format", "jsonl"], { cwd }),
  );
  return (await Promise.all(parts)).map(({ stdout }) => stdout).join("");
}

describe("ulbot lint merge", () => {
  it("takes reports in a row from standard input", async () => {
    const cwd = await folderOf({ "a.jsonl": lines });
    const { code, stdout, stderr } = await runBin(["lint", "merge", "-"], { cwd, input: await reports(cwd) });
    expect(stdout).toContain("2 errors, 0 warnings in 1 file, 4 events");
    expect([code, stderr]).toEqual([1, ""]);
  });

  it.each<[string, (text: string) => string, string]>([
    ["a part is missing", (text) => text.split("\n").slice(1, -2).join("\n"), "part 3 of 3 is missing"],
    [
      "the last one breaks off",
      (text) => `${text}${text.split("\n").find((line) => line.includes('"rule"'))}\n`,
      "<stdin> ends within a report, so that not all was linted",
    ],
    [
      "there are findings only",
      (text) =>
        text
          .split("\n")
          .filter((line) => line.includes('"rule"'))
          .join("\n"),
      "<stdin> ends within a report, so that not all was linted",
    ],
    ["it is something else", () => fine, "<stdin> is no report of this version of ulbot"],
  ])("fails where %s", async (_what, change, message) => {
    const cwd = await folderOf({ "a.jsonl": lines });
    const { code, stderr } = await runBin(["lint", "merge", "-"], { cwd, input: change(await reports(cwd)) });
    expect([code, stderr.split("\n")[0]]).toEqual([2, `ulbot: ${message}`]);
  });
});

it.each<[string, string]>([
  ["nowhere.json", "no findings in 0 files (1 unreadable), 0 events"],
  ["nowhere.json a.json", "1 error, 0 warnings in 1 file (1 unreadable), 1 event"],
])("the summary of %s tells of what could not be read", async (args, expected) => {
  const { code, stdout } = await runBin(["lint", ...args.split(" ")], { cwd: await folderOf({ "a.json": empty }) });
  expect([code, stdout.trimEnd().split("\n").at(-1)]).toEqual([2, expected]);
});

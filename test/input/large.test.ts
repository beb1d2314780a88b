import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { eventOf } from "../lint/answers.ts";
import { folderOf, runBin } from "../run.ts";

const megabyte = 1024 ** 2;
const timeout = 300_000;

/** A folder with one file of so many copies of a piece between a head and a tail, written piece by piece. */
async function folderWith(file: string, head: string, piece: string, count: number, tail: string): Promise<string> {
  const cwd = await folderOf({});
  const descriptor = openSync(join(cwd, file), "w");
  writeSync(descriptor, head);
  for (let index = 0; index < count; index++) writeSync(descriptor, piece);
  writeSync(descriptor, tail);
  closeSync(descriptor);
  return cwd;
}

const [head = "", tail = ""] = JSON.stringify(eventOf("message", { body: "|" })).split("|");
// as much memory as a program gets on a small machine
const env = { NODE_OPTIONS: "--max-old-space-size=2048" };

describe("a long line", { timeout }, () => {
  it.each(["answer.json", "answers.jsonl"])("of 100 MB in %s", async (file) => {
    const cwd = await folderWith(file, head, "x".repeat(megabyte), 100, tail);
    const { code, stdout, stderr } = await runBin(["lint", file], { cwd, env });
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toContain("104,857,600 characters, but a message has at most 5,000  message-length");
  });

  it("that is cut off", async () => {
    const cwd = await folderWith("answer.json", "[", `${head}${"x".repeat(1000)}${tail},`, 20_000, head);
    const { code, stdout, stderr } = await runBin(["lint", "answer.json"], { cwd, env });
    expect([code, stderr]).toEqual([2, "ulbot: answer.json could not be read as an answer of a bot\n"]);
    expect(stdout).toContain("the text has no closing double quote");
  });
});

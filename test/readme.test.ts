import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { blocksOf, checkPage } from "./console-blocks.ts";

const readme = join(resolve(import.meta.dirname, ".."), "README.md");
const text = readFileSync(readme, "utf8");

describe("the README", () => {
  it("begins with the two commands", () => {
    const [, first, second] = /```sh\n(.*)\n(.*)\n```/.exec(text) ?? [];
    expect(first).toMatch(/^npm run demo /);
    expect(second).toMatch(/^npm test /);
  });

  it("has an example of each command that works on answers or bots", () => {
    const commands = blocksOf(text).flatMap(({ content }) =>
      [...content.matchAll(/^\$ ulbot (\w+)/gm)].map(([, name]) => name),
    );
    expect(commands).toEqual(expect.arrayContaining(["init", "replay", "lint", "preview", "send"]));
  });

  it("shows what its examples print", async () => {
    const { shown, printed } = await checkPage(readme);
    expect(printed).toEqual(shown);
  }, 60_000);
});

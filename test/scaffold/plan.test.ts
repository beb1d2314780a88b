import { describe, expect, test } from "vitest";
import { decide, foldersAbove, type Policy, type Presence, planFiles } from "../../src/scaffold/plan.ts";

const file = (path: string, content = "") => ({ path, content: Buffer.from(content) });

describe("planFiles", () => {
  test("puts a flow over the template, fills placeholders and sorts by path", () => {
    const layers = [
      [file("src/bot.ts", "empty"), file("README.md", "{{name}}")],
      [file("src/bot.ts", "{{name}}'s bot")],
    ];
    expect(planFiles(layers, { name: "Ada" })).toEqual([
      { path: "README.md", content: "Ada" },
      { path: "src/bot.ts", content: "Ada's bot" },
    ]);
  });

  test.each([
    ["_gitignore", ".gitignore"],
    ["_github/workflows/test.yml", ".github/workflows/test.yml"],
    ["src/_keep", "src/.keep"],
    ["src/my_file.ts", "src/my_file.ts"],
  ])("writes %s as %s", (path, expected) => {
    expect(planFiles([[file(path)]], {})).toEqual([{ path: expected, content: "" }]);
  });
});

const planned = ["README.md", ".env", "src/bot.ts"].map((path) => ({ path, content: path }));
const keep = [".env"];

/** What becomes of the planned files, one letter each, where the directory holds `holds`. */
function actions(holds: Record<string, Presence>, policy: Policy, entries: string[] = []): string {
  const present = { planned: new Map(Object.entries(holds)), entries };
  return decide(planned, present, { policy, keep })
    .map(({ action }) => action[0])
    .join("");
}

describe("decide", () => {
  test.each([
    ["an empty directory", {}, [], "refuse", "ccc"],
    ["a repository without files", {}, [".git", ".idea"], "refuse", "ccc"],
    ["a directory with other files", {}, ["a.txt"], "merge", "ccc"],
    ["a directory with other files", {}, ["a.txt"], "force", "ccc"],
    ["what must be kept, and no conflict", { ".env": "file" }, [".env"], "refuse", "ckc"],
    ["a folder of the project's", { src: "folder" }, ["src"], "merge", "ccc"],
    ["one of the files", { src: "folder", "src/bot.ts": "file" }, ["src"], "merge", "cck"],
    ["one of the files", { src: "folder", "src/bot.ts": "file" }, ["src"], "force", "cco"],
    ["a file and what must be kept", { "README.md": "file", ".env": "file" }, [], "force", "okc"],
    ["a link where a file goes", { "README.md": "link" }, [], "force", "occ"],
    ["a link where a file goes", { "README.md": "link" }, [], "merge", "kcc"],
  ] as const)("%s %j with %j: %s gives %s", (_what, holds, entries, policy, expected) => {
    expect(actions(holds, policy, [...entries])).toBe(expected);
  });

  test("names every file that would be overwritten", () => {
    const holds = { "README.md": "file", ".env": "file", src: "folder", "src/bot.ts": "link" } as const;
    expect(() => actions(holds, "refuse", ["README.md", "src"])).toThrow(
      expect.objectContaining({
        category: "usage",
        message: "the directory holds files that would be overwritten: README.md, src/bot.ts",
        hint: expect.stringContaining("--force"),
      }),
    );
  });

  test.each([
    [["a.txt"], "a.txt"],
    [[".git", "a.txt", "b"], "a.txt, b"],
    [["a\x1b[2J"], "a\\x1b[2J"],
    [["a", "b", "c", "d", "e", "f", "g"], "a, b, c, d, e and 2 more"],
  ])("refuses a directory that holds %j", (entries, named) => {
    expect(() => actions({}, "refuse", entries)).toThrow(
      expect.objectContaining({ message: `the directory is not empty, it holds ${named}` }),
    );
  });

  test.each([
    [{ "README.md": "folder" }, "README.md is a directory, but the project needs a file there"],
    [{ src: "file" }, "src is a file, but the project needs a directory there"],
    [{ src: "link" }, "src is a symbolic link, but the project needs a directory there"],
  ] as const)("whatever is asked, refuses %j", (holds, message) => {
    for (const policy of ["refuse", "merge", "force"] as const) expect(() => actions(holds, policy)).toThrow(message);
  });
});

test.each([
  ["a", []],
  ["a/b/c", ["a", "a/b"]],
])("the folders above %s are %j", (path, folders) => {
  expect(foldersAbove(path)).toEqual(folders);
});

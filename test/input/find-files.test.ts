import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { mkdir, symlink } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type FindOptions, findFiles } from "../../src/input/find-files.ts";
import fc, { runs } from "../property.ts";
import { folderOf } from "../run.ts";

const found = async (patterns: string[], options: FindOptions) =>
  (await findFiles(patterns, options)).map(({ file }) => file);

/** A folder with empty files at these paths. */
const folderWith = (...paths: string[]) => folderOf(Object.fromEntries(paths.map((path) => [path, ""])));

describe("a directory", () => {
  it("stands for what can be read in it, by the names", async () => {
    const kinds = ["json", "jsonl", "ndjson", "yaml", "yml"].flatMap((ending) => [`b/x.${ending}`, `b/x.${ending}.gz`]);
    const others = ["b/x.txt", "b/x.gz", "b/json", "b/x.json5", "b/.hidden.json", "b/.git/x.json", "b/.x/y.json"];
    const modules = ["node_modules/x/y.json", "b/node_modules/y.json"];
    const cwd = await folderWith(...kinds, "b/c/d.JSON", ...others, ...modules);
    expect(await found(["b"], { cwd })).toEqual(["b/c/d.JSON", ...kinds]);
    expect(await found(["."], { cwd })).toEqual(["b/c/d.JSON", ...kinds]);
    expect(await found(["b/c"], { cwd })).toEqual(["b/c/d.JSON"]);
    expect(await found(["./b/c/"], { cwd })).toEqual(["b/c/d.JSON"]);
    expect(await found(["../c"], { cwd: join(cwd, "b", "c") })).toEqual(["../c/d.JSON"]);
    expect(await found([join(cwd, "b/c")], { cwd })).toEqual([join(cwd, "b/c/d.JSON")]);
    expect(await findFiles(["b/c"], { cwd })).toEqual([{ file: "b/c/d.JSON", isFound: true }]);
  });

  it("whose name is like a glob is still one", async () => {
    const cwd = await folderWith("[a]/x.json", "a/x.json");
    expect(await found(["[a]"], { cwd })).toEqual(["[a]/x.json"]);
  });

  it("may be behind a link; links in it are not followed, but those to files are", async () => {
    const cwd = await folderWith("real/x.json", "other/y.json", "z.json");
    await symlink("real", join(cwd, "link"));
    await symlink("../other", join(cwd, "real", "deeper"));
    await symlink("..", join(cwd, "real", "round"));
    await symlink("../z.json", join(cwd, "real", "z.json"));
    expect(await found(["link"], { cwd })).toEqual(["link/x.json", "link/z.json"]);
    expect(await found(["real"], { cwd })).toEqual(["real/x.json", "real/z.json"]);
  });

  it("with nothing to read is a failure", async () => {
    const cwd = await folderWith("a/x.txt", "a/node_modules/x.json");
    await mkdir(join(cwd, "empty"));
    for (const name of ["a", "empty"]) {
      await expect(findFiles([name], { cwd })).rejects.toMatchObject({
        category: "usage",
        message: `there is nothing to read in ${name}`,
        hint: expect.stringContaining(".ndjson"),
      });
    }
  });
});

describe("names, directories and globs", () => {
  it("give every file once, in their order; who names one means it", async () => {
    const cwd = await folderWith("a/x.json", "a/y.json", "a/z.txt");
    expect(await findFiles(["a/y.json", "-", "a", "a/*.txt", "missing.json", "a/x.json"], { cwd })).toEqual([
      { file: "a/y.json", isFound: false },
      { file: "-", isFound: false },
      { file: "a/x.json", isFound: false },
      { file: "a/z.txt", isFound: false },
      { file: "missing.json", isFound: false },
    ]);
  });
});

describe("a glob that starts above the working directory", () => {
  it("finds what is below it as well, and no modules", async () => {
    const root = await folderWith("a/x.json", "a/b/y.json", "b/z.json", "node_modules/x/y.json");
    const cwd = join(root, "a");
    const all = ["../b/z.json", "b/y.json", "x.json"];
    expect(await found(["../**/*.json"], { cwd })).toEqual(all);
    expect(await found([`${root.replaceAll("\\", "/")}/**/*.json`], { cwd })).toEqual(all);
    expect(await found(["./../**/*.json"], { cwd: join(cwd, "b") })).toEqual(["../x.json", "y.json"]);
    expect(await found(["./**/*.json"], { cwd })).toEqual(["b/y.json", "x.json"]);
    expect(await found(["../node_modules/**/*.json"], { cwd })).toEqual(["../node_modules/x/y.json"]);
  });
});

describe("what git ignores", () => {
  const tree = {
    ".gitignore": "*.out.json\n/dist/\n!keep.out.json\n",
    "a.json": "",
    "b.out.json": "",
    "dist/c.json": "",
  };

  it("is left out of directories and globs, but where it is named", async () => {
    const cwd = await folderOf(tree);
    expect(await found(["."], { cwd })).toEqual(["a.json"]);
    expect(await found(["**/*.json"], { cwd })).toEqual(["a.json"]);
    expect(await found(["b.out.json", "dist/c.json"], { cwd })).toEqual(["b.out.json", "dist/c.json"]);
    const all = ["a.json", "b.out.json", "dist/c.json"];
    expect(await found(["."], { cwd, withIgnored: true })).toEqual(all);
    expect(await found(["**/*.json"], { cwd, withIgnored: true })).toEqual(all);
  });

  it.each(["dist/*.json", "*.out.json"])("is a failure where it is all of %s", async (glob) => {
    await expect(findFiles([glob], { cwd: await folderOf(tree) })).rejects.toMatchObject({
      message: `git ignores every file that matches ${glob}`,
      hint: "name the files themselves, or use --no-ignore",
    });
  });

  it("is a failure where it is a whole directory", async () => {
    await expect(findFiles(["dist"], { cwd: await folderOf(tree) })).rejects.toMatchObject({
      message: "there is nothing to read in dist",
      hint: expect.stringContaining("--no-ignore"),
    });
  });

  it("is told by the files above, up to the repository", async () => {
    const cwd = await folderOf({
      ".gitignore": "*.json\n",
      "repository/.git/HEAD": "",
      "repository/.gitignore": "x.json\n",
      "repository/a/.gitignore": "y.json\n",
      "repository/a/b/x.json": "",
      "repository/a/b/y.json": "",
      "repository/a/b/z.json": "",
    });
    const inside = join(cwd, "repository/a/b");
    expect(await found(["."], { cwd: inside })).toEqual(["z.json"]);
    expect(await found(["*.json"], { cwd: inside })).toEqual(["z.json"]);
    expect(await found(["repository"], { cwd })).toEqual(["repository/a/b/z.json"]);
  });

  it("is told by the repository's own list as well, over which a .gitignore wins", async () => {
    const cwd = await folderOf({
      ".git/HEAD": "",
      ".git/info/exclude": "x.json\ny.json\n",
      "a/.gitignore": "!y.json\n",
      "a/x.json": "",
      "a/y.json": "",
      "y.json": "",
      "z.json": "",
    });
    expect(await found(["."], { cwd })).toEqual(["a/y.json", "z.json"]);
    expect(await found(["."], { cwd: join(cwd, "a") })).toEqual(["y.json"]);
  });

  it("is told by no file above the working directory where there is no repository", async () => {
    const cwd = await folderOf({
      ".gitignore": "*.json\n",
      "a/x.json": "",
      "a/.gitignore": "y.json",
      "a/b/y.json": "",
    });
    expect(await found(["."], { cwd: join(cwd, "a") })).toEqual(["x.json"]);
    expect(await found([".."], { cwd: join(cwd, "a", "b") })).toEqual(["../x.json"]);
  });

  it("is what git itself ignores", { timeout: 120_000 }, async () => {
    const paths = ["a", "b", "a/a", "a/b", "b/a", "a/b/c", "a/b/a", "a/b/!a", "a/b/#b"].map((path) => `${path}.json`);
    const word = fc.constantFrom(
      "a",
      "b",
      "c",
      "*",
      "**",
      "a.json",
      "b.json",
      "*.json",
      "?.json",
      "[ab]*",
      "\\!a.json",
      "\\#b.json",
      "#",
      " ",
    );
    const pattern = fc
      .tuple(
        fc.constantFrom("", "!", "/", "!/"),
        fc.array(word, { minLength: 1, maxLength: 3 }),
        fc.constantFrom("", "/"),
      )
      .map(([before, words, after]) => `${before}${words.join("/")}${after}`);
    const rules = fc.array(pattern, { maxLength: 4 }).map((lines) => lines.join("\n"));
    const cwd = await folderWith(...paths, "c/[a]/b.json");
    execFileSync("git", ["init", "-q"], { cwd });
    await fc.assert(
      fc.asyncProperty(rules, rules, rules, rules, async (root, a, b, c) => {
        for (const [directory, text] of Object.entries({ ".": root, a, "a/b": b, "c/[a]": c })) {
          writeFileSync(join(cwd, directory, ".gitignore"), text);
        }
        const listed = execFileSync("git", ["ls-files", "--others", "--exclude-standard", "*.json"], { cwd });
        const own = await found(["."], { cwd }).catch(() => []);
        expect(own).toEqual(`${listed}`.split("\n").filter(Boolean).sort());
      }),
      { numRuns: runs(100) },
    );
  });
});

import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { UlbotError } from "../../src/errors.ts";
import { inspect, listEntries } from "../../src/scaffold/inspect.ts";
import { decide, type Policy, type Step } from "../../src/scaffold/plan.ts";
import { writeSteps } from "../../src/scaffold/write.ts";

let home: string;
let target: string;

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "ulbot-write-"));
  target = join(home, "new/bot");
});

afterEach(() => rmSync(home, { recursive: true, force: true }));

const never = new AbortController().signal;
const files = [".env", "README.md", "src/a/b.ts", "src/c.ts"].map((path) => ({ path, content: `new ${path}` }));

/** Puts a file into the target, as if it had been there before. */
function put(path: string, content = "old"): void {
  mkdirSync(join(target, path, ".."), { recursive: true });
  writeFileSync(join(target, path), content);
}

const stepsFor = (policy: Policy) => decide(files, inspect(target, files), { policy, keep: [".env"] });

/** Every file below a directory with its text; folders without files count as well. */
function contents(directory = home): Record<string, string> {
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path.slice(directory.length + 1), entry.isFile() ? readFileSync(path, "utf8") : "folder"];
    }),
  );
}

describe("writes", () => {
  test("into a directory that isn't there", async () => {
    await writeSteps(target, stepsFor("refuse"), never);
    expect(contents(target)).toEqual({
      ".env": "new .env",
      "README.md": "new README.md",
      src: "folder",
      "src/a": "folder",
      "src/a/b.ts": "new src/a/b.ts",
      "src/c.ts": "new src/c.ts",
    });
  });

  test("over files, but not over what is to be kept, nor anything else", async () => {
    put(".env");
    put("README.md");
    put("src/mine.ts");
    await writeSteps(target, stepsFor("force"), never);
    expect(contents(target)).toMatchObject({ ".env": "old", "README.md": "new README.md", "src/mine.ts": "old" });
    expect(Object.keys(contents(target))).toHaveLength(7);
  });

  test("around files", async () => {
    put("README.md");
    await writeSteps(target, stepsFor("merge"), never);
    expect(contents(target)).toMatchObject({ "README.md": "old", "src/c.ts": "new src/c.ts" });
  });

  test("in place of a link, and not through it", async () => {
    mkdirSync(target, { recursive: true });
    writeFileSync(join(home, "outside"), "old");
    symlinkSync(join(home, "outside"), join(target, "README.md"));
    await writeSteps(target, stepsFor("force"), never);
    expect(readFileSync(join(home, "outside"), "utf8")).toBe("old");
    expect(lstatSync(join(target, "README.md")).isFile()).toBe(true);
  });

  test("into a directory that the target is a link to", async () => {
    mkdirSync(join(home, "real"));
    target = join(home, "link");
    symlinkSync("real", target);
    await writeSteps(target, stepsFor("refuse"), never);
    expect(contents(join(home, "real"))).toMatchObject({ "src/c.ts": "new src/c.ts" });
  });
});

test("a link to a folder in the target is no way out of it", () => {
  mkdirSync(target, { recursive: true });
  symlinkSync(home, join(target, "src"));
  for (const policy of ["refuse", "merge", "force"] as const) {
    expect(() => stepsFor(policy)).toThrow("src is a symbolic link, but the project needs a directory there");
  }
});

describe("takes back what it wrote, and nothing else,", () => {
  /** The steps, the last of which can't be done. */
  function doomed(steps: readonly Step[], last: Partial<Step>): Step[] {
    return [...steps, { path: "z", content: "", action: "create", ...last }];
  }

  test.each([
    ["a directory has appeared where a file goes", { path: "src" }, /src: it has appeared meanwhile$/],
    ["a file has appeared where a folder goes", { path: "README.md/z" }, /it has appeared|not a directory$/],
    ["a file to overwrite has gone", { path: "gone", action: "overwrite" as const }, /ENOENT/],
    ["a name is too long", { path: "z".repeat(300) }, /its name is too long$/],
  ])("when %s", async (_what, last, message) => {
    put("src/mine.ts");
    put("README.md");
    const before = contents();
    await expect(writeSteps(target, doomed(stepsFor("force"), last), never)).rejects.toThrow(
      expect.objectContaining({ category: "unavailable", message: expect.stringMatching(message) }),
    );
    expect(contents()).toEqual(before);
  });

  test("when there was no directory at all", async () => {
    await expect(writeSteps(target, doomed(stepsFor("refuse"), { path: "src" }), never)).rejects.toThrow(UlbotError);
    expect(contents()).toEqual({});
  });

  test("but leaves what somebody else has put into its folders meanwhile", async () => {
    const meddling: Step = {
      path: "z",
      action: "create",
      get content() {
        put("src/other.ts", "theirs");
        return "";
      },
    };
    const steps = doomed([...stepsFor("refuse"), meddling], { path: "src" });
    await expect(writeSteps(target, steps, never)).rejects.toThrow(UlbotError);
    expect(contents(target)).toEqual({ src: "folder", "src/other.ts": "theirs" });
  });

  test("when it is interrupted", async () => {
    put("README.md");
    const before = contents();
    const stop = new AbortController();
    const reason = new UlbotError("interrupted", "interrupted");
    const [first, second, ...rest] = stepsFor("force") as [Step, Step, ...Step[]];
    const stopping: Step = {
      ...second,
      get content() {
        stop.abort(reason);
        return second.content;
      },
    };
    await expect(writeSteps(target, [first, stopping, ...rest], stop.signal)).rejects.toBe(reason);
    expect(stopping.action).toBe("overwrite");
    expect(contents()).toEqual(before);
  });
});

describe("a directory can't be", () => {
  test.each([
    ["a file", () => writeFileSync(join(home, "x"), ""), "x", "it is a file"],
    ["below a file", () => writeFileSync(join(home, "x"), ""), "x/y", "a part of its path is a file"],
    ["a link that leads nowhere", () => symlinkSync("gone", join(home, "x")), "x", "it is a link that leads nowhere"],
  ])("%s", (_what, prepare, path, reason) => {
    prepare();
    const directory = join(home, path);
    expect(() => listEntries(directory)).toThrow(
      expect.objectContaining({ category: "usage", message: `cannot use ${directory} as a directory: ${reason}` }),
    );
    expect(existsSync(join(home, "gone"))).toBe(false);
  });
});

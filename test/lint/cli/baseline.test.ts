import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderOf, type Ran, run } from "../../run.ts";
import { eventOf } from "../answers.ts";

const bad = JSON.stringify([eventOf("mesage")]);
const others = JSON.stringify([eventOf("message", { body: "Hi", priority: 1 }), eventOf("maseg")]);
const good = JSON.stringify([eventOf("end")]);

const lint = (cwd: string, ...args: string[]): Promise<Ran> =>
  run(["lint", ...args, "--baseline", "known.json"], { cwd });
const update = (cwd: string, ...args: string[]) => lint(cwd, ...args, "--update-baseline");
const known = async (cwd: string): Promise<string[]> => {
  const { findings } = JSON.parse(await readFile(join(cwd, "known.json"), "utf8"));
  return findings.map(({ file, rule, count }: Record<string, unknown>) => `${count} ${rule} in ${file}`);
};

describe("a baseline", () => {
  it("has what is found, which is then not reported and does not count", async () => {
    const cwd = await folderOf({ "a.json": bad, "b.json": others });
    expect(await update(cwd, ".")).toEqual({
      code: 0,
      stdout: "no findings in 2 files, 3 events\n",
      stderr: "wrote known.json: 3 known findings\n",
    });
    expect(await known(cwd)).toEqual([
      "1 event-name in a.json",
      "1 event-name in b.json",
      "1 parameter-unknown in b.json",
    ]);
    await writeFile(join(cwd, "c.json"), bad);
    const { code, stdout, stderr } = await lint(cwd, "a.json", "b.json", "c.json", "--max-warnings", "0");
    expect([code, stderr]).toEqual([1, ""]);
    expect(stdout).toMatch(/^c\.json\n[\s\S]*\n1 error, 0 warnings in 3 files, 4 events\n$/);
  });

  it("holds whatever is shown, and whatever files are called from wherever lint is run", async () => {
    const cwd = await folderOf({ "sub/a.json": others, "known.json/.keep": "" });
    const found = async (from: string, ...args: string[]) => {
      const base = ["--baseline", join(cwd, "lint/known.json"), "--format", "json"];
      const { stdout } = await run(["lint", ...args, ...base], { cwd: join(cwd, from) });
      return JSON.parse(stdout).summary.errors + JSON.parse(stdout).summary.infos;
    };
    await found(".", "sub", "--severity", "error", "--update-baseline");
    expect(JSON.parse(await readFile(join(cwd, "lint/known.json"), "utf8")).findings[0].file).toBe("../sub/a.json");
    for (const file of ["sub/a.json", "./sub/a.json", join(cwd, "sub/a.json"), "sub"])
      expect(await found(".", file)).toBe(0);
    expect(await found("sub", "a.json", "--severity", "info")).toBe(0);
    expect(await found("sub", "../sub/a.json")).toBe(0);
  });

  it("says what is no longer there, once, and forgets it when it is updated", async () => {
    const cwd = await folderOf({ "a.json": bad, "b.json": bad, "c.json": bad });
    await update(cwd, ".");
    await writeFile(join(cwd, "a.json"), good);
    await rm(join(cwd, "b.json"));
    const gone = "2 findings of known.json are no longer there; --update-baseline drops them\n";
    expect((await lint(cwd, "a.json")).stderr).toBe(gone);
    expect((await update(cwd, "a.json")).stderr).toBe("wrote known.json: 0 known findings\n");
    expect(await known(cwd)).toEqual(["1 event-name in c.json"]);
    expect((await lint(cwd, "a.json", "c.json")).stderr).toBe("");
  });

  it("keeps what it knows of a file that can't be read just now", async () => {
    const cwd = await folderOf({ "a.json": bad, "b.json": bad });
    await update(cwd, ".");
    await writeFile(join(cwd, "a.json"), "{");
    await rm(join(cwd, "b.json"));
    await mkdir(join(cwd, "b.json"));
    const { code, stderr } = await lint(cwd, "a.json", "b.json/x.json");
    expect([code, stderr]).toEqual([2, expect.not.stringContaining("no longer there")]);
    expect((await update(cwd, "a.json")).code).toBe(2);
    expect(await known(cwd)).toEqual(["1 event-name in a.json", "1 event-name in b.json"]);
  });

  it("of the configuration holds for every run", async () => {
    const cwd = await folderOf({ "a.json": bad, "ulbot.config.json": '{"baseline": "known.json"}' });
    expect((await run(["lint", "a.json", "--update-baseline"], { cwd })).code).toBe(0);
    expect((await run(["lint", "a.json"], { cwd })).code).toBe(0);
    expect((await run(["lint", "a.json", "--no-config"], { cwd })).code).toBe(1);
  });

  it.each([
    [undefined, "there is no baseline known.json\n  write it with --update-baseline"],
    ["{", "known.json is no baseline of this version of ulbot\n  remove it, and write it anew with --update-baseline"],
    ['{"name": "bot"}', "known.json is no baseline of this version of ulbot"],
  ])("that is %j is a wrong usage", async (content, said) => {
    const cwd = await folderOf({ "a.json": bad, ...(content === undefined ? {} : { "known.json": content }) });
    const { code, stdout, stderr } = await lint(cwd, "a.json");
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(`ulbot: ${said}`)]);
    // what may be any file of the project is never overwritten
    if (content !== undefined) expect((await update(cwd, "a.json")).code).toBe(2);
  });

  it("that can't be written is told of, and is no wrong usage", async () => {
    const cwd = await folderOf({ "a.json": bad, file: "" });
    const args = ["lint", "a.json", "--baseline", "file/known.json", "--update-baseline"];
    const { code, stderr } = await run(args, { cwd });
    expect([code, stderr]).toEqual([3, expect.stringContaining("ulbot: cannot write file/known.json: ")]);
  });
});

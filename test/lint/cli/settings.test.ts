import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderOf, run, type World } from "../../run.ts";
import { eventOf } from "../answers.ts";

const long = JSON.stringify([eventOf("message", { body: "x".repeat(2001) })]);
const bad = JSON.stringify([eventOf("mesage")]);
const slow = JSON.stringify([eventOf("delay", { duration: 8 }), eventOf("message", { body: "Hi" })]);
const config = (value: object) => ({ "ulbot.config.json": JSON.stringify(value) });

interface Found {
  readonly code: number | undefined;
  readonly told: readonly string[];
  readonly stderr: string;
}

/** `severity rule in file` of what is found, and for which channels. */
async function lint(args: readonly string[], world: World): Promise<Found> {
  const { code, stdout, stderr } = await run(["lint", "--format", "json", ...args], world);
  if (stdout === "") return { code, told: [], stderr };
  const { findings } = JSON.parse(stdout) as { findings: Record<string, string>[] };
  return { code, told: findings.map((each) => `${each.severity} ${each.rule} ${each.channels}`.trim()), stderr };
}

describe("overrides", () => {
  const files = { "bots/sms/a.json": long, "bots/b.json": long, "c.json": bad };

  it.each<[string, object, readonly string[]]>([
    ["bots/b.json", {}, ["warning text-length facebook"]],
    ["bots/b.json", { files: "bots/**", rules: { "text-length": "off" } }, []],
    ["bots/b.json", { files: "./bots/*.json", rules: { "text-length": "error" } }, ["error text-length facebook"]],
    ["bots/b.json", { files: ["x/**", "bots/*"], channel: "web" }, []],
    ["bots/b.json", { files: "bots/sms/**", channel: "web" }, ["warning text-length facebook"]],
    ["./bots/b.json", { files: "bots/**", channel: ["web", "facebook"] }, ["warning text-length facebook"]],
    ["bots/../bots/b.json", { files: "bots/**", channel: "web" }, []],
    ["c.json", { files: "*.json", rules: { "event-name": "info" } }, []],
    ["c.json", { files: "!c.json", rules: { "event-name": "off" } }, ["error event-name"]],
  ])("of %s: %j", async (file, override, expected) => {
    const overrides = "files" in override ? [override] : [];
    const cwd = await folderOf({ ...files, ...config({ overrides, rules: { "sms-segments": "off" } }) });
    for (const name of [file, join(cwd, file)]) expect((await lint([name], { cwd })).told).toEqual(expected);
  });

  it("hold by paths from their configuration, wherever lint is run", async () => {
    const overrides = [{ files: "bots/sms/*.json", rules: { "text-length": "off", "sms-segments": "off" } }];
    const cwd = await folderOf({ ...files, ".git/HEAD": "", ...config({ overrides }) });
    expect((await lint(["a.json"], { cwd: join(cwd, "bots/sms") })).told).toEqual([]);
    expect((await lint(["sms"], { cwd: join(cwd, "bots") })).told).toEqual([]);
    const elsewhere = await folderOf(files);
    const shared = ["--config", join(cwd, "ulbot.config.json")];
    expect((await lint(["bots/sms", ...shared], { cwd: elsewhere })).told).toEqual([]);
  });

  it("hold for standard input by the name it is given", async () => {
    const cwd = await folderOf(config({ overrides: [{ files: "bots/**", rules: { "event-name": "off" } }] }));
    expect((await lint(["-"], { cwd, input: bad })).told).toEqual(["error event-name"]);
    expect((await lint(["-", "--stdin-filepath", "bots/x.json"], { cwd, input: bad })).told).toEqual([]);
  });

  it("leave a rule the options, or the severity, that they say nothing of", async () => {
    const rules = { "delay-duration": { severity: "error", seconds: 5 } };
    const of = async (...overrides: object[]) => {
      const cwd = await folderOf({ "a.json": slow, ...config({ rules, overrides }) });
      return (await lint(["a.json"], { cwd })).told;
    };
    const files = "*.json";
    expect(await of()).toEqual(["error delay-duration"]);
    expect(await of({ files, rules: { "delay-duration": "warning" } })).toEqual(["warning delay-duration"]);
    expect(await of({ files, rules: { "delay-duration": { seconds: 10 } } })).toEqual([]);
    expect(await of({ files, rules: { "delay-duration": { seconds: 6 } } })).toEqual(["error delay-duration"]);
    expect(
      await of({ files, rules: { "delay-duration": "off" } }, { files, rules: { "delay-duration": "info" } }),
    ).toEqual([]);
  });

  it("give way to channels on the command line, and later ones win", async () => {
    const overrides = [
      { files: "**", channel: "web" },
      { files: "bots/**", channel: "facebook" },
    ];
    const cwd = await folderOf({ ...files, ...config({ overrides }) });
    expect((await lint(["bots/b.json"], { cwd })).told).toEqual(["warning text-length facebook"]);
    expect((await lint(["bots/b.json", "--channel", "web"], { cwd })).told).toEqual([]);
  });

  it.each([
    [{ files: "*", channel: "fax" }, 'channel of overrides in the configuration: "fax" is no channel'],
    [{ files: "*", rules: { "event-nam": "off" } }, 'the configuration names a rule "event-nam", which does not exist'],
    [
      { files: "*", rules: { "delay-duration": { secs: 5 } } },
      'an option of delay-duration "secs", which does not exist',
    ],
    [{ files: "*", rules: { "delay-duration": { seconds: "5" } } }, "delay-duration.seconds has to be a number from 0"],
    [{ rules: {} }, "overrides.0.files has to be"],
  ])("that do not hold are a wrong usage: %j", async (override, said) => {
    const cwd = await folderOf({ "a.json": bad, ...config({ overrides: [override] }) });
    expect(await lint(["a.json"], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining(said) });
  });
});

describe("suppress", () => {
  const two = JSON.stringify([eventOf("mesage"), eventOf("mesage")]);

  it.each<[object, number]>([
    [{ rule: "event-name" }, 0],
    [{ rule: "event-name", files: "a.json" }, 0],
    [{ rule: "event-name", files: "./a.json" }, 0],
    [{ rule: "event-name", files: ["*.yaml", "**/*.json"] }, 0],
    [{ rule: "event-name", pointer: "/0" }, 1],
    [{ rule: "event-name", pointer: "/1/packet/name" }, 1],
    [{ rule: "event-name", pointer: "/0/packet/payload" }, 2],
    [{ rule: "event-name", files: "b.json" }, 2],
    [{ rule: "cid-format" }, 2],
  ])("%j", async (suppression, count) => {
    const cwd = await folderOf({ "a.json": two, ...config({ suppress: [suppression] }) });
    for (const name of ["a.json", "./a.json", join(cwd, "a.json")]) {
      expect((await lint([name], { cwd })).told).toEqual(Array(count).fill("error event-name"));
    }
  });

  it("may name a file by its absolute path", async () => {
    const cwd = await folderOf({ "a.json": two });
    const suppress = [{ rule: "event-name", files: join(cwd, "a.json") }];
    const other = await folderOf(config({ suppress }));
    const { told } = await lint([join(cwd, "a.json"), "-c", join(other, "ulbot.config.json")], { cwd });
    expect(told).toEqual([]);
  });

  it("is told of once where it hides nothing, by what it says", async () => {
    const suppress = [
      { rule: "cid-format" },
      { rule: "url-form", files: ["a.json", "b.json"], pointer: "/0" },
      { rule: "event-name" },
      { rule: "url-form", files: "elsewhere.json" },
    ];
    const cwd = await folderOf({ "a.json": two, "b.json": two, ...config({ suppress }) });
    const said = ["cid-format", "url-form in a.json, b.json at /0"];
    expect((await lint(["a.json", "b.json"], { cwd })).stderr).toBe(
      said.map((name) => `suppress in the configuration has no use: ${name}\n`).join(""),
    );
    for (const args of [["-q"], ["--channel", "web"], ["--shard", "1/2"]]) {
      expect((await lint(["a.json", "b.json", ...args], { cwd })).stderr).toBe("");
    }
  });

  it.each([
    [
      { rule: "event-nam" },
      'the configuration names a rule "event-nam", which does not exist\n  did you mean event-name',
    ],
    [{ rule: "event-name", pointer: "0" }, "suppress.0.pointer has to be"],
    [{ files: "a.json" }, "suppress.0.rule has to be a text"],
  ])("that does not hold is a wrong usage: %j", async (suppression, said) => {
    const cwd = await folderOf({ "a.json": two, ...config({ suppress: [suppression] }) });
    expect(await lint(["a.json"], { cwd })).toMatchObject({ code: 2, stderr: expect.stringContaining(said) });
  });
});

describe("a file", () => {
  it("is linted once, whatever it is called", async () => {
    const cwd = await folderOf({ "a.json": bad, "b/c.json": bad });
    const names = ["a.json", "./a.json", join(cwd, "a.json"), "b", "b/c.json", "*.json"];
    const { stdout } = await run(["lint", ...names, "--format", "json"], { cwd });
    const { summary, findings } = JSON.parse(stdout);
    expect([summary.files, findings.map(({ file }: { file: string }) => file)]).toEqual([2, ["a.json", "b/c.json"]]);
  });
});

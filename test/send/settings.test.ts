import { Command, InvalidArgumentError, Option } from "commander";
import { describe, expect, test } from "vitest";
import { type Environment, environmentName, readDotEnv, settle } from "../../src/settings.ts";
import { folderOf } from "../run.ts";

interface Sources {
  readonly env?: Environment;
  readonly dotEnv?: Environment;
  readonly config?: Readonly<Record<string, unknown>>;
}

function parseCount(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new InvalidArgumentError(`"${text}" is no count`);
}

/** The options of a command `send` that got `args`, once they are settled. */
function settled(args: readonly string[], { env = {}, dotEnv = {}, config = {} }: Sources) {
  const command = new Command("send")
    .option("--url <url>")
    .option("--timeout <duration>", "", parseCount, 30)
    .option("--dry-run")
    .option("--no-lint")
    .option("--count <count>", "", parseCount, 5)
    .option("--set <assignment>", "", (text: string, previous: string[]) => [...previous, text], [])
    .addOption(new Option("--format <name>").choices(["pretty", "json"]).default("pretty"))
    .exitOverride();
  command.parse(args, { from: "user" });
  settle(command, { env, dotEnv, config });
  return command.opts();
}

test.each([
  ["botUrl", "ULBOT_BOT_URL"],
  ["yes", "ULBOT_YES"],
  ["noLint", "ULBOT_NO_LINT"],
])("%s is %s in the environment", (setting, name) => {
  expect(environmentName(setting)).toBe(name);
});

describe("an option", () => {
  const env = { ULBOT_COUNT: "2" };
  const dotEnv = { ULBOT_COUNT: "3" };
  const config = { count: 4 };

  test.each<[string, string[], Sources, number]>([
    ["the command line", ["--count", "1"], { env, dotEnv, config }, 1],
    ["the environment", [], { env, dotEnv, config }, 2],
    [".env", [], { dotEnv, config }, 3],
    [".env where the environment is blank", [], { env: { ULBOT_COUNT: " " }, dotEnv, config }, 3],
    ["the configuration", [], { config }, 4],
    ["the configuration where .env is blank", [], { dotEnv: { ULBOT_COUNT: "" }, config }, 4],
    ["its default", [], {}, 5],
  ])("comes from %s", (_, args, sources, count) => {
    expect(settled(args, sources).count).toBe(count);
  });

  test.each<[Sources, Record<string, unknown>]>([
    [{ env: { ULBOT_API_URL: "a", ULBOT_BOT_URL: "b", ULBOT_URL: "c" } }, { url: "a" }],
    [{ config: { botUrl: "b", apiUrl: "a" } }, { url: "a" }],
    [{ env: { ULBOT_API_TIMEOUT: "7" }, config: { timeout: "5" } }, { timeout: 7 }],
    [{ config: { timeout: "5" } }, { timeout: 30 }],
    [{ env: { ULBOT_SET: "a=b" } }, { set: ["a=b"] }],
    [{ env: { ULBOT_FORMAT: "json" } }, { format: "json" }],
    ...["1", "true", "YES", "on"].map((text): [Sources, Record<string, unknown>] => [
      { env: { ULBOT_DRY_RUN: text, ULBOT_NO_LINT: text } },
      { dryRun: true, lint: false },
    ]),
    ...["0", "false", "No", "off"].map((text): [Sources, Record<string, unknown>] => [
      { env: { ULBOT_DRY_RUN: text, ULBOT_NO_LINT: text } },
      { dryRun: false, lint: true },
    ]),
    [{}, { lint: true }],
  ])("%j", (sources, options) => {
    expect(settled([], sources)).toMatchObject(options);
  });

  test.each<[Sources, string]>([
    [{ env: { ULBOT_DRY_RUN: "maybe\x1b" } }, 'ULBOT_DRY_RUN is "maybe\\x1b", but it is either true or false'],
    [{ dotEnv: { ULBOT_NO_LINT: "2" } }, 'ULBOT_NO_LINT in .env is "2", but it is either true or false'],
    [{ dotEnv: { ULBOT_COUNT: "many\x1b" } }, 'ULBOT_COUNT in .env: "many\\x1b" is no count'],
    [{ config: { count: "many" } }, 'count in the configuration: "many" is no count'],
    [{ env: { ULBOT_FORMAT: "xml" } }, "ULBOT_FORMAT: Allowed choices are pretty, json."],
  ])("%j is refused", (sources, message) => {
    expect(() => settled([], sources)).toThrow(expect.objectContaining({ category: "usage", message }));
  });
});

describe(".env", () => {
  test("gives our variables, and no others", async () => {
    const text = '\ufeffULBOT_API_URL=https://x.invalid/ # ours\r\nPATH=/bin\nexport ULBOT_CID="a b"\n# ULBOT_YES=1\n';
    const folder = await folderOf({ ".env": text });
    expect(readDotEnv(folder)).toEqual({ ULBOT_API_URL: "https://x.invalid/", ULBOT_CID: "a b" });
  });

  test("may be missing", async () => {
    expect(readDotEnv(await folderOf({}))).toEqual({});
  });

  test("may be a directory, as Python's virtual environments often are", async () => {
    expect(readDotEnv(await folderOf({ ".env/pyvenv.cfg": "" }))).toEqual({});
  });

  test("that is no UTF-8 is refused", async () => {
    const folder = await folderOf({ ".env": Buffer.from("\ufeffULBOT_CID=a", "utf16le") });
    const message = "cannot read .env: it is UTF-16 text";
    expect(() => readDotEnv(folder)).toThrow(expect.objectContaining({ category: "usage", message }));
  });
});

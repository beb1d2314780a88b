import { describe, expect, it } from "vitest";
import { eventOf } from "./lint/answers.ts";
import { folderOf, run } from "./run.ts";

// where the values of options come from, seen from a whole run; the rules for single options are tested with `send`

/** An answer that is an error on sms, a warning on facebook and fine elsewhere. */
const answer = JSON.stringify([
  eventOf("media", { link: "https://cdn.example.com/a.jpg" }),
  eventOf("message", { body: "x".repeat(2001) }),
]);

interface Sources {
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly dotEnv?: string;
  readonly config?: object;
}

/** What lint finds: the channels of its findings, each once; what it says where it does not even start. */
async function lint({ args = [], env = {}, dotEnv, config }: Sources): Promise<string> {
  const cwd = await folderOf({
    "it.json": answer,
    ...(dotEnv === undefined ? {} : { ".env": dotEnv }),
    ...(config === undefined ? {} : { "ulbot.config.json": JSON.stringify(config) }),
  });
  const { code, stdout, stderr } = await run(["lint", "it.json", "--format", "json", ...args], { cwd, env });
  if (code === 2) return stderr.trimEnd();
  const { findings } = JSON.parse(stdout) as { findings: { channels: string[] }[] };
  return [...new Set(findings.flatMap(({ channels }) => channels))].join(" ") || "none";
}

const everywhere = { env: { ULBOT_CHANNEL: "facebook" }, dotEnv: "ULBOT_CHANNEL=web", config: { channel: "custom" } };

describe("the channels to lint for", () => {
  it.each<[string, Sources, string]>([
    ["are all", {}, "sms facebook"],
    ["are those of the configuration", { config: { channel: "sms" } }, "sms"],
    ["are those of a list in the configuration", { config: { channel: ["facebook", "sms"] } }, "sms facebook"],
    ["are those of .env", { dotEnv: "ULBOT_CHANNEL=sms\n", config: { channel: "web" } }, "sms"],
    ["are those of .env, however it is written", { dotEnv: "# bot\nexport ULBOT_CHANNEL='sms' # text\n" }, "sms"],
    ["are those of the environment", { ...everywhere, env: { ULBOT_CHANNEL: "sms,facebook" } }, "sms facebook"],
    ["are those of the command line", { ...everywhere, args: ["--channel", "sms"] }, "sms"],
    ["are all again, if the command line says so", { ...everywhere, args: ["--channel=all"] }, "sms facebook"],
    ["have nothing to do with a version in the environment", { env: { ULBOT_VERSION: "1.2.3" } }, "sms facebook"],
    ["are not those of a blank variable", { env: { ULBOT_CHANNEL: " " }, dotEnv: "ULBOT_CHANNEL=" }, "sms facebook"],
    [
      "are not those of a configuration left aside",
      { config: { channel: "web" }, args: ["--no-config"] },
      "sms facebook",
    ],
  ])("%s", async (_what, sources, expected) => {
    expect(await lint(sources)).toBe(expected);
  });
});

describe("a value that is none", () => {
  it.each<[Sources, string]>([
    [{ env: { ULBOT_CHANNEL: "fax" } }, 'ulbot: ULBOT_CHANNEL: "fax" is no channel'],
    [{ dotEnv: "ULBOT_CHANNEL=fax" }, 'ulbot: ULBOT_CHANNEL in .env: "fax" is no channel'],
    [{ config: { channel: "fax" } }, 'ulbot: channel in the configuration: "fax" is no channel'],
    [{ env: { ULBOT_MAX_WARNINGS: "few" } }, 'ulbot: ULBOT_MAX_WARNINGS: "few" is no whole number from 0'],
    [{ env: { ULBOT_NO_COLOR: "perhaps" } }, 'ulbot: ULBOT_NO_COLOR is "perhaps", but it is either true or false'],
    [{ dotEnv: 'ULBOT_CHANNEL="\x1b[2J"' }, 'ulbot: ULBOT_CHANNEL in .env: "\\x1b[2J" is no channel'],
  ])("is told by the name of where it stands: %j", async (sources, expected) => {
    expect((await lint(sources)).slice(0, expected.length)).toBe(expected);
  });
});

it("other options come from the environment as well", async () => {
  const cwd = await folderOf({ "it.json": answer });
  const env = { ULBOT_CHANNEL: "facebook", ULBOT_MAX_WARNINGS: "0", ULBOT_SEVERITY: "error", ULBOT_FORMAT: "json" };
  const { code, stdout } = await run(["lint", "it.json"], { cwd, env });
  expect([code, JSON.parse(stdout).findings]).toEqual([1, []]);
});

it("variables of other programs in .env mean nothing", async () => {
  expect(await lint({ dotEnv: "CHANNEL=fax\nNO_COLOR=perhaps\nFORCE_COLOR=9\nsome garbage\n" })).toBe("sms facebook");
});

import { afterEach, describe, expect, test } from "vitest";
import { folderOf, type World } from "../run.ts";
import { closeServers, httpServer } from "../servers.ts";
import { cid, fixture, send, sendInProcess, sendTo } from "./program.ts";

afterEach(closeServers);

const media = ["--cid", cid, "--event", "media", "--set", "link=https://example.com/cat.gif"];
const unknown = ["--cid", cid, "--event", "mesage", "--set", "body=Hello"];
const smsOrWeb = { env: { ULBOT_CHANNEL: "sms,web" } };
const onlySms = { env: { ULBOT_CHANNEL: "sms" } };

describe("what lint finds", () => {
  // sms takes no media; all other channels do
  test.each<[name: string, args: string[], code: number, requests: number, options?: World]>([
    ["an error whatever the channel stops it", unknown, 1, 0],
    ["but not with --no-lint", [...unknown, "--no-lint"], 0, 1],
    ["an error on some of all channels does not", media, 0, 1],
    ["an error on the channel named stops it", [...media, "--channel", "sms"], 1, 0],
    ["an error on one of the channels named stops it", [...media, "--channel", "sms,web"], 1, 0],
    ["an error on none of the channels named does not", [...media, "--channel", "web"], 0, 1],
    ["an error on one of the channels of the bot does not", media, 0, 1, smsOrWeb],
    ["an error on the only channel of the bot stops it", media, 1, 0, onlySms],
    ["a warning does not", ["--cid", "12345", "-m", "Hello"], 0, 1],
    ["a key given twice in the file stops it", [fixture("key-twice.json")], 1, 0],
    ["what echoes the info of a webhook does not", [fixture("echoed-info.json")], 0, 1],
  ])("%s", async (_, args, code, requests, options) => {
    const server = await httpServer((response) => response.end());
    const ran = await send(["--url", server.url.href, ...args], options);
    expect(ran).toMatchObject({
      code,
      stdout: expect.stringMatching(code === 0 ? /^sent {2}/ : /^not sent {2}/),
    });
    expect(server.requests).toHaveLength(requests);
  });

  test("is told with its place and its hint, and how to go on", async () => {
    const { stderr } = await sendInProcess(["--url", "https://x.invalid/", ...unknown]);
    expect(stderr).toMatch(/^error .*"mesage".* \(event-name at \/packet\/name\)\n {2}\S/);
    expect(stderr).toMatch(
      /\nulbot: lint found 1 error, so nothing is sent\n {2}correct what it found, .* --no-lint\n$/,
    );
  });

  test.each(["--dry-run", "--curl"])("is told before %s shows a request that would not be sent", async (option) => {
    const ran = await sendInProcess(["--url", "https://x.invalid/", ...unknown, option]);
    expect(ran).toMatchObject({ code: 1, stdout: expect.stringMatching(/^not sent {2}mesage to \S+\n$/) });
  });

  test("on some channels only is told not to count", async () => {
    const { stderr } = await sendInProcess(["--url", "https://x.invalid/", ...media, "--dry-run"]);
    expect(stderr).toMatch(
      /^error sms takes no media [\s\S]*\n {2}an error on some channels only stops nothing, unless/,
    );
  });

  test("follows the severities of the configuration", async () => {
    const cwd = await folderOf({ "ulbot.config.json": JSON.stringify({ rules: { "cid-format": "error" } }) });
    const ran = await sendInProcess(["--url", "https://x.invalid/", "--cid", "12345", "-m", "Hello"], { cwd });
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining("error the cid") });
  });

  test("is part of the JSON, sent or not", async () => {
    const url = "https://x.invalid/";
    const stopped = await sendInProcess(["--url", url, ...unknown, "--format", "json"]);
    expect(JSON.parse(stopped.stdout)).toMatchObject({
      schemaVersion: 1,
      events: ["mesage"],
      outcome: "stopped",
      attempts: 0,
      findings: [{ rule: "event-name", pointer: "/packet/name" }],
    });
    const shown = await sendInProcess(["--url", url, ...media, "--format", "json", "--dry-run"]);
    expect(JSON.parse(shown.stdout)).toMatchObject({
      request: { url },
      findings: expect.arrayContaining([expect.objectContaining({ rule: "media-channel", channels: ["sms"] })]),
    });
  });
});

describe("--quiet", () => {
  test("leaves out what does not stop it", async () => {
    const server = await httpServer((response) => response.end());
    expect(await sendTo(server.url, ["--cid", "12345", "--quiet"])).toMatchObject({ code: 0, stderr: "" });
  });

  test("says what stops it", async () => {
    const { stderr } = await sendInProcess(["--url", "https://x.invalid/", ...unknown, "--quiet"]);
    expect(stderr).toContain('there is no event "mesage"');
  });
});

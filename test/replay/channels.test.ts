import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { channelNames } from "../../src/protocol/channels.ts";
import { closeServers } from "../servers.ts";
import { answer, bot, cidOf, conversation, folderWith, type Posted, reported, runReplay, webhook } from "./project.ts";

afterEach(closeServers);

const options = [{ id: "order", label: "My order" }];

/** A bot that offers nothing on SMS, and sends two messages on Telegram. */
function reply(posted: Posted) {
  const channel = posted.info.conversation.contact_channel.type;
  const body = answer(posted, "message", { body: `Hello on ${channel === "telegram" ? "Telegram" : "it"}` });
  if (posted.packet.name !== "start") return body;
  return channel === "sms" ? body : answer(posted, "bubbles", { body: "Hello", options, fallback: "Send a number" });
}

let url: string;

beforeEach(async () => {
  url = (await bot(reply)).url.href;
});

const click = webhook("click", { value: { id: "order", label: "My order" } }, { cid: cidOf(1) });
const fixtures = { "a.json": [...conversation(1), click] };

/** The channels on which the fixture is played, in their order. */
async function channels(
  args: readonly string[],
  { env = {}, config = {} }: { env?: Record<string, string>; config?: object } = {},
) {
  const cwd = await folderWith({ ...fixtures, "ulbot.config.json": config });
  const { turns } = await reported(["a.json", "--url", url, ...args], { cwd, env });
  return [...new Set(turns.map(({ channel }) => channel))];
}

describe("--channel", () => {
  test("is as recorded unless told, whatever lint is told", async () => {
    expect(await channels([])).toEqual(["web"]);
    const lint = { env: { ULBOT_CHANNEL: "sms" }, config: { channel: "telegram" } };
    expect(await channels([], lint)).toEqual(["web"]);
    const settings = { env: { ULBOT_REPLAY_CHANNEL: "telegram" }, config: { replayChannel: ["sms", "web"] } };
    expect(await channels([], { config: settings.config })).toEqual(["sms", "web"]);
    expect(await channels([], settings)).toEqual(["telegram"]);
    expect(await channels(["--channel", "as-recorded"], settings)).toEqual(["web"]);
  });

  test("all plays each conversation on every channel, in sessions of their own, and says where the bot differs", async () => {
    const cwd = await folderWith(fixtures);
    const args = ["a.json", "--url", url, "--channel", "all"];
    const { stdout, code } = await runReplay([...args, "--format", "json", "-o", "all.json", "--format", "pretty"], {
      cwd,
    });
    expect(code).toBe(1);
    expect(stdout).toMatch(/the option "order" is not on offer: the bot has offered nothing/);
    const { turns, variations } = JSON.parse(await readFile(join(cwd, "all.json"), "utf8"));
    const played = turns.map(({ channel }: { channel: string }) => channel);
    expect(new Set(played)).toEqual(new Set(channelNames));
    expect(new Set(turns.map(({ cid }: { cid: string }) => cid)).size).toBe(channelNames.length);
    const groups = variations.map(({ index, groups: all }: { index: number; groups: { channels: string[] }[] }) => [
      index,
      ...all.map(({ channels: alike }) => alike.join(",")),
    ]);
    expect(groups).toEqual([
      [0, "web,whatsapp_business,facebook,telegram,threema,custom", "sms"],
      [1, "web,whatsapp_business,facebook,threema,custom", "telegram", "sms"],
    ]);
    expect(stdout).toMatch(/telegram[\s\S]*Hello on Telegram/);
  });
});

describe("--mutate", () => {
  test("spoils the conversations as well, and tells a bot that can't cope with that", async () => {
    const seen = new Set<string>();
    const server = await bot((posted) => {
      const key = JSON.stringify([posted.info.cid, posted.packet]);
      if (seen.has(key)) return { packet: "what now?" };
      seen.add(key);
      return reply(posted);
    });
    const cwd = await folderWith(fixtures);
    const { code, turns, summary } = await reported(["a.json", "--url", server.url.href, "--mutate"], { cwd });
    const variants = turns.map(({ variant, outcome }) =>
      [(variant as { mutation?: string })?.mutation ?? "", outcome].join(": "),
    );
    expect(variants).toEqual([
      ": passed",
      ": passed",
      "duplicate of turn 1: passed",
      "duplicate of turn 1: failed",
      // the bot has offered nothing by then
      "duplicate of turn 1: skipped",
      "duplicate of turn 2: passed",
      "duplicate of turn 2: passed",
      "duplicate of turn 2: failed",
      "reorder of turns 1 and 2: passed",
      "reorder of turns 1 and 2: passed",
      "slow in every turn: passed",
      "slow in every turn: passed",
    ]);
    expect({ code, failed: summary.failed, unexpected: summary.unexpected }).toEqual({
      code: 1,
      failed: 2,
      unexpected: 2,
    });
    const some = await reported(["a.json", "--url", url, "--mutate", "reorder, duplicate"], { cwd });
    expect(some).toMatchObject({ code: 0, summary: { conversations: 4 } });
  });
});

describe("--coverage", () => {
  test("tells what the fixtures exercise, and --min-coverage fails below", async () => {
    const cwd = await folderWith({ "a.json": conversation(1, "hi"), "b.json": [...conversation(1), click] });
    const args = ["--url", url, "--coverage"];
    const { code, stdout } = await runReplay(["b.json", ...args], { cwd });
    expect(stdout).toMatch(
      /\ncoverage \d+\.\d%\n.*webhook events +2 of \d+[\s\S]*channels +1 of 7[\s\S]*offered options +1 of 1\n/,
    );
    expect(code).toBe(0);
    expect((await runReplay(["a.json", ...args], { cwd })).stdout).toMatch(/missed: bubbles "My order" \(id "order"\)/);
    expect((await reported(["b.json", "--url", url, "--min-coverage", "90"], { cwd })).code).toBe(1);
    expect((await reported(["b.json", "--url", url, "--min-coverage", "10%"], { cwd })).code).toBe(0);
  });
});

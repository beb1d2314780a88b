import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Channel, channelNames } from "../../src/protocol/channels.ts";
import type { BotEvent } from "../../src/protocol/envelope.ts";
import { describeWith } from "../external.ts";
import { folderOf, runBin } from "../run.ts";
import { expected, type Story, stories, wordsOf } from "./bots.ts";
import { openChat } from "./terminal-world.ts";

// a Python that pyenv manages is looked for below HOME
const env = { HOME: process.env.HOME ?? "", PYTHONDONTWRITEBYTECODE: "1" };

/** What the contact does on a channel, turn by turn. */
const turnsOn = (channel: Channel, { talk }: Story): string[] => [
  ...(channel === "web" ? [] : ["Hi"]),
  ...talk.map((step) => ("choose" in step ? "1" : step.write)),
];

/** The bubbles in what is printed, each as it is read. */
function bubblesIn(text: string): string[] {
  const bubbles: string[] = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("    ┌ ")) bubbles.push(line.slice(6));
    else if (line.startsWith("    │")) bubbles.push(`${bubbles.pop() ?? ""} ${line.slice(6)}`);
  }
  return bubbles.map(wordsOf);
}

/** What a session that was saved says is to be seen of it: text, then buttons. */
function seenIn(folder: string, channel: Channel): string[] {
  const lines = readFileSync(join(folder, "fixtures", `${channel}.jsonl`), "utf8")
    .trimEnd()
    .split("\n");
  const events = lines.flatMap((line): BotEvent[] => {
    const { kind, events: said = [] } = JSON.parse(line);
    return kind === "answer" || kind === "request" ? said : [];
  });
  expect(events).not.toEqual([]);
  return events.flatMap((event) => {
    const seen = expected(event, channel);
    return seen ? [wordsOf([seen.text, ...seen.buttons.map((label) => `[ ${label} ]`)].join(" "))] : [];
  });
}

const lastOf = ({ result = "the session is over: forwarded by forward_any" }: Story): string => result;

describe.each(stories)("what is seen agrees with deliver: $title", (story) => {
  describeWith(story.needs, "on every channel", ({ python = "" }) => {
    test("from a pipe", async () => {
      const cwd = await story.place(await folderOf({}));
      const lines = channelNames.flatMap((channel) => [
        `/channel ${channel}`,
        ...turnsOn(channel, story),
        ...(story.result ? ["/wait"] : []),
        `/save ${channel}`,
      ]);
      const options = ["--terminal", "--settle", "0", "--api-port", "0", ...story.args(python)];
      const { code, stdout } = await runBin(["dev", ...options], { cwd, env, input: lines.join("\n") });
      expect(code).toBe(0);
      const sessions = stdout.split(/^\w+ {2}chatbot::.*$/m).slice(-channelNames.length);
      for (const [index, channel] of channelNames.entries()) {
        expect(sessions[index], channel).toContain(lastOf(story));
        expect(bubblesIn(sessions[index] ?? ""), channel).toEqual(seenIn(cwd, channel));
      }
    }, 60_000);

    test("in the terminal", async () => {
      const folder = await story.place(await folderOf({}));
      const { screen, type, until, exit } = await openChat(["--api-port", "0", ...story.args(python)], folder, env);
      const count = (text: string) => screen().split(text).length - 1;
      await until("the bot is there");
      await until("✓");
      for (const channel of channelNames) {
        type(`/channel ${channel}\r`);
        const header = `\n${channel}  chatbot::`;
        // on the website a session has begun by itself, and before the contact writes there is a turn
        const before = channel === "web" ? { headers: 1, turns: 1 } : { headers: 0, turns: 0 };
        await expect.poll(() => count(header), { timeout: 10_000 }).toBe(before.headers + 1);
        const text = () => screen().slice(screen().lastIndexOf(header));
        let turns = before.turns;
        for (const line of turnsOn(channel, story)) {
          await expect.poll(() => text().split("✓").length - 1, { timeout: 10_000 }).toBeGreaterThanOrEqual(turns++);
          type(`${line}\r`);
        }
        await expect.poll(text, { timeout: 10_000 }).toContain(lastOf(story));
        type(`/save ${channel}\r`);
        await until(`wrote fixtures/${channel}.jsonl`);
        expect(bubblesIn(text()), channel).toEqual(seenIn(folder, channel));
      }
      type("/quit\r");
      expect(await exit).toBe(0);
    }, 60_000);
  });
});

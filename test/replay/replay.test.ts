import { setImmediate } from "node:timers/promises";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { createEndpoint } from "../../src/bot/endpoint.ts";
import { type Conversation, conversationsOf, recordedIn } from "../../src/replay/conversation.ts";
import { type ReplayOptions, replay } from "../../src/replay/replay.ts";
import { summarizeTurns, type Turn } from "../../src/replay/turn.ts";
import { closedPort, closeServers } from "../servers.ts";
import { answer, bot, cidOf, type Posted, webhook } from "./project.ts";

afterEach(closeServers);

/** A conversation of these webhooks, each of them a name or a text. */
function conversation(number: number, names: readonly string[], context: object = {}): Conversation {
  const cid = cidOf(number);
  const turns = names.map((name, index) => {
    return {
      file: `${number}.json`,
      index,
      webhook: webhook(name, {}, { cid, context }) as Conversation["turns"][0]["webhook"],
    };
  });
  return { cid, recordedCid: cid, turns, run: 1 };
}

function begin(url: URL, conversations: readonly Conversation[], options: Partial<ReplayOptions> = {}) {
  const endpoint = createEndpoint({ url, headers: {}, timeoutMs: 5000 });
  onTestFinished(() => endpoint.close());
  const signal = new AbortController().signal;
  return replay(conversations, { endpoint, settings: { channels: [] }, jobs: 1, signal, now: Date.now, ...options });
}

async function play(...args: Parameters<typeof begin>): Promise<Turn[]> {
  const turns: Turn[] = [];
  for await (const turn of begin(...args)) turns.push(turn);
  return turns;
}

const outline = (turns: readonly Turn[]) =>
  turns.map(({ file, index, event, outcome }) => `${file}#${index} ${event} ${outcome}`);

/** A bot that answers nobody before so many wait at once; then it answers the last to come first. */
function assembly(size: number) {
  const waiting: (() => void)[] = [];
  return bot(
    (posted) =>
      new Promise((resolve) => {
        waiting.push(() => resolve(answer(posted, "message", { body: "Hello" })));
        if (waiting.length === size) for (const go of waiting.splice(0).reverse()) go();
      }),
  );
}

describe("between two turns", () => {
  const contexts: Record<string, object> = { start: { a: 1 }, message: { b: 2 }, click: {} };
  const reply = (posted: Posted) => answer(posted, "message", { body: "Hello" }, contexts[posted.packet.name]);

  it("the bot gets the context that it has set last, and not the recorded one", async () => {
    const server = await bot(reply);
    await play(server.url, [conversation(1, ["start", "message", "click", "media", "location"], { recorded: true })]);
    const seen = server.posted().map(({ info }) => info.context);
    expect(seen).toEqual([{ recorded: true }, { a: 1 }, { b: 2 }, { b: 2 }, { b: 2 }]);
  });

  it("each session has its own context, and so has a new start in the same one", async () => {
    const server = await bot(reply);
    await play(server.url, [
      conversation(1, ["start", "message", "start"], { one: 1 }),
      conversation(2, ["start"], { two: 2 }),
    ]);
    expect(server.posted().map(({ info }) => info.context)).toEqual([{ one: 1 }, { a: 1 }, { one: 1 }, { two: 2 }]);
  });

  it("the end is kept: until the next start nothing is posted", async () => {
    const server = await bot((posted) =>
      answer(posted, posted.packet.name === "message" ? "end" : "delay", { duration: 1 }),
    );
    const turns = await play(server.url, [conversation(1, ["start", "message", "click", "message", "start", "click"])]);
    expect(outline(turns)).toEqual([
      "1.json#0 start passed",
      "1.json#1 message passed",
      "1.json#2 click failed",
      "1.json#3 message skipped",
      "1.json#4 start passed",
      "1.json#5 click passed",
    ]);
    expect(turns[2]).toMatchObject({ status: null, ms: null, events: [], unreachable: false });
    expect(server.posted().map(({ packet }) => packet.name)).toEqual(["start", "message", "start", "click"]);
  });
});

describe("conversations", () => {
  it("go on at once, as many as jobs, and come out in order whichever is answered first", async () => {
    const server = await assembly(3);
    const turns = await play(
      server.url,
      [1, 2, 3].map((number) => conversation(number, ["start", "message"])),
      { jobs: 3 },
    );
    expect(outline(turns)).toEqual(
      [1, 2, 3].flatMap((n) => [`${n}.json#0 start passed`, `${n}.json#1 message passed`]),
    );
  });

  it("begin when any one ends, not only the first", async () => {
    // the first is answered only after every other one has been
    let release = () => {};
    const server = await bot((posted) => {
      const reply = answer(posted, "message", { body: "Hello" });
      if (posted.info.cid === cidOf(4)) release();
      if (posted.info.cid !== cidOf(1)) return reply;
      return new Promise((resolve) => {
        release = () => resolve(reply);
      });
    });
    const turns = await play(
      server.url,
      [1, 2, 3, 4].map((number) => conversation(number, ["start"])),
      { jobs: 2 },
    );
    expect(turns.map(({ file }) => file)).toEqual(["1.json", "2.json", "3.json", "4.json"]);
    expect(turns.every(({ outcome }) => outcome === "passed")).toBe(true);
  });

  it.each([1, 2, 5])("are never more than %i where so many are asked for", async (jobs) => {
    let [now, most] = [0, 0];
    const post: ReplayOptions["endpoint"]["post"] = async () => {
      most = Math.max(most, ++now);
      await setImmediate();
      now -= 1;
      return { kind: "answer", status: 200, ms: 1, contentType: undefined, location: undefined, body: "" };
    };
    const conversations = Array.from({ length: 9 }, (_, number) => conversation(number, ["start", "message"]));
    expect(await play(new URL("http://127.0.0.1"), conversations, { jobs, endpoint: { post } })).toHaveLength(18);
    expect(most).toBe(jobs);
  });

  it("show a turn as soon as it was played", async () => {
    let release = () => {};
    const server = await bot((posted) => {
      const reply = answer(posted, "message", { body: "Hello" });
      if (posted.packet.name === "start") return reply;
      return new Promise((resolve) => {
        release = () => resolve(reply);
      });
    });
    const turns = begin(server.url, [conversation(1, ["start", "message"])]);
    expect((await turns.next()).value).toMatchObject({ event: "start", outcome: "passed" });
    const rest = turns.next();
    await expect.poll(() => server.requests.length).toBe(2);
    release();
    expect((await rest).value).toMatchObject({ event: "message", outcome: "passed" });
  });

  it.each([
    ["none", []],
    ["one without webhooks", [conversation(1, [])]],
  ])("%s", async (_, conversations) => {
    expect(await play(new URL("http://127.0.0.1:1"), conversations, { jobs: 4 })).toEqual([]);
  });

  it("of which some have no webhooks do not keep the others waiting", async () => {
    const server = await bot(() => undefined);
    const turns = await play(server.url, [conversation(1, []), conversation(2, []), conversation(3, ["start"])]);
    expect(outline(turns)).toEqual(["3.json#0 start passed"]);
  });
});

describe("a bot that is not there", () => {
  it("is tried once in each conversation", async () => {
    const url = new URL(`http://127.0.0.1:${await closedPort()}/webhook`);
    const turns = await play(url, [conversation(1, ["start", "message", "start"]), conversation(2, ["start"])]);
    expect(turns.map(({ outcome, unreachable }) => [outcome, unreachable])).toEqual([
      ["failed", true],
      ["skipped", false],
      ["skipped", false],
      ["failed", true],
    ]);
    expect(turns[2]?.problems).toEqual([
      { kind: "skipped", severity: "warning", message: "not sent: the bot could not be reached" },
    ]);
    expect(summarizeTurns(turns).summary).toEqual({ conversations: 2, turns: 4, passed: 0, failed: 2, skipped: 2 });
  });
});

describe("interrupting", () => {
  it("ends with the signal's reason, in the middle of a turn or before the first", async () => {
    const controller = new AbortController();
    const reason = new Error("interrupted");
    const server = await bot((posted) => {
      if (posted.packet.name === "message") controller.abort(reason);
      return posted.packet.name === "message" ? new Promise(() => {}) : undefined;
    });
    const conversations = [1, 2, 3].map((number) => conversation(number, ["start", "message", "click"]));
    await expect(play(server.url, conversations, { jobs: 2, signal: controller.signal })).rejects.toBe(reason);
    await expect(play(server.url, conversations, { signal: controller.signal })).rejects.toBe(reason);
    expect(server.posted().map(({ packet }) => packet.name)).not.toContain("click");
  });
});

describe("a recording from a channel that does not exist", () => {
  it.each([
    [
      "whatsap_business",
      "custom",
      ['the recording is from "whatsap_business", which is no channel; did you mean whatsapp_business'],
    ],
    ["fax", "custom", ['the recording is from "fax", which is no channel']],
    ["sms", "sms", []],
    [5, "custom", []],
  ])("%j is linted as %s", async (type, channel, messages) => {
    const server = await bot((posted) => answer(posted, "message", { body: "Hello" }));
    const recorded = webhook("start");
    const info = { ...recorded.info, conversation: { contact_channel: { state: "valid", type } } };
    const source = { file: "a.json", text: "", line: 1, value: { ...recorded, info } };
    const [turn] = await play(server.url, conversationsOf(recordedIn([source])));
    expect([turn?.channel, turn?.outcome, turn?.problems.map(({ message }) => message)]).toEqual([
      channel,
      "passed",
      messages,
    ]);
  });
});

import { createServer } from "node:http";
import { join } from "node:path";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { answer, bot, botThat, isRunning, pidsIn } from "../replay/project.ts";
import { runBin } from "../run.ts";
import { closedPort, closeServers } from "../servers.ts";
import { openChat } from "./terminal-world.ts";

afterEach(closeServers);

const orderBot = `"${process.execPath}" "${join(import.meta.dirname, "../fixtures/record/order-status.mjs")}"`;

const fruit = {
  body: "Which one?",
  fallback: "Send a number.",
  options: ["Apple", "Apricot", "Pear"].map((label) => ({ id: label, label })),
};

const opened = (...args: string[]) => openChat(args);

describe("the order status on a terminal", () => {
  test("goes from the welcome to the result, which comes by itself, is saved, and replays green", async () => {
    const { until, type, exit, screen, cwd } = await opened("--exec", orderBot);
    await until("choose: 1 My order · 2 A person");
    type("1\r");
    await until("┌ Which order number?");
    type("4711\r");
    await until("┌ One moment …");
    type("half a sent");
    await until("later, through the API URL");
    await until("┌ Order 4711 of Robin Example is on its way.");
    await until("web 4> half a sent");
    type("\x15/sav");
    await until("web 4> /sav");
    type("\t");
    await until("web 4> /save");
    type("order\r");
    await until("wrote fixtures/order.jsonl");
    type("/quit\r");
    expect(await exit).toBe(0);
    expect(screen()).not.toContain("half a sent\n");
    const replayed = await runBin(["replay", "fixtures/order.jsonl", "--exec", orderBot], { cwd });
    expect(replayed.stdout).toContain("1 conversation, 3 turns: 3 passed");
  });

  test("goes back to a turn, on to another channel, and tells the context", async () => {
    const { until, type, exit, screen } = await opened("--exec", orderBot);
    await until("choose: 1 My order");
    type("my order\r");
    await until("Which order number?");
    type("4711\r");
    await until("is on its way");
    type("/context\r");
    await until('"order": "4711"');
    type("/rewind 2\r");
    await expect.poll(() => screen().split("┌ Which order number?").length, { timeout: 10_000 }).toBe(3);
    type("/channel tele");
    await until("/channel tele");
    type("\t");
    await until("/channel telegram");
    type("\r");
    await until("telegram 1>");
    type("Hello\r");
    await until("2. A person");
    type("2\r");
    await until("the session is over: forwarded by forward_any");
    type("\x04");
    expect(await exit).toBe(0);
    expect(screen().match(/^(web|telegram) {2}chatbot::0:[0-9a-f]{32}$/gm)).toHaveLength(3);
  });
});

test("a mistake is told, and the next line is taken", async () => {
  const server = await bot((posted) => answer(posted, "message", { body: "Hello" }));
  const { until, type, exit } = await opened("--url", server.url.href);
  await until("┌ Hello");
  type("/rewnd\r");
  await until("there is no command /rewnd; did you mean /rewind");
  type("/help\r");
  await until("/save NAME");
  type("/quit\r");
  expect(await exit).toBe(0);
});

test("a transcript is for pipes, which is said before anything is started", async () => {
  const { exit, screen } = await opened("--exec", orderBot, "--format", "json");
  expect(await exit).toBe(2);
  expect(screen()).toBe("ulbot: --format json is for --terminal with a pipe, and for --fidelity");
});

test("Tab completes a label, and lists the commands that a line may become", async () => {
  const server = await bot((posted) => answer(posted, "bubbles", fruit));
  const { until, type } = await opened("--url", server.url.href);
  await until("choose: 1 Apple · 2 Apricot · 3 Pear");
  // keys that come together are pasted, and a Tab among them only counts as the first of two
  type("/re\t");
  await until("web 2> /re");
  type("\t");
  await until("/restart   /rewind");
  type("\x15apr");
  await until("web 2> apr");
  type("\t");
  await until("web 2> Apricot");
  type("\r");
  await until("click  Apricot");
});

test("a file is sent, and a session begins again, without a word of the bot being lost", async () => {
  const server = await bot((posted) => answer(posted, "message", { body: `got ${posted.packet.name}` }));
  const { until, type, screen } = await opened("--url", server.url.href);
  await until("┌ got start");
  type("/media https://example.com/files/plan.pdf\r");
  await until("┌ got media");
  type("/restart\r");
  await expect.poll(() => screen().split("┌ got start").length, { timeout: 10_000 }).toBe(3);
  await until("web 2>");
  expect(server.posted()[1]?.packet.payload).toMatchObject({ name: "plan.pdf", content_type: "application/pdf" });
  expect(new Set(server.posted().map(({ info }) => info.cid)).size).toBe(2);
});

test("a delay takes its time, and shows who types", async () => {
  const server = await bot((posted) => [
    answer(posted, "delay", { duration: 0.5 }),
    answer(posted, "message", { body: "At last" }),
  ]);
  const { until, type, screen } = await opened("--url", server.url.href);
  await until("… typing, 0.5 s");
  expect(screen()).not.toContain("At last");
  await until("At last");
  type("/quit\r");
});

describe("a bot that is down", () => {
  test("is waited for, which is said once, and then gets what the contact wrote", async () => {
    const port = await closedPort();
    const { until, type, screen, exit } = await opened("--url", `http://127.0.0.1:${port}/webhook`);
    await until(`waiting for the bot at http://127.0.0.1:${port}/webhook`);
    type("Hello\r");
    await until("web 3>");
    const bodies: string[] = [];
    const server = createServer(async (request, response) => {
      let body = "";
      for await (const chunk of request.setEncoding("utf8")) body += chunk;
      bodies.push(JSON.parse(body).packet.name);
      response.end();
    }).listen(port, "127.0.0.1");
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    await until("the bot is there");
    await until("message  Hello");
    expect(bodies).toEqual(["start", "message"]);
    expect(screen().match(/waiting for the bot/g)).toHaveLength(1);
    type("/quit\r");
    expect(await exit).toBe(0);
  });

  test("because it crashed is told with its exit code, and started again with the next message", async () => {
    const { until, type, exit, cwd } = await opened("--exec", botThat("crashes"));
    await until(
      "the bot has ended with exit code 9; it is started again with the next message; the end of its output:",
    );
    await until("  boom \\x1b[2J\\u202e");
    expect(pidsIn(cwd)).toHaveLength(1);
    type("Hello\r");
    await expect.poll(() => pidsIn(cwd), { timeout: 10_000 }).toHaveLength(2);
    await until("message  Hello");
    type("\x03");
    expect(await exit).toBe(130);
    expect(pidsIn(cwd).filter(isRunning)).toEqual([]);
  });

  test("because it does not start is told with the end of what it says", async () => {
    const { until, type, exit } = await opened("--exec", botThat("ends at once"));
    await until("the bot ended with exit code 7 before it listened at ");
    await until("about to listen \\x1b[2J");
    await until("it is started again with the next message");
    type("/quit\r");
    expect(await exit).toBe(0);
  });
});

describe("the end", () => {
  test("by Ctrl-C is 130, whatever is typed and whatever the bot does, and nothing is left", async () => {
    const { until, type, exit, cwd, screen } = await opened("--exec", botThat("never answers"), "--verbose");
    await until("got a webhook");
    type("Hel");
    type("\x03");
    expect(await exit).toBe(130);
    expect(screen()).toContain("ulbot: interrupted");
    expect(pidsIn(cwd).filter(isRunning)).toEqual([]);
  });

  test("by SIGTERM is 143, and nothing is left", async () => {
    const { until, kill, exit, cwd } = await opened("--exec", botThat("answers"));
    await until("┌ on port");
    kill("SIGTERM");
    expect(await exit).toBe(143);
    expect(pidsIn(cwd).filter(isRunning)).toEqual([]);
  });
});

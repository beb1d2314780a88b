import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { afterEach, describe, expect, onTestFinished, test } from "vitest";
import { deliver } from "../../src/delivery/deliver.ts";
import { channelNames } from "../../src/protocol/channels.ts";
import type { BotEvent } from "../../src/protocol/envelope.ts";
import { sampleFiles } from "../../src/simulator/sample-files.ts";
import { describeWith, external } from "../external.ts";
import { answer, bot, botThat, folderWith, isRunning, type Posted, pidsIn, webhook } from "../replay/project.ts";
import { folderOf, runBin } from "../run.ts";
import { closedPort, closeServers } from "../servers.ts";

afterEach(closeServers);

const root = join(import.meta.dirname, "../..");
const orderBot = `"${process.execPath}" "${join(root, "test/fixtures/record/order-status.mjs")}"`;

/** Runs `ulbot dev --terminal` with these lines on standard input. */
async function chat(lines: readonly unknown[], args: readonly string[], cwd?: string) {
  const input = lines.map((line) => `${typeof line === "string" ? line : JSON.stringify(line)}\n`).join("");
  const folder = cwd ?? (await folderOf({}));
  return runBin(["dev", "--terminal", "--settle", "20ms", ...args], { cwd: folder, input });
}

/** What was printed without cids and times, which are never the same. */
const steady = (text: string): string => text.replace(/chatbot::0:[0-9a-f]{32}/g, "CID").replace(/ +[\d.]+ ms/g, " MS");

const texts = (entry: { events: { packet: { payload: { body?: string } } }[] }) =>
  entry.events.map(({ packet }) => packet.payload.body);

test("the order status goes from the welcome to the result through the API URL, is saved, and replays green", async () => {
  const cwd = await folderOf({});
  const lines = ["1", "4711", "/wait", "/save order", "Thanks", "/context"];
  const { code, stdout, stderr } = await chat(lines, ["--exec", orderBot], cwd);
  expect(steady(stdout)).toBe(`web  CID
  ✓ MS  start
    ┌ Hello Robin Example! What is it about?
    │ [ My order ] [ A person ]
    choose: 1 My order · 2 A person
  ✓ MS  click  My order
    ┌ Which order number?
  ✓ MS  message  4711
    ┌ One moment …
    later, through the API URL
    ┌ Order 4711 of Robin Example is on its way. We write to robin@example.com,
    │ and call undefined.
wrote fixtures/order.jsonl
  ✓ MS  message  Thanks
    ┌ Goodbye, order 4711 is in good hands.
    the session is over: ended by end
{
  "order": "4711"
}
`);
  expect({ code, stderr }).toEqual({ code: 0, stderr: `starting ${orderBot}\n` });
  const replayed = await runBin(["replay", "fixtures/order.jsonl", "--exec", orderBot], { cwd });
  expect(replayed.stdout).toContain("1 conversation, 3 turns: 3 passed");
  expect(replayed.code).toBe(0);
});

test("--format json is the transcript, line by line, and talk goes elsewhere", async () => {
  const { code, stdout, stderr } = await chat(
    ["1", "4711", "/wait", "/context"],
    ["--exec", orderBot, "--format", "json"],
  );
  const entries = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(entries.map(({ kind }) => kind)).toEqual([
    "webhook",
    "answer",
    "webhook",
    "answer",
    "webhook",
    "answer",
    "request",
  ]);
  expect(entries.map(({ schemaVersion }) => schemaVersion)).toEqual([1, ...Array(6).fill(undefined)]);
  expect(texts(entries[5])).toEqual(["One moment …"]);
  expect(texts(entries[6])[0]).toContain("Order 4711 of Robin Example is on its way");
  expect({ code, stderr }).toEqual({ code: 0, stderr: `starting ${orderBot}\n{\n  "order": "4711"\n}\n` });
});

describe.each(channelNames)("on %s", (channel) => {
  const shown = {
    body: "Which one?",
    fallback: "Send a number.",
    options: [
      { id: "a", label: "Apple" },
      { id: "b", label: "Pear" },
    ],
  };

  test("a bot shows what deliver says, and an option is chosen by its number", async () => {
    const server = await bot((posted) =>
      posted.packet.name === "start" ? answer(posted, "bubbles", shown) : answer(posted, "end"),
    );
    const lines = channel === "web" ? ["2"] : ["Hello", "2"];
    const { code, stdout } = await chat(lines, ["--url", server.url.href, "--channel", channel]);
    const event = { info: { cid: "chatbot::1:0" }, packet: { name: "bubbles", payload: shown } } as BotEvent;
    const { text, form } = deliver(event, channel);
    const drawn = [...(text ?? "").split("\n"), ...(form === "numbered_text" ? [] : ["[ Apple ] [ Pear ]"])];
    const [first, ...rest] = drawn;
    expect(stdout).toContain([`    ┌ ${first}`, ...rest.map((line) => `    │ ${line}`.trimEnd())].join("\n"));
    expect(server.posted().map(({ packet }) => packet)).toEqual([
      { name: "start", payload: channel === "web" ? {} : { body: "Hello" } },
      { name: "click", payload: { value: { id: "b", label: "Pear" } } },
    ]);
    expect(server.posted()[0]?.info.conversation.contact_channel.type).toBe(channel);
    expect(code).toBe(0);
  });
});

/** A bot that answers with the name of what it gets. */
const echo = () => bot((posted) => answer(posted, "message", { body: posted.packet.name }));
const packets = (posted: readonly Posted[]) => posted.map(({ packet }) => packet);

describe("a line", () => {
  test("may be what the contact does besides writing", async () => {
    const server = await echo();
    const lines = [
      "/say /help",
      "/media https://example.com/files/plan.pdf",
      "/location 50.94, 6.96",
      "/unsubscribe STOP",
      '/json {"name": "tide"}',
    ];
    const { code } = await chat(lines, ["--url", server.url.href, "--channel", "whatsapp_business"]);
    expect(packets(server.posted())).toEqual([
      { name: "start", payload: { body: "/help" } },
      {
        name: "media",
        payload: { link: "https://example.com/files/plan.pdf", name: "plan.pdf", content_type: "application/pdf" },
      },
      { name: "location", payload: { latitude: 50.94, longitude: 6.96 } },
      { name: "campaign_unsubscribe", payload: { keyword: "STOP" } },
      { name: "tide" },
    ]);
    expect(code).toBe(0);
  });

  test("may upload a sample file by its name, which the bot can fetch", async () => {
    const program = `import { createServer } from "node:http";
createServer(async (request, response) => {
  let text = "";
  for await (const chunk of request) text += chunk;
  const { info: { cid }, packet: { payload: { link, size } } } = JSON.parse(text);
  const { byteLength } = link ? await (await fetch(link)).arrayBuffer() : {};
  const body = byteLength + " of " + size;
  response.end(JSON.stringify([{ info: { cid }, packet: { name: "message", payload: { body } } }]));
}).listen(Number(process.env.PORT), "127.0.0.1");
`;
    const cwd = await folderOf({ "bot.mjs": program });
    const { code, stdout } = await chat(
      sampleFiles.map(({ name }) => `/media ${name}`),
      ["--exec", `"${process.execPath}" bot.mjs`],
      cwd,
    );
    for (const { bytes } of sampleFiles) expect(stdout).toContain(`┌ ${bytes.length} of ${bytes.length}\n`);
    expect(code).toBe(0);
  });

  test("may be a whole webhook, which begins a session as it says; the cid and context are the session's", async () => {
    const server = await bot((posted) => answer(posted, "message", { body: "hi" }, { step: 1 }));
    const cid = "chatbot::258:00000000000000000000000000000001";
    const recorded = (name: string) => webhook(name, {}, { cid, channel: "telegram", context: { old: true } });
    const { code, stdout } = await chat([recorded("start"), recorded("message")], ["--url", server.url.href]);
    const [first, second] = server.posted();
    expect(stdout).toMatch(/^telegram {2}chatbot::0:/);
    expect(first?.info).toMatchObject({
      contact: { id: 48402 },
      conversation: { contact_channel: { type: "telegram" } },
    });
    expect([first?.info.cid, second?.info.cid]).not.toContain(cid);
    expect(second?.info).toMatchObject({ cid: first?.info.cid, context: { step: 1 } });
    expect(code).toBe(0);
  });

  test("may begin another session: on another channel, anew, or with the first turns again", async () => {
    const server = await echo();
    const lines = ["one", "/channel sms", "two", "three", "/rewind 1", "/restart", "four"];
    const { code, stdout } = await chat(lines, ["--url", server.url.href]);
    const bodies = server
      .posted()
      .map(({ info, packet }) => [
        info.conversation.contact_channel.type,
        packet.name,
        (packet.payload as { body?: string }).body,
      ]);
    expect(bodies).toEqual([
      ["web", "start", undefined],
      ["web", "message", "one"],
      ["sms", "start", "two"],
      ["sms", "message", "three"],
      ["sms", "start", "two"],
      ["sms", "start", "four"],
    ]);
    expect(new Set(server.posted().map(({ info }) => info.cid)).size).toBe(4);
    expect(steady(stdout).match(/^\w+ {2}CID$/gm)).toEqual(["web  CID", "sms  CID", "sms  CID", "sms  CID"]);
    expect(code).toBe(0);
  });

  test("may send operators away, so that a forward fails, or let the time pass", async () => {
    const forward = (posted: Posted) => answer(posted, "forward_any", { on_failure: "feedback" });
    const server = await bot((posted) =>
      posted.packet.name === "message" ? forward(posted) : answer(posted, "message", { body: "hm" }),
    );
    const { code, stdout } = await chat(
      ["/operators off", "person", "/expire", "still there?"],
      ["--url", server.url.href],
    );
    expect(packets(server.posted()).map(({ name }) => name)).toEqual(["start", "message", "forward_failed"]);
    expect(stdout).toContain("no operator is there\n");
    expect(stdout).toContain("    the session is over: expired by timeout\n    error the session has timed out\n");
    expect(code).toBe(0);
  });

  test("may make things go wrong, and right again", async () => {
    const server = await echo();
    const { stdout } = await chat(
      ["/fail duplicate", "one", "/fail none", "two"],
      ["--url", server.url.href, "--fail", "timeout"],
    );
    expect(server.posted().map(({ packet }) => (packet.payload as { body?: string }).body)).toEqual([
      undefined,
      "one",
      "one",
      "two",
    ]);
    expect(stdout).toContain("    error the fault timeout: the bot's answer came too late for the platform\n");
    expect(stdout).toContain("from now on: duplicate\n");
    expect(stdout).toContain("nothing goes wrong any more\n");
  });

  test("may ask for what the bot has printed, where it was started here", async () => {
    const started = await chat(["/output"], ["--exec", botThat("answers")]);
    expect(started.stdout).toContain("about to listen \\x1b[2J\\u202e\\x9b31m\n");
    expect((await chat(["/output"], ["--exec", orderBot])).stdout).toContain("the bot has printed nothing\n");
    const { stdout } = await chat(["/output"], ["--url", (await echo()).url.href]);
    expect(stdout).toContain("the bot was not started here, and prints where it was; --exec starts it here\n");
  });

  test("may be empty, may be the last by /quit, and is awaited by a session that begins without any", async () => {
    const server = await echo();
    const args = ["--url", server.url.href];
    expect((await chat([], args)).code).toBe(0);
    expect((await chat(["", "  "], args)).code).toBe(0);
    expect((await chat(["/quit", "never"], args)).code).toBe(0);
    expect(packets(server.posted())).toEqual(Array(3).fill({ name: "start", payload: {} }));
  });

  test.each([
    ["/chanel", "there is no command /chanel\n  did you mean /channel"],
    ["/nothing of the kind", "there is no command /nothing\n  /help shows what there is"],
    ["/channel mail", '"mail" is none of web, whatsapp_business, facebook, telegram, threema, sms, custom'],
    ["/location far away", '"far away" is no place, such as 50.94,6.96: degrees north, degrees east'],
    ["/location 91,0", '"91,0" is no place, such as 50.94,6.96: degrees north, degrees east'],
    [
      "/media plan.pdf",
      '"plan.pdf" is no address of a file, such as https://example.com/a.png, and none of photo.jpg, ',
    ],
    ["/rewind back", '"back" is no number of turns, such as 2'],
    ["/rewind 9", "there were 1 turns, not 9"],
    ["/save ../../secrets", '"../../secrets" is no name of a file; letters, digits, - and _ will do'],
    ["/fail", "it needs something to follow it, such as timeout"],
    ["/fail fire", '"fire" is no fault; there are 429, 500, timeout, slow=3s, reset, duplicate, reorder'],
    ["/wait long", '"long" is no duration, such as 2s'],
    ['{"name": }', "this is no JSON: "],
    ['{"body": "Hello"}', "this is no webhook: it has no packet with a name\n  such as "],
  ])("%s is a mistake, and says which line it is", async (line, message) => {
    const server = await echo();
    const { code, stderr } = await chat(["", line], ["--url", server.url.href]);
    expect(stderr).toContain(`ulbot: line 2: ${message}`);
    expect(code).toBe(2);
  });

  test("that can't be done now is told, and the next one is done", async () => {
    const server = await echo();
    const { code, stdout } = await chat(["/location 1,1", "Hello"], ["--url", server.url.href]);
    expect(stdout).toContain("    error a location comes only from whatsapp_business\n");
    expect(packets(server.posted()).map(({ name }) => name)).toEqual(["start", "message"]);
    expect(code).toBe(0);
  });

  test("with the label of an option clicks it, whatever its case; of numbered text it is a message", async () => {
    const options = [{ id: "a", label: "Apple" }];
    const server = await bot((posted) => answer(posted, "bubbles", { body: "?", fallback: "?", options }));
    await chat(["apple", "/channel sms", "Hi", "Apple"], ["--url", server.url.href]);
    expect(packets(server.posted()).map(({ name }) => name)).toEqual(["start", "click", "start", "message"]);
  });
});

test("a request to the API URL that reaches no session is told, and the chat goes on", async () => {
  const program = `import { createServer } from "node:http";
const { PORT, ULBOT_API_URL, ULBOT_SECURITY_TOKEN } = process.env;
createServer(async (request, response) => {
  for await (const _ of request);
  const headers = { "content-type": "application/json", "security-token": ULBOT_SECURITY_TOKEN };
  const body = JSON.stringify({ info: { cid: "chatbot::1:0" }, packet: { name: "end", payload: {} } });
  await fetch(ULBOT_API_URL, { method: "POST", headers, body });
  response.end();
}).listen(Number(PORT), "127.0.0.1");
`;
  const cwd = await folderOf({ "bot.mjs": program });
  const { code, stdout, stderr } = await chat(["Hello"], ["--exec", `"${process.execPath}" bot.mjs`], cwd);
  expect(
    stderr.match(/^the API URL has refused a request with 404: there is no live session "chatbot::1:0"/gm),
  ).toHaveLength(2);
  expect(steady(stdout)).toContain("✓ MS  message  Hello\n");
  expect(code).toBe(0);
});

test("delays take no time, and a hostile bot prints nothing that acts on a terminal", async () => {
  const evil = "\x1b[2J\u202e\x9b31m\x07";
  const server = await bot((posted) => [
    answer(posted, "delay", { duration: 60 }),
    answer(posted, "message", { body: evil }),
    answer(posted, "note_create", { body: evil }),
    answer(posted, "navigate", { link: `javascript:${evil}` }),
    answer(posted, "contact_update", { name: evil }),
    answer(posted, evil, {}),
    answer(posted, "bubbles", { body: evil, fallback: evil, options: [{ id: evil, label: evil }] }),
  ]);
  const { code, stdout, stderr } = await chat(["/context"], ["--url", server.url.href]);
  expect(stdout).toContain("\\x1b[2J\\u202e\\x9b31m\\x07");
  expect(stdout + stderr).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]/);
  expect(code).toBe(0);
});

test("--save never overwrites", async () => {
  const server = await echo();
  const cwd = await folderWith({ "fixtures/a.jsonl": "mine\n" });
  const { stdout } = await chat(["Hello", "/save a"], ["--url", server.url.href], cwd);
  expect(stdout).toContain("wrote fixtures/a-2.jsonl\n");
  expect(readFileSync(join(cwd, "fixtures/a.jsonl"), "utf8")).toBe("mine\n");
  const named = await chat(["Hello", "/save b.jsonl"], ["--url", server.url.href], cwd);
  expect(named.stdout).toContain("wrote fixtures/b.jsonl\n");
});

describe("what keeps it from going on", () => {
  test("is a bot that is not there, with exit code 3", async () => {
    const url = `http://127.0.0.1:${await closedPort()}/webhook`;
    const { code, stderr } = await chat(["Hello"], ["--url", url]);
    expect(stderr).toContain(
      `ulbot: nothing listens at ${url}; start the bot, or check the host and port of its URL\n`,
    );
    expect(code).toBe(3);
  });

  test("is a bot that --exec can't start, with exit code 3", async () => {
    const cwd = await folderOf({});
    const { code, stderr } = await chat(["Hello"], ["--exec", botThat("ends at once")], cwd);
    expect(stderr).toContain("ulbot: the bot ended with exit code 7 before it listened at ");
    expect(code).toBe(3);
  });

  test("is a bot of --exec that crashes, at the last line as well, with exit code 3 and what it said", async () => {
    const { code, stderr } = await chat([], ["--exec", botThat("crashes")]);
    expect(stderr).toContain(
      "ulbot: the bot ended with exit code 9 in the middle of the chat; the end of its output:\n",
    );
    expect(stderr).toContain("  boom \\x1b[2J\\u202e\n");
    expect(stderr).not.toContain("started again");
    expect(code).toBe(3);
  });

  test("is something that listens already where --exec would, with exit code 2", async () => {
    const server = await echo();
    const { code, stderr } = await chat(["Hello"], ["--exec", botThat("answers"), "--url", server.url.href]);
    expect(stderr).toContain(`ulbot: something already listens at ${server.url.href}\n  stop it, or leave out --exec`);
    expect({ code, posted: server.posted() }).toEqual({ code: 2, posted: [] });
  });

  test.each([
    [["--terminal"], "dev has to know where the bot answers"],
    [
      ["--url", "http://localhost:1", "--format", "json"],
      "--format json is for --terminal with a pipe, and for --fidelity",
    ],
    [["--url", "http://localhost:1", "--terminal", "--fail", "fire"], "there are 429, 500, timeout"],
    [["--url", "http://localhost:1", "--terminal", "--channel", "mail"], "Allowed choices are web"],
    [["--url", "http://localhost:1", "--terminal", "--api-port", "70000"], "a port is a number from 0 to 65535"],
  ])("is wrong usage: %j", async (args, message) => {
    const { code, stderr } = await runBin(["dev", ...args]);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  test("is Ctrl-C in the middle of a turn, with exit code 130 and nothing left", async () => {
    const cwd = await folderOf({});
    const options = { cwd, env: { PATH: process.env.PATH }, extendEnv: false, reject: false } as const;
    const args = [join(root, "bin/ulbot.cjs"), "dev", "--terminal", "--verbose", "--exec", botThat("never answers")];
    const child = execa(process.execPath, args, options);
    onTestFinished(() => {
      child.kill("SIGKILL");
    });
    await new Promise<void>((resolve) => {
      let said = "";
      child.stderr.on("data", (chunk) => {
        said += chunk;
        if (said.includes("got a webhook")) resolve();
        else if (said.includes("about to listen")) child.stdin.write("Hello\n");
      });
    });
    child.kill("SIGINT");
    expect((await child).exitCode).toBe(130);
    expect(pidsIn(cwd).filter(isRunning)).toEqual([]);
  });
});

test("a /wait that is far from over holds nothing up: the signal ends all of it at once", async () => {
  const options = {
    cwd: await folderOf({}),
    env: { PATH: process.env.PATH },
    extendEnv: false,
    reject: false,
  } as const;
  const args = [join(root, "bin/ulbot.cjs"), "dev", "--terminal", "--url", (await echo()).url.href];
  const child = execa(process.execPath, args, options);
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  child.stdin.write("/say Hello\n/context\n/wait 20m\n");
  await new Promise<void>((resolve) => {
    let said = "";
    child.stdout.on("data", (chunk) => {
      said += chunk;
      if (said.includes("{}\n")) resolve();
    });
  });
  child.kill("SIGTERM");
  expect((await child).exitCode).toBe(143);
});

describe("the token", () => {
  test("is shown where it has to be copied: made for this run, and the bot is not started here", async () => {
    const server = await echo();
    const { stderr } = await chat([], ["--url", server.url.href]);
    expect(stderr).toMatch(/ULBOT_API_URL=http:\/\/127\.0\.0\.1:\d+\/v1\/\n {2}ULBOT_SECURITY_TOKEN=[0-9a-f]{48}\n/);
  });

  test("is not shown where it stands in .env, nor where the bot is started here", async () => {
    const server = await echo();
    const cwd = await folderOf({ ".env": "ULBOT_SECURITY_TOKEN=my-own-secret-token\n" });
    const known = await chat(["Hello"], ["--url", server.url.href], cwd);
    expect(known.stderr).toContain("ULBOT_API_URL=");
    expect(known.stdout + known.stderr).not.toMatch(/my-own-secret|SECURITY_TOKEN/);
    const started = await chat(["Hello"], ["--exec", orderBot, "--verbose"]);
    expect(started.stdout + started.stderr).not.toMatch(/[0-9a-f]{48}|SECURITY_TOKEN/);
    const leaks = `"${process.execPath}" -e 'console.log("it is", process.env.ULBOT_SECURITY_TOKEN);
      require("http").createServer((_, response) => response.end()).listen(process.env.PORT)'`;
    expect((await chat(["/output"], ["--exec", leaks])).stdout).toContain("it is [token]\n");
  });
});

const flask = join(root, "test/fixtures/flask");

describeWith(external.flask, "the page's Flask programs", ({ python }) => {
  /** Talks to a program that Flask serves on the port it is given. */
  async function talk(app: string, header: string, lines: readonly string[], ...args: string[]) {
    const env = { HOME: process.env.HOME ?? "", PYTHONDONTWRITEBYTECODE: "1" };
    const exec = `${python} -m flask --app ${app} run --port $PORT`;
    const options = ["--terminal", "--settle", "20ms", "--exec", exec, "--header", `API-SECURITY-TOKEN: ${header}`];
    const { code, stdout } = await runBin(["dev", ...options, ...args], { cwd: flask, env, input: lines.join("\n") });
    return { code, stdout: steady(stdout) };
  }

  test.each(channelNames)("the campaign bot signs up on %s", async (channel) => {
    const lines = channel === "web" ? ["1", "What?"] : ["Hello", "1", "What?"];
    const { code, stdout } = await talk("campaign_bot", "your-outbound-auth-token", lines, "--channel", channel);
    expect(stdout).toContain("✓ MS  click  start\n");
    expect(stdout).toContain("    ┌ You've been subscribed to the campaign!\n");
    expect(stdout.includes("    subscribed to campaigns\n")).toBe(channel === "whatsapp_business");
    expect(stdout).toContain("    the session is over: forwarded by forward_any\n");
    expect(code).toBe(0);
  });
});

test("nothing is written but what /save asks for", async () => {
  const server = await echo();
  const cwd = await folderOf({});
  await chat(["Hello"], ["--url", server.url.href], cwd);
  expect(existsSync(join(cwd, "fixtures"))).toBe(false);
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Entry } from "../../src/transcript/entry.ts";
import { folderOf, run } from "../run.ts";

const fixtures = join(import.meta.dirname, "../fixtures/exchange");

const entriesIn = (stdout: string): Entry[] =>
  stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));

interface Packet {
  readonly packet: { readonly name: string; readonly payload: Readonly<Record<string, unknown>> };
}

const packetsIn = (events: unknown): unknown[] =>
  [events].flat().map((event) => [(event as Packet).packet.name, (event as Packet).packet.payload]);

/** What an entry says, without the session. */
function gist(entry: Entry): unknown[] {
  const at = entry.at.slice(11);
  if (entry.kind === "webhook") return [at, entry.kind, ...packetsIn(entry.event)];
  if (entry.kind === "finding") throw new Error("nobody finds anything here");
  return [at, entry.kind, entry.status, ...packetsIn(entry.events)];
}

const question = ["message", { body: "Hello Ada, what is your order number?" }];
const choice = { body: "Hi!\nWhat would you like to do?", fallback: "Hi!\nWhat would you like to do?" };

/** For each fixture, what it says, and what stderr says of what was passed over. */
const cases: Readonly<Record<string, { entries: unknown[][]; passedOver?: string }>> = {
  "devtools.har": {
    entries: [
      ["09:00:00.000Z", "webhook", ["start", { body: "Hi, where is my order?" }]],
      ["09:00:00.012Z", "answer", 200, question],
      ["09:00:05.000Z", "webhook", ["message", { body: "4711, and my token is planted-api-secret" }]],
      ["09:00:05.007Z", "answer", 200],
      ["09:00:09.000Z", "request", 200, ["message", { body: "It arrives tomorrow 📦" }]],
      ["09:00:30.000Z", "webhook", ["message", { body: "Are you there?" }]],
    ],
    passedOver: "passed over: GET request (1), POST of other JSON (1)",
  },
  "ngrok.json": {
    entries: [
      ["09:00:00.000Z", "webhook", ["start", { body: "Hi" }]],
      ["09:00:00.012Z", "answer", 200, question],
      ["09:00:09.000Z", "webhook", ["message", { body: "4711" }]],
      ["09:00:09.005Z", "answer", 200, question],
      ["09:00:40.000Z", "webhook", ["message", { body: "Are you there?" }]],
    ],
    passedOver: "passed over: GET request (1)",
  },
  "devtools.sh": {
    entries: [
      ["00:00:00.000Z", "webhook", ["message", { body: "it's 100 €\n😀 !" }]],
      ["00:00:02.000Z", "webhook", ["start", {}]],
      ["00:00:03.000Z", "request", 0, ["message", { body: "later" }]],
    ],
    passedOver: "passed over: GET request (1)",
  },
  "devtools.cmd": {
    entries: [
      ["00:00:00.000Z", "webhook", ["message", { body: `50% & it's "so"` }]],
      ["00:00:01.000Z", "webhook", ["start", {}]],
    ],
  },
  "greeting.chat": {
    entries: [
      ["00:00:00.000Z", "webhook", ["start", {}]],
      [
        ...["00:00:00.000Z", "answer", 200],
        [
          "bubbles",
          {
            ...choice,
            options: [
              { id: "Track", label: "Track" },
              { id: "Complain", label: "Complain" },
            ],
          },
        ],
      ],
      ["00:00:01.000Z", "webhook", ["click", { value: { id: "Track", label: "Track" } }]],
      [
        ...["00:00:01.000Z", "answer", 200],
        ["delay", { duration: 3, typing_indicator: true }],
        ["message", { body: "Where is it [really]?" }],
        ["media", { link: "https://files.example.com/map.png" }],
      ],
      ["00:00:02.000Z", "webhook", ["message", { body: "No idea" }]],
      ["00:00:02.000Z", "answer", 200],
      ["00:00:02.000Z", "webhook", ["media", { link: "https://files.example.com/receipt.pdf" }]],
      ["00:00:02.000Z", "answer", 200, ["message", { body: "Look at this" }]],
    ],
    passedOver: "passed over: [ConversationUpdate] (1), [HeroCard] (1), [Attachment] (1)",
  },
  "emulator.transcript": {
    entries: [
      ["09:00:01.000Z", "webhook", ["start", {}]],
      [
        ...["09:00:01.000Z", "answer", 200],
        ["message", { body: "**Hi!** Where to?", text_format: "markdown_v1" }],
        [
          "bubbles",
          {
            body: "Choose",
            fallback: "Choose",
            options: [
              { id: "track", label: "Track it" },
              { id: "complain", label: "Complain" },
            ],
          },
        ],
      ],
      ["09:00:05.000Z", "webhook", ["click", { value: { id: "track", label: "Track it" } }]],
      ["09:00:06.000Z", "answer", 200, ["media", { link: "https://files.example.com/map.png", name: "map.png" }]],
      [
        ...["09:00:08.000Z", "webhook"],
        ["media", { content_type: "image/jpeg", link: "https://files.example.com/p.jpg", name: "p.jpg" }],
      ],
      ["09:00:09.000Z", "answer", 200, ["end", {}]],
    ],
    passedOver: "passed over: conversationUpdate (1), typing (1), application/vnd.microsoft.card.hero (1)",
  },
};

describe.each(Object.entries(cases))("%s", (name, { entries, passedOver }) => {
  test("is recognised, and says the same as before", async () => {
    const { code, stdout, stderr } = await run(["import", join(fixtures, name), "--no-redact"]);
    expect(code, stderr).toBe(0);
    expect(entriesIn(stdout).map(gist)).toEqual(entries);
    expect(stderr.split("\n").filter((line) => line.startsWith("passed over"))).toEqual(passedOver ? [passedOver] : []);
  });

  test("is read from standard input as well", async () => {
    const input = readFileSync(join(fixtures, name));
    const { stdout } = await run(["import", "-", "--no-redact"], { input });
    expect(entriesIn(stdout).map(gist)).toEqual(entries);
  });

  test("has nothing left of secrets and names", async () => {
    const { code, stdout, stderr } = await run(["import", join(fixtures, name)]);
    expect(code).toBe(0);
    expect(stdout).not.toMatch(/planted|lovelace|\bAda\b/i);
    expect(stderr).toMatch(/^replaced: /m);
  });

  test("can be replayed and exported", async () => {
    const { stdout } = await run(["import", join(fixtures, name)]);
    const { code, stderr } = await run(["export", "-", "--to", "curl"], { input: stdout });
    expect(code, stderr).toBe(0);
  });
});

test("headers never come out, redacted or not", async () => {
  const { stdout } = await run(["import", join(fixtures, "*"), "--no-redact"]);
  expect(stdout).not.toContain("planted-webhook-secret");
});

test("one file of ngrok's agent may hold one request", async () => {
  const [, newest] = JSON.parse(readFileSync(join(fixtures, "ngrok.json"), "utf8")).requests;
  const { stdout } = await run(["import", "-"], { input: JSON.stringify(newest) });
  expect(entriesIn(stdout).map(({ kind }) => kind)).toEqual(["webhook", "answer"]);
});

describe("--channel", () => {
  const chat = (channel: string, text: string) => run(["import", "-", "--channel", channel], { input: text });

  test("elsewhere than on the website the session starts with what the contact says", async () => {
    const { stdout } = await chat("sms", "user: Hello\nbot: Hi\nuser: Bye\n");
    const names = entriesIn(stdout).flatMap((entry) => (entry.kind === "webhook" ? [entry.event.packet] : []));
    expect(names).toEqual([
      { name: "start", payload: { body: "Hello" } },
      { name: "message", payload: { body: "Bye" } },
    ]);
  });

  test.each(["devtools.har", "ngrok.json", "devtools.sh"])(
    "is refused for webhooks that say their own: %s",
    async (name) => {
      const { code, stdout, stderr } = await run(["import", join(fixtures, name), "--channel", "sms"]);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toContain(
        `${name}: the webhooks in it say where they come from\n  leave it out; it is for bot-framework`,
      );
    },
  );

  test("takes a Bot Framework transcript to another one", async () => {
    const { stdout } = await run(["import", join(fixtures, "emulator.transcript"), "--channel", "telegram"]);
    expect(stdout).toContain('"type":"telegram"');
  });

  test("a Bot Framework transcript says its own", async () => {
    const message = { type: "message", channelId: "telegram", from: { role: "user" }, text: "Hello" };
    const { stdout } = await run(["import", "-"], { input: JSON.stringify([message]) });
    expect(stdout).toContain('"type":"telegram"');
  });
});

test("what the project adds is replaced as well, on the way and by the token that nobody may see", async () => {
  const redact = { patterns: ["V-\\d+"], keys: ["badge"], keep: ["Grace"] };
  const cwd = await folderOf({
    "ulbot.config.json": JSON.stringify({ redact }),
    ".env": "ULBOT_SECURITY_TOKEN=t0k3n-planted\n",
  });
  const context = { badge: "b 17", order_number: "R-118", note: "V-4711 t0k3n-planted" };
  const body = JSON.stringify({ info: { cid: "a", contact: { name: "Grace" }, context }, packet: { name: "start" } });
  const { code, stdout } = await run(["import", "-", "--redact-key", "order_number"], {
    cwd,
    input: `curl x -d '${body}'`,
  });
  expect([code, stdout.match(/b 17|R-118|V-4711|planted/g)]).toEqual([0, null]);
  expect(stdout).toContain("Grace");
});

describe("-o", () => {
  const source = join(fixtures, "greeting.chat");

  test("writes a new file, and over one only with --force", async () => {
    const cwd = await folderOf({});
    const first = await run(["import", source, "-o", "a.jsonl"], { cwd });
    expect([first.code, first.stdout]).toEqual([0, ""]);
    const before = readFileSync(join(cwd, "a.jsonl"), "utf8");
    const second = await run(["import", join(fixtures, "devtools.har"), "-o", "a.jsonl"], { cwd });
    expect([second.code, readFileSync(join(cwd, "a.jsonl"), "utf8")]).toEqual([2, before]);
    expect(second.stderr).toBe("ulbot: a.jsonl is there already\n  overwrite it with --force\n");
    const third = await run(["import", join(fixtures, "devtools.har"), "-o", "a.jsonl", "--force"], { cwd });
    expect([third.code, readFileSync(join(cwd, "a.jsonl"), "utf8") === before]).toEqual([0, false]);
  });
});

const already = "ulbot itself does it, and needs no import\n  replay, lint and export read it as it is";

const curlBody = `curl https://bot.example.com --data-raw '{"info":{"cid":"a"},"packet":{"name":"start"}}'`;

test.each([
  ["nothing at all", "\n", "<stdin> is empty\n  it should hold what another tool has saved"],
  ["a webhook", '{"info": {"cid": "a"}, "packet": {"name": "start"}}', `<stdin> is recorded as ${already}`],
  ["a list of webhooks", '[{"info": {"cid": "a"}, "packet": {"name": "start"}}]', `<stdin> is recorded as ${already}`],
  ["a transcript", '{"cid": "a", "kind": "webhook"}\n{"cid": "a"}\n', `<stdin> is recorded as ${already}`],
  ["nothing known", "Hello", "<stdin> is in none of the formats that import knows"],
  ["broken JSON", '{"log": {\n"entries": [}', "<stdin>:2:13: a value has to stand here"],
  [
    "a HAR with something else in it",
    '{"log": {"entries": [\n{"request": {"method": 3}}]}}',
    "<stdin>:2:24: log.entries.0.request.method is not as in a HAR",
  ],
  [
    "a list of ngrok's with something else in it",
    '{"requests": [{"request": {"raw": "",\n"method": 3}}]}',
    "<stdin>:2:11: requests.0.request.method is not as ngrok's agent writes it",
  ],
  [
    "a Bot Framework transcript with something else in it",
    '[{"type": "message",\n"text": 3}]',
    "<stdin>:2:9: 0.text is not as in a Bot Framework transcript",
  ],
  ["a body in a file", `${curlBody}\ncurl x -d @body.json`, "<stdin>:2: the body is in body.json, which is not read"],
  ["an open quote", `${curlBody}\n\ncurl 'x`, "<stdin>:3: the quotes of this command line are never closed"],
  ["an open quote for cmd.exe", 'curl ^"x', "<stdin>:1: the quotes of this command line are never closed"],
  ["a .chat that begins with nobody", "user=Ada\n\nHello\nuser: Hi", "<stdin>:3: nobody says this: Hello"],
  ["a HAR of other things", '{"log": {"entries": []}}', "there is no webhook in -"],
])("refuses %s", async (_, input, message) => {
  const { code, stdout, stderr } = await run(["import", "-"], { input });
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(`ulbot: ${message}`);
});

test("--from overrules what a file looks like", async () => {
  const { code, stderr } = await run(["import", "-", "--from", "har"], { input: curlBody });
  expect([code, stderr]).toEqual([2, expect.stringMatching(/^ulbot: <stdin>:1:1: /)]);
});

import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { describeWith, type External } from "../external.ts";
import fc, { runs } from "../property.ts";
import { folderOf, run } from "../run.ts";
import { cid } from "../send/program.ts";
import { closeServers, httpServer, type TestServer } from "../servers.ts";

const recorded = join(import.meta.dirname, "../fixtures/replay/contact-form.json");

const webhookWith = (body: string) => ({
  info: { cid, context: { said: [body] } },
  packet: { name: "message", payload: { body } },
});

/** Texts that shells, templates and formats take for something of their own. */
const texts = [
  `it's 'quoted' "twice" \\ \\\\ \\'`,
  "one\ntwo\r\nthree\ttabs",
  "👋 Grüße, 你好, שלום \u202e \u2028",
  `$HOME \${HOME} $(id) \`id\` $$ !! %PATH% ^`,
  "{{ name }} {{{x}}} {{$uuid}} {{ $randomNumber(1,2) }} }} { {",
  "a\u0000b\u0001\u007f",
  "# no comment: {} [] & * ! | > @ - ~ null",
  "",
];

const anyText = fc.oneof(
  fc.constantFrom(...texts),
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: "binary" }).map((text) => text.toWellFormed()),
);

async function exported(to: string, bodies: readonly string[], ...options: string[]): Promise<string> {
  const input = JSON.stringify(bodies.map(webhookWith));
  const { code, stdout, stderr } = await run(["export", "-", "--to", to, ...options], { input });
  expect(code, stderr).toBe(0);
  return stdout;
}

async function importedBodies(text: string): Promise<unknown[]> {
  const { code, stdout, stderr } = await run(["import", "-", "--no-redact"], { input: text });
  expect(code, stderr).toBe(0);
  const entries = stdout.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]));
  return entries.filter(({ kind }) => kind === "webhook").map(({ event }) => event);
}

describe.each(["curl", "har"])("what is exported to %s", (format) => {
  test("comes back by import as it was", async () => {
    const property = fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 4 }), async (bodies) => {
      expect(await importedBodies(await exported(format, bodies))).toEqual(bodies.map(webhookWith));
    });
    await fc.assert(property, { numRuns: runs(50), examples: [[texts]] });
  });
});

test("what was recorded with answers comes back from a HAR with them", async () => {
  const fixtures = join(import.meta.dirname, "../fixtures/exchange");
  const transcript = (await run(["import", join(fixtures, "ngrok.json"), "--no-redact"])).stdout;
  const har = await run(["export", "-", "--to", "har"], { input: transcript });
  const again = await run(["import", "-", "--no-redact"], { input: har.stdout });
  expect(again.stdout).toBe(transcript);
});

describe("a HAR, held against its schema", () => {
  const schema = JSON.parse(
    readFileSync(join(import.meta.dirname, "../fixtures/exchange/har-1.2.schema.json"), "utf8"),
  );
  const isHar = new Ajv({ allErrors: true, strict: true }).compile(schema);

  /** What is wrong with a HAR: where, and what. */
  const faultsOf = (har: unknown): string[] => {
    isHar(har);
    return (isHar.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };

  const at = "2026-01-05T09:00:00.000Z";
  const webhook = { at, cid, kind: "webhook", event: webhookWith("Grüße 👋") };
  const answer = (events: unknown, status = 200) => ({ at, cid, kind: "answer", status, ms: 7.5, events });
  const event = { info: { cid }, packet: { name: "end", payload: {} } };

  test.each<[what: string, answers: unknown[]]>([
    ["without answers", []],
    ["with one event and with a list", [answer(event), answer([event, event])]],
    ["with none, and with what is no JSON", [answer([]), answer("down", 503)]],
  ])("holds %s", async (_, answers) => {
    const entries = answers.length === 0 ? [webhook] : answers.flatMap((one) => [webhook, one]);
    const input = entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
    const options = ["--header", "API-SECURITY-TOKEN:", "--url", "https://bot.example.com/hook?a=1&b=%20&b#top"];
    const { stdout } = await run(["export", "-", "--to", "har", ...options], { input });
    const har = JSON.parse(stdout);
    expect(faultsOf(har)).toEqual([]);
    expect(har.log.entries).toHaveLength(Math.max(1, answers.length));
  });

  test("holds whatever is in the texts", async () => {
    expect(faultsOf(JSON.parse(await exported("har", texts)))).toEqual([]);
  });

  test("would not hold with anything missing or more", async () => {
    const har = JSON.parse(await exported("har", ["Hi"]));
    const [entry] = har.log.entries;
    for (const part of [har, har.log, har.log.creator, entry, entry.request, entry.request.postData, entry.response]) {
      for (const [key, value] of Object.entries(part)) {
        delete part[key];
        part[`${key}s`] = value;
        expect(faultsOf(har), key).not.toEqual([]);
        delete part[`${key}s`];
        part[key] = value;
      }
    }
    expect(faultsOf(har)).toEqual([]);
  });
});

describe("a script for Artillery", () => {
  const posted = (text: string): string[] =>
    parse(text).scenarios.flatMap(({ flow }: { flow: { post: { body: string } }[] }) =>
      flow.map(({ post }) => post.body),
    );

  test("has every text, and no template but the session's", () =>
    fc.assert(
      fc.asyncProperty(fc.array(anyText, { minLength: 1, maxLength: 4 }), async (bodies) => {
        const sent = posted(await exported("artillery", bodies));
        expect(sent.map((body) => body.split("{{").length)).toEqual(bodies.map(() => 2));
        const asWere = sent.map((body) => JSON.parse(body.replace("{{ $uuid }}", cid.slice(cid.lastIndexOf(":") + 1))));
        expect(asWere).toEqual(bodies.map(webhookWith));
      }),
      { numRuns: runs(50), examples: [[texts]] },
    ));

  test("has a scenario for each conversation, and takes secrets from the environment", async () => {
    const argv = ["export", recorded, "--to", "artillery", "--url", "https://bot.example.com/a?b={{c}}"];
    const { stdout } = await run([...argv, "--header", "API-SECURITY-TOKEN: planted"]);
    expect(stdout).not.toContain("planted");
    const { config, scenarios } = parse(stdout);
    expect(config.target).toBe("https://bot.example.com");
    expect(config.http.defaults.headers["API-SECURITY-TOKEN"]).toBe("{{ $env.API_SECURITY_TOKEN }}");
    expect(scenarios[0].flow[0].post.url).toBe("/a?b=%7B%7Bc%7D%7D");
    const sessions = new Set([JSON.parse(readFileSync(recorded, "utf8"))].flat().map(({ info }) => info.cid));
    expect(scenarios).toHaveLength(sessions.size);
  });
});

describe("a file for Hurl", () => {
  const bodyIn = (text: string): string => text.slice(text.indexOf("\n{") + 1, text.lastIndexOf("\nHTTP "));

  test("has every text, and no template in any", () =>
    fc.assert(
      fc.asyncProperty(anyText, async (body) => {
        const json = bodyIn(await exported("hurl", [body]));
        expect(json).not.toContain("{{");
        expect(JSON.parse(json)).toEqual(webhookWith(body));
      }),
      { numRuns: runs(50), examples: texts.map((text): [string] => [text]) },
    ));

  test("asks for what the bot answered when it was recorded", async () => {
    const at = "2026-01-05T09:00:00.000Z";
    const event = (name: string) => ({ info: { cid }, packet: { name, payload: {} } });
    const answer = (events: unknown, status = 200) => ({ at, cid, kind: "answer", status, ms: 1, events });
    const webhook = { at, cid, kind: "webhook", event: webhookWith("Hi") };
    const answers = [answer([event("delay"), event('a"{{b}}')]), answer(event("end")), answer([]), answer("down", 503)];
    const input = answers.flatMap((one) => [webhook, one].map((entry) => `${JSON.stringify(entry)}\n`)).join("");
    const { stdout } = await run(["export", "-", "--to", "hurl", "--header", "API-SECURITY-TOKEN: planted"], { input });
    const asserts = stdout.split("\n").filter((line) => /^(HTTP|\[|jsonpath|API-)/.test(line));
    expect(asserts).toEqual([
      "API-SECURITY-TOKEN: {{api_security_token}}",
      "HTTP 200",
      "[Asserts]",
      'jsonpath "$[0].packet.name" == "delay"',
      String.raw`jsonpath "$[1].packet.name" == "a\u{22}\u{7b}\u{7b}b\u{7d}\u{7d}"`,
      "API-SECURITY-TOKEN: {{api_security_token}}",
      "HTTP 200",
      "[Asserts]",
      'jsonpath "$.packet.name" == "end"',
      "API-SECURITY-TOKEN: {{api_security_token}}",
      "HTTP 200",
      "API-SECURITY-TOKEN: {{api_security_token}}",
      "HTTP 503",
    ]);
  });
});

const curl: External<true> = {
  found: spawnSync("curl", ["--version"]).status === 0 || undefined,
  missing: "there is no curl",
};

describeWith(curl, "a script for curl, run by a shell,", () => {
  let bot: TestServer;
  let status = 200;

  beforeAll(async () => {
    bot = await httpServer((response) => response.writeHead(status).end("[]"));
  });

  afterAll(closeServers);

  async function play(bodies: readonly string[], env: Readonly<Record<string, string>>, ...options: string[]) {
    const script = await exported("curl", bodies, "--url", bot.url.href, ...options);
    const folder = await folderOf({ "play.sh": script });
    bot.requests.length = 0;
    const path = process.env.PATH ?? "";
    return execa("sh", [join(folder, "play.sh")], { env: { PATH: path, ...env }, extendEnv: false, reject: false });
  }

  test("posts every webhook as it was", async () => {
    expect((await play(texts, {})).exitCode).toBe(0);
    expect(bot.requests.map(({ body }) => JSON.parse(body))).toEqual(texts.map(webhookWith));
    expect(bot.requests[0]?.headers["content-type"]).toBe("application/json");
  });

  test("says where the value of a header is missing", async () => {
    const { exitCode, stderr } = await play(["Hi"], {}, "--header", "X-Token: planted");
    expect([exitCode === 0, stderr, bot.requests]).toEqual([false, expect.stringContaining("X_TOKEN"), []]);
  });

  test("takes the name of a header as it is", async () => {
    const { exitCode } = await play(["Hi"], { X__ID____TOKEN: "value" }, "--header", "X-`id`$$-Token:");
    expect([exitCode, bot.requests[0]?.headers["x-`id`$$-token"]]).toEqual([0, "value"]);
  });

  test("passes on the value whatever is in it", async () => {
    const value = `se"cr$et \`id\``;
    const { exitCode } = await play(["Hi"], { X_TOKEN: value }, "--header", "X-Token:");
    expect([exitCode, bot.requests[0]?.headers["x-token"]]).toEqual([0, value]);
  });

  test("stops where the bot fails", async () => {
    status = 500;
    const { exitCode } = await play(["one", "two"], {});
    status = 200;
    expect([exitCode === 0, bot.requests.length]).toEqual([false, 1]);
  });
});

test("writes a new file only", async () => {
  const cwd = await folderOf({ "there.sh": "mine" });
  const { code } = await run(["export", recorded, "--to", "curl", "-o", "there.sh"], { cwd });
  expect([code, readFileSync(join(cwd, "there.sh"), "utf8")]).toEqual([2, "mine"]);
});

test.each([
  [
    "no format",
    ["export", recorded],
    "export has to know what to make\n  say it with --to: curl, hurl, har, artillery",
  ],
  ["a format nobody knows", ["export", recorded, "--to", "jmx"], "Allowed choices are curl, hurl, har, artillery"],
  ["no URL", ["export", recorded, "--to", "curl", "--url", "bot"], '"bot" is no URL'],
  [
    "a URL without http",
    ["export", recorded, "--to", "curl", "--url", "localhost:8000"],
    "begins with localhost:, but must",
  ],
])("refuses %s", async (_, argv, message) => {
  const { code, stdout, stderr } = await run(argv);
  expect([code, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(message);
});

test("says where a fixture is no webhook", async () => {
  const cwd = await folderOf({});
  writeFileSync(join(cwd, "a.json"), '[{"info": {"cid": "a"},\n"packet": {"name": "bubbles"}}]');
  const { code, stderr } = await run(["export", "a.json", "--to", "curl"], { cwd });
  expect([code, stderr]).toEqual([
    2,
    expect.stringMatching(/^ulbot: a\.json:2:20: bubbles is an event that a bot sends/),
  ]);
});

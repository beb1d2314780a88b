import { afterEach, describe, expect, it } from "vitest";
import { UlbotError } from "../../../src/errors.ts";
import { folderOf, run } from "../../run.ts";
import { type BotName, bots, closedPort, closeServers, httpServer } from "../../servers.ts";
import { eventOf } from "../answers.ts";

afterEach(closeServers);

const webhook = (cid: string, text = "Hi", channel = "web") => ({
  info: { cid, conversation: { contact_channel: { type: channel } }, context: {} },
  packet: { name: "message", payload: { body: text } },
});

/** A bot that answers what the text of the message says, to the session it came from. */
const echo = () =>
  httpServer((response, { body }) => {
    const { info, packet } = JSON.parse(body);
    const answer = JSON.parse(packet.payload.body);
    const events = answer.map((event: object) => ({ ...event, info: { cid: info.cid } }));
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(events));
  });

const saying = (...events: object[]) => JSON.stringify(events);
const bad = saying(eventOf("mesage"));
const good = saying(eventOf("message", { body: "Hello" }));
const cids = ["chatbot::1:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "chatbot::1:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"] as const;

async function lint(url: string | URL, fixtures: Record<string, unknown>, ...args: string[]) {
  const contents = Object.entries(fixtures).map(([name, value]) => [name, JSON.stringify(value)]);
  const cwd = await folderOf(Object.fromEntries(contents));
  const asked = ["--fixtures", ...Object.keys(fixtures), "--url", String(url), ...args];
  return run(["lint", ...asked], { cwd });
}

async function found(...args: Parameters<typeof lint>) {
  const { code, stdout, stderr } = await lint(...args, "--format", "json");
  const { findings, summary, unreadable } = JSON.parse(stdout);
  const told = findings.map(({ file, rule, channels }: Record<string, string>) => `${file} ${rule} ${channels}`.trim());
  return { code, told, summary, unreadable, stderr, findings };
}

describe("what a bot answers to recorded webhooks", () => {
  it("is linted answer by answer, conversation by conversation", async () => {
    const { url, requests } = await echo();
    const [one, other] = cids;
    const fixtures = {
      "a.json": [webhook(one, good), webhook(other, bad), webhook(one, bad)],
      "b.json": webhook("chatbot::1:cccccccccccccccccccccccccccccccc", good),
    };
    const { code, told, summary } = await found(url, fixtures, "--header", "X-Token: secret");
    expect([code, told]).toEqual([1, ["<answer 3 to a.json> event-name", "<answer 2 to a.json> event-name"]]);
    expect(summary).toMatchObject({ files: 4, events: 4, errors: 2 });
    expect(requests.map(({ headers }) => headers["x-token"])).toEqual(Array(4).fill("secret"));
  });

  it("is linted for the channel of the webhook, or for those that are asked for", async () => {
    const { url } = await echo();
    const long = saying(eventOf("message", { body: "x".repeat(5000) }));
    const fixtures = {
      "a.json": [webhook(cids[0], long, "facebook"), webhook(cids[1], long, "telegram")],
    };
    expect((await found(url, fixtures)).told).toEqual([
      "<answer 1 to a.json> text-length facebook",
      "<answer 2 to a.json> text-length telegram",
    ]);
    expect((await found(url, fixtures, "--channel", "facebook")).told).toEqual([
      "<answer 1 to a.json> text-length facebook",
      "<answer 2 to a.json> text-length facebook",
    ]);
  });

  it("is no file that could be fixed, and counts what is not shown", async () => {
    const { url } = await echo();
    const answer = saying(eventOf("message", { body: "Hi", text_fromat: "plain", priority: 1 }));
    const ran = await found(url, { "a.json": webhook(cids[0], answer) });
    expect([ran.code, ran.summary]).toEqual([0, expect.objectContaining({ warnings: 1, infos: 1 })]);
    expect(ran.findings).toEqual([expect.not.objectContaining({ fix: expect.anything() })]);
    const { stdout } = await lint(url, { "a.json": webhook(cids[0], answer) });
    expect(stdout).toContain("0 errors, 1 warning in 1 file, 1 event, 1 below the severity shown\n");
  });

  it("can be compared with a baseline", async () => {
    const { url } = await echo();
    const cwd = await folderOf({ "a.json": JSON.stringify(webhook(cids[0], bad)) });
    const args = ["lint", "--fixtures", "a.json", "--url", String(url), "--baseline", "known.json"];
    expect((await run([...args, "--update-baseline"], { cwd })).code).toBe(0);
    expect(await run(args, { cwd })).toMatchObject({ code: 0, stderr: "" });
  });
});

describe("a bot that does not answer as it should", () => {
  it.each<[BotName, number, string]>([
    ["empty", 3, "answered 204, not 200"],
    ["broken", 3, "answered 500, not 200: Traceback (most recent call last)"],
    ["redirect", 3, "answered 302, not 200; it redirects to"],
    ["html", 2, "the answer is HTML, but it has to be JSON or empty"],
    ["resetAtOnce", 3, "the connection"],
    ["truncated", 3, ""],
    ["latin1", 3, "is not valid UTF-8"],
  ])("%s", async (name, code, said) => {
    const { url } = await bots[name]();
    const ran = await found(url, { "a.json": webhook(cids[0]) });
    expect([ran.code, ran.told, ran.summary.files]).toEqual([code, [], 0]);
    expect(ran.stderr).toMatch(/^ulbot: <answer 1 to a\.json>: [^\n]+\n/);
    expect(ran.stderr).toContain(said);
    expect(ran.unreadable).toEqual([{ file: "<answer 1 to a.json>", message: expect.stringContaining(said) }]);
  });

  it("is waited for as long as --timeout says", async () => {
    const { url } = await bots.silent();
    const ran = await found(url, { "a.json": webhook(cids[0]) }, "--timeout", "50ms");
    expect(ran.code).toBe(3);
    expect(ran.stderr).toContain("did not answer within 50 ms");
  });

  it("is told of, and its other answers are linted", async () => {
    const { url } = await httpServer((response, { body }) => {
      const isSecond = body.includes("again");
      response.writeHead(isSecond ? 500 : 200, { "content-type": "application/json" }).end(isSecond ? "" : bad);
    });
    const fixtures = { "a.json": [webhook(cids[0]), webhook(cids[0], "again"), webhook(cids[0])] };
    const { code, told, unreadable } = await found(url, fixtures);
    expect([code, told, unreadable.length]).toEqual([
      3,
      ["<answer 1 to a.json> event-name", "<answer 3 to a.json> event-name"],
      1,
    ]);
  });

  it("is not asked any more when it is down, and what it said before is reported", async () => {
    const fixtures = { "a.json": [webhook(cids[0], good), webhook(cids[1])] };
    const ran = await found(`http://127.0.0.1:${await closedPort()}`, fixtures);
    expect([ran.code, ran.unreadable.length]).toEqual([3, 1]);
    expect(ran.stderr).toMatch(/^ulbot: <answer 1 to a\.json>: .*\n/);
    const once = await httpServer((response) => {
      response.writeHead(200, { connection: "close" }).end(bad, () => void once.close());
    });
    const after = await found(once.url, fixtures);
    expect([after.code, after.told]).toEqual([3, ["<answer 1 to a.json> event-name"]]);
  });

  it.each([
    [{ "a.json": eventOf("end") }, "http://localhost:1", "ulbot: a.json:1:"],
    [{ "a.json": [] }, "http://localhost:1", "ulbot: there is no webhook in a.json"],
    [{ "a.json": webhook(cids[0]) }, "nowhere", 'ulbot: "nowhere" is no URL'],
    [{ "a.json": webhook(cids[0]) }, "ftp://localhost", "ulbot: "],
  ])("nor is a usage that makes no sense: %j at %s", async (fixtures, url, said) => {
    const { code, stdout, stderr } = await lint(url, fixtures);
    expect([code, stdout, stderr]).toEqual([2, "", expect.stringContaining(said)]);
  });

  it("that never answers can be left", async () => {
    const { url } = await bots.silent();
    const stop = new AbortController();
    const cwd = await folderOf({ "a.json": JSON.stringify(webhook(cids[0])) });
    const ran = run(["lint", "--fixtures", "a.json", "--url", String(url)], { cwd, signal: stop.signal });
    stop.abort(new UlbotError("interrupted", "interrupted"));
    expect(await ran).toEqual({ code: 130, stdout: "", stderr: "ulbot: interrupted\n" });
  });
});

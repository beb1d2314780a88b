import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { bots, closeServers, httpServer } from "../servers.ts";
import { answer, bot, conversation, folderWith, type Posted, reported, runReplay, transcript } from "./project.ts";

afterEach(closeServers);

const say = (posted: Posted, body: string) => answer(posted, "message", { body });
const bodyOf = ({ packet }: Posted) => String((packet.payload as { body?: string }).body ?? "Hello");
const echo = (posted: Posted) => say(posted, bodyOf(posted));

const [start, one, two] = conversation(1, "one", "two") as [Posted, Posted, Posted];

/** The file of expected answers of the fixture `a`. */
const read = (cwd: string) => readFile(join(cwd, "a.expected.json"), "utf8");

describe("--update", () => {
  test("writes what comes where nothing was expected, so that all is expected and nothing is left to write", async () => {
    const { url } = await bot(echo);
    const cwd = await folderWith({ "a.json": [start, one], "b.json": conversation(2) });
    const args = ["*.json", "--url", url.href];
    const first = await reported([...args, "--update"], { cwd });
    expect(first).toMatchObject({ code: 0, stderr: "wrote a.expected.json\nwrote b.expected.json\n" });
    expect(first.turns.map(({ update }) => update)).toEqual(["written", "written", "written"]);
    expect(first.summary).toMatchObject({ written: 3, changed: 0, unexpected: 0 });
    expect(JSON.parse(await read(cwd))).toMatchObject({
      schemaVersion: 1,
      turns: [
        { turn: 1, event: "start", answer: [{ packet: { payload: { body: "Hello" } } }] },
        { turn: 2, event: "message", answer: [{ packet: { payload: { body: "one" } } }] },
      ],
    });
    const written = await stat(join(cwd, "a.expected.json"));
    const second = await reported([...args, "--update"], { cwd });
    expect(second).toMatchObject({ code: 0, stderr: "", summary: { written: 0, changed: 0, passed: 3 } });
    expect((await stat(join(cwd, "a.expected.json"))).ino).toBe(written.ino);
    expect(await reported([...args, "--ci", "--repeat", "2"], { cwd })).toMatchObject({
      code: 0,
      summary: { passed: 6 },
    });
  });

  test("leaves every byte of what still holds, and matchers where they do", async () => {
    const { url } = await bot((posted) =>
      answer(posted, "message", { body: bodyOf(posted) }, { greeted: true, name: "Ada" }),
    );
    const before = `{ "schemaVersion": 1,
   "turns": [
      {"turn":1,  "event":"start", "answer": [ {"packet":{"name":"message",   "payload":{"body":{"$length":5}}}} ]},
      {"turn": 2, "event": "message", "answer": [{"info": {"cid": {"$any": "string"}, "context": {"greeted": false, "name": {"$match": "^A"}}},
         "packet": {"name": "message", "payload": {"body": {"$contains": "n"}}}}]}
   ]
}`;
    const cwd = await folderWith({ "a.json": [start, one], "a.expected.json": before });
    expect((await reported(["a.json", "--url", url.href], { cwd })).outcomes).toEqual(["passed", "failed"]);
    const { code, stderr, turns } = await reported(["a.json", "--url", url.href, "--update"], { cwd });
    expect({ code, stderr }).toEqual({ code: 0, stderr: "updated a.expected.json\n" });
    expect(turns.map(({ update }) => update)).toEqual([undefined, "changed"]);
    expect(await read(cwd)).toBe(before.replace("false", "true"));
    expect(await reported(["a.json", "--url", url.href, "--ci"], { cwd })).toMatchObject({ code: 0, stderr: "" });
  });

  test("takes no failure for what is expected", async () => {
    const bodies = { 500: "500", html: "<p>", none: "nothing", gone: "gone", no: "no JSON" };
    const server = await httpServer(async (response, got) => {
      const body = bodyOf(JSON.parse(got.body));
      if (body === bodies.gone) return;
      response.writeHead(body === bodies[500] ? 500 : 200, { "content-type": "application/json" });
      response.end(body === "Hello" ? JSON.stringify(echo(JSON.parse(got.body))) : body === bodies.none ? "" : body);
    });
    const cwd = await folderWith({ "a.json": conversation(1, ...Object.values(bodies)) });
    const args = ["a.json", "--url", server.url.href, "--update", "--timeout", "1s"];
    const { code, turns } = await reported(args, { cwd });
    expect(turns.map(({ outcome, update }) => [outcome, update])).toEqual([
      ["passed", "written"],
      ["failed", undefined],
      ["failed", undefined],
      ["passed", "written"],
      ["failed", undefined],
      ["failed", undefined],
    ]);
    expect(JSON.parse(await read(cwd)).turns.map(({ turn }: { turn: number }) => turn)).toEqual([1, 4]);
    expect(code).toBe(1);
  });

  test("writes of a transcript only what is not as it was recorded, into the file beside it", async () => {
    const { url } = await bot(echo);
    const recorded = transcript(
      [start, { answer: say(start, "Hello") }],
      [one, { answer: say(one, "old") }],
      [two, { answer: say(two, "two") }],
    );
    const cwd = await folderWith({ "a.jsonl": recorded });
    const { code, summary } = await reported(["a.jsonl", "--url", url.href, "--update"], { cwd });
    expect({ code, summary }).toMatchObject({ code: 0, summary: { written: 0, changed: 1, passed: 3 } });
    expect(JSON.parse(await read(cwd)).turns).toMatchObject([
      { turn: 2, answer: [{ packet: { payload: { body: "one" } } }] },
    ]);
    expect(await readFile(join(cwd, "a.jsonl"), "utf8")).toBe(recorded);
    expect(await reported(["a.jsonl", "--url", url.href, "--ci"], { cwd })).toMatchObject({
      code: 0,
      summary: { passed: 3 },
    });
  });

  test("takes of a conversation that was played again what it sent in the end, for the session of the fixture", async () => {
    const { url } = await bot((posted) => (posted.info.cid === start.info.cid ? { packet: {} } : echo(posted)));
    const cwd = await folderWith({ "a.json": [start, one] });
    const { code, summary } = await reported(["a.json", "--url", url.href, "--update", "--retry", "1"], { cwd });
    expect({ code, summary }).toMatchObject({ code: 0, summary: { written: 2, flaky: 1 } });
    expect(await read(cwd)).not.toMatch(/chatbot::258:(?!0{31}1)/);
    const { url: steady } = await bot(echo);
    expect(await reported(["a.json", "--url", steady.href, "--ci"], { cwd })).toMatchObject({ code: 0 });
  });

  test("writes nothing for other channels and mutations, and nothing of turns that were not played", async () => {
    const { url } = await bot(echo);
    const cwd = await folderWith({ "a.json": [start, one, two] });
    const args = [
      "a.json",
      "--url",
      url.href,
      "--update",
      "--channel",
      "web,sms",
      "--mutate",
      "duplicate",
      "--to-turn",
      "2",
    ];
    const { summary } = await reported(args, { cwd });
    expect(summary).toMatchObject({ written: 2, changed: 0, unexpected: 0 });
    const text = await read(cwd);
    expect(JSON.parse(text).turns).toMatchObject([{ turn: 1 }, { turn: 2 }]);
    await writeFile(join(cwd, "a.expected.json"), text.replace('"Hello"', '"old"').replace('"one"', '"uno"'));
    await reported(["a.json", "--url", url.href, "--update", "--from-turn", "2"], { cwd });
    const after = JSON.parse(await read(cwd)).turns;
    expect(after.map((turn: { answer: Posted[] }) => bodyOf(turn.answer[0] as Posted))).toEqual(["old", "one", "two"]);
  });

  test("is refused where two fixtures would have one file of expected answers", async () => {
    const cwd = await folderWith({ "a.json": start, "a.jsonl": JSON.stringify(one) });
    const { code, stderr } = await runReplay(["a.*", "--url", "http://127.0.0.1:1", "--update"], { cwd });
    expect(stderr).toMatch(/^ulbot: a\.json and a\.jsonl share a\.expected\.json\n/);
    expect(code).toBe(2);
  });

  test.each([
    [["a.json", "--update", "--ci"], "--ci never writes, so --update can't go with it"],
    [["a.json", "--update", "--repeat", "2"], "--update takes what one run sends, so --repeat can't go with it"],
    [["-", "--update"], "--update writes beside the fixtures, so they can't come from standard input"],
  ])("%j is refused", async (args, message) => {
    const { url, requests } = await bots.ok();
    const cwd = await folderWith({ "a.json": start });
    const ran = await runReplay([...args, "--url", url.href], { cwd, input: JSON.stringify(start) });
    expect(ran).toMatchObject({ code: 2, stdout: "", stderr: `ulbot: ${message}\n` });
    expect(requests).toEqual([]);
    expect(await readdir(cwd)).toEqual(["a.json"]);
  });
});

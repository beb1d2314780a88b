import { afterEach, describe, expect, test } from "vitest";
import { closeServers } from "../servers.ts";
import { answer, bot, cidOf, folderWith, runReplay, webhook } from "./project.ts";

afterEach(closeServers);

const cid = cidOf(7);
const recorded = (name: string, payload: object = {}) => webhook(name, payload, { cid, channel: "telegram" });
const turns = [
  recorded("start", { body: "Hi" }),
  recorded("message", { body: "x" }),
  recorded("click"),
  recorded("media"),
];

const server = () =>
  bot((posted) => {
    const { name } = posted.packet;
    if (name === "start") return answer(posted, "message", { body: "Hello" });
    if (name === "message") return { ...answer(posted, "message", { bodi: "Hello" }), info: { cid: "other" } };
    return [answer(posted, "message", { body: "Bye" }), answer(posted, "end")];
  });

describe("the JSON report", () => {
  test("is one document with these keys, in this order, and nothing else on either stream", async () => {
    const cwd = await folderWith({ "a.json": turns });
    const { code, stdout, stderr } = await runReplay(
      ["a.json", "--url", (await server()).url.href, "--format", "json"],
      { cwd },
    );
    const report = JSON.parse(stdout);
    expect(Object.keys(report)).toEqual(["schemaVersion", "summary", "turns"]);
    expect(report).toMatchObject({
      schemaVersion: 1,
      summary: { conversations: 1, turns: 4, passed: 2, failed: 2, skipped: 0 },
    });
    for (const turn of report.turns) {
      expect(Object.keys(turn)).toEqual([
        "file",
        "index",
        "run",
        "attempt",
        "at",
        "cid",
        "event",
        "channel",
        "status",
        "ms",
        "outcome",
        "events",
        "findings",
        "problems",
        "requests",
        "differences",
      ]);
    }
    expect(stdout.endsWith("\n}\n")).toBe(true);
    expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  });

  test("says of each turn what was posted, what came back and what is wrong with it", async () => {
    const cwd = await folderWith({ "a.json": turns });
    const { stdout } = await runReplay(["a.json", "--url", (await server()).url.href, "--format", "json"], { cwd });
    const [start, message, click, media] = JSON.parse(stdout).turns;
    const at = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z$/);
    const played = { at, run: 1, attempt: 1, requests: [], differences: [] };
    const facts = { file: "a.json", cid, channel: "telegram", ...played };
    expect(start).toEqual({
      ...facts,
      index: 0,
      event: "start",
      status: 200,
      ms: expect.any(Number),
      outcome: "passed",
      events: [{ info: { cid }, packet: { name: "message", payload: { body: "Hello" } } }],
      findings: [],
      problems: [],
    });
    expect(message).toMatchObject({ ...facts, index: 1, event: "message", status: 200, outcome: "failed" });
    expect(message.problems).toEqual([
      { kind: "cid", message: `the answer is for other, but the webhook was for ${cid}`, severity: "error" },
    ]);
    expect(
      message.findings.map(({ rule, pointer }: { rule: string; pointer: string }) => [rule, pointer]),
    ).toContainEqual(["parameter-required", "/packet/payload"]);
    expect(click.events.map(({ packet }: { packet: { name: string } }) => packet.name)).toEqual(["message", "end"]);
    expect(media).toEqual({
      ...facts,
      index: 3,
      event: "media",
      status: null,
      ms: null,
      outcome: "failed",
      events: [],
      findings: [],
      problems: [{ kind: "session", message: "the bot's end has ended the session", severity: "error" }],
    });
  });
});

import { createServer } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { closedPort, closeServers, listen } from "../servers.ts";
import {
  answer,
  bot,
  cidOf,
  conversation,
  folderWith,
  isRunning,
  type Posted,
  pidsIn,
  reported,
  runReplay,
  toldBot,
  transcript,
  webhook,
} from "./project.ts";

afterEach(closeServers);

const say = (posted: Posted, body: string) => answer(posted, "message", { body });
const exec = ["--exec", toldBot, "--jobs", "1"];

/** What came at the API URL in each turn: the statuses, and why those that were refused were. */
const calls = ({ turns }: Awaited<ReturnType<typeof reported>>) =>
  turns.map(({ requests }) =>
    requests.map(({ status, problems, findings }) => [
      status,
      ...problems.map(({ kind }) => kind),
      ...findings.map(({ rule }) => rule),
    ]),
  );

describe("with --exec the bot's own requests", () => {
  test("are waited for as long as they are expected, and no longer", async () => {
    const [start, first, second] = conversation(1, "call late; say one", "call-first early") as [
      Posted,
      Posted,
      Posted,
    ];
    const recorded = transcript(
      [start, {}],
      [first, { answer: say(first, "one"), requests: [say(first, "late")] }],
      [second, { answer: say(second, "200"), requests: [[say(second, "early")]] }],
    );
    const cwd = await folderWith({ "a.jsonl": recorded });
    // where all of a minute was waited, this would be over before
    const run = await reported(["a.jsonl", ...exec, "--timeout", "60s", "--from-turn", "2"], { cwd });
    expect(run.outcomes).toEqual(["passed", "passed"]);
    expect(calls(run)).toEqual([[[200]], [[200]]]);
    expect(run.turns[0]?.requests[0]?.ms).toBeGreaterThanOrEqual(45);
    expect(run.code).toBe(0);
    expect(pidsIn(cwd).filter(isRunning)).toEqual([]);
  });

  test("fail the turn where they don't come, where nobody expects them, and where they are not as expected", async () => {
    const [start, first, second, third] = conversation(1, "say one", "call-first two", "call-first three") as [
      Posted,
      Posted,
      Posted,
      Posted,
    ];
    const recorded = transcript(
      [start, {}],
      [first, { answer: say(first, "one"), requests: [say(first, "late")] }],
      [second, { answer: say(second, "200") }],
      [third, { answer: say(third, "200"), requests: [say(third, "drei")] }],
    );
    const cwd = await folderWith({ "a.jsonl": recorded });
    const run = await reported(["a.jsonl", ...exec, "--timeout", "2s", "--from-turn", "2"], { cwd });
    expect(run.turns.map(({ differences }) => differences.map(({ pointer }) => pointer))).toEqual([
      ["/requests/0"],
      ["/requests/0"],
      ["/requests/0/0/packet/payload/body"],
    ]);
    expect(run).toMatchObject({ code: 1, outcomes: ["failed", "failed", "failed"] });
  });

  test("fail the turn where the API URL refuses them", async () => {
    const files = {
      "1.json": conversation(1, "call-wrongly"),
      "2.json": conversation(2, "call-secretly 123"),
      "3.json": conversation(3, `call-other ${cidOf(99)}`),
      "4.json": conversation(4, "call-often 21"),
      "5.json": conversation(5, "call-often 20", "end; call-first late"),
    };
    const run = await reported(["*.json", ...exec], { cwd: await folderWith(files) });
    expect(calls(run)).toEqual([
      [],
      [[400, "parameter-type"]],
      [],
      [[401, "token"]],
      [],
      [[404, "session"]],
      [],
      [...Array(20).fill([200]), [429, "rate"]],
      [],
      Array(20).fill([200]),
      [[429, "rate"]],
    ]);
    const failed = ["passed", "failed"];
    expect(run.outcomes).toEqual([...failed, ...failed, ...failed, ...failed, "passed", "passed", "failed"]);
    expect(run.turns[1]?.events[0]?.packet.payload.body).toBe("400");
    expect(run.code).toBe(1);
  });

  test("are told, and fail the run, where they come after their conversation", async () => {
    const cwd = await folderWith({ "1.json": conversation(1, "hold late"), "2.json": conversation(2, "release") });
    const run = await reported(["*.json", ...exec], { cwd });
    expect(run.outcomes).toEqual(["passed", "passed", "passed", "passed"]);
    expect(calls(run).flat()).toEqual([]);
    expect(run.stderr).toContain(
      `\n1 request to the API URL for no conversation that was being played; the first: 404 there is no live session "${cidOf(1)}";`,
    );
    expect(run.stderr).toMatch(/\nwhere they come late, --settle 1s waits for them\n$/);
    expect(run.code).toBe(1);
  });
});

describe("with --api-port the requests of a bot that runs already", () => {
  const token = "planted-token-of-the-bot";
  const env = { ULBOT_SECURITY_TOKEN: token };

  /** A bot that says at once what it was told, and once more through the API URL when it has answered. */
  async function talkative() {
    const port = await closedPort();
    const { url } = await bot((posted) => {
      const body = JSON.stringify(say(posted, "later"));
      const headers = { "SECURITY-TOKEN": token, "content-type": "application/json" };
      // on its way when the answer is, so that it is there soon after it
      void fetch(`http://127.0.0.1:${port}/v1/`, { method: "POST", headers, body });
      return say(posted, "now");
    });
    return { port: String(port), url: url.href };
  }

  test("are taken with the token of the environment, and each turn waits for them with --settle", async () => {
    const { port, url } = await talkative();
    const cwd = await folderWith({ "a.json": conversation(1, "one") });
    const run = await reported(["a.json", "--url", url, "--api-port", port, "--settle", "1s"], { cwd, env });
    expect(calls(run)).toEqual([[[200]], [[200]]]);
    expect(run).toMatchObject({ code: 0, stderr: `the API URL is http://127.0.0.1:${port}/v1/\n` });
    const { stdout, stderr } = await runReplay(["a.json", "--url", url, "--api-port", port], { cwd, env });
    expect(stdout + stderr).not.toContain(token);
  });

  test("are not waited for with --settle 0", async () => {
    const { url } = await bot((posted) => say(posted, "now"));
    const cwd = await folderWith({ "a.json": conversation(1, "one") });
    const port = String(await closedPort());
    const run = await reported(["a.json", "--url", url.href, "--api-port", port, "--settle", "0"], { cwd, env });
    expect(run).toMatchObject({ code: 0, outcomes: ["passed", "passed"] });
  });

  test("can't be taken without the token, nor at a port that is taken", async () => {
    const cwd = await folderWith({ "a.json": conversation(1) });
    const { port } = await listen(createServer());
    const args = ["a.json", "--url", "http://127.0.0.1:1/", "--api-port", String(port)];
    expect(await runReplay(args, { cwd })).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/^ulbot: --api-port needs the token .*\n {2}put it into ULBOT_SECURITY_TOKEN/),
    });
    expect(await runReplay(args, { cwd, env })).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining(`${port}`),
    });
  });
});

describe("what the platform would not post", () => {
  test("fails the turn with the reason, and the rest of the conversation is skipped", async () => {
    const click = (id: string, cid: string) => webhook("click", { value: { id, label: id } }, { cid });
    const gone = [...conversation(1), click("gone", cidOf(1)), ...conversation(1, "never").slice(1)];
    const unforwarded = [...conversation(2), webhook("forward_failed", {}, { cid: cidOf(2) })];
    const bound = [...conversation(3), click("order", cidOf(3)), ...conversation(3, "hello").slice(1)];
    const cwd = await folderWith({ "1.json": gone, "2.json": unforwarded, "3.json": bound });
    const { code, turns, outcomes } = await reported(["*.json", ...exec], { cwd });
    expect(outcomes).toEqual(["passed", "failed", "skipped", "passed", "failed", "passed", "passed", "passed"]);
    const [, click1, skipped, , forward] = turns.map(({ problems }) => problems[0]?.message);
    expect(click1).toBe(
      'the option "gone" is not on offer: the bot has offered "order" (My order), "person" (A person)',
    );
    expect(skipped).toBe("not sent: the conversation could not go on as it was recorded");
    expect(forward).toBe('no forward with on_failure "feedback" has come from the bot');
    expect(code).toBe(1);
  });
});

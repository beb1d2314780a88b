import { join } from "node:path";
import { Readable } from "node:stream";
import { afterEach, describe, expect, onTestFinished, test, vi } from "vitest";
import type { Reply } from "../../src/bot/endpoint.ts";
import { main } from "../../src/main.ts";
import type { WebhookEvent } from "../../src/protocol/envelope.ts";
import type { LiveSession } from "../../src/simulator/live-session.ts";
import { openPlatform, type PlatformOptions } from "../../src/simulator/platform.ts";
import { answer, bot } from "../replay/project.ts";
import { folderOf } from "../run.ts";
import { closeServers } from "../servers.ts";

afterEach(closeServers);

const root = join(import.meta.dirname, "../..");

/** The simulator in this process, with a clock that breaks whenever `breaks` says so. */
async function simulator(args: readonly string[]) {
  const server = await bot((posted) => answer(posted, "message", { body: "Hello" }));
  const state = { breaks: false, stderr: "" };
  const ending = new AbortController();
  const silent = { isTTY: false, write: () => {} };
  const stderr = {
    isTTY: false,
    write(text: string) {
      state.stderr += text;
    },
  };
  const ended = main(["dev", "--url", server.url.href, "--port", "0", "--api-port", "0", ...args], {
    ...{ env: {}, cwd: await folderOf({}), version: "1.2.3", stdout: silent, stderr, signal: ending.signal },
    stdin: Object.assign(Readable.from([]), { isTTY: false }),
    now() {
      if (state.breaks) throw new Error("the clock\u001b[2J is broken");
      return Date.now();
    },
    packagePath: (...segments) => join(root, ...segments),
  });
  await vi.waitFor(() => expect(state.stderr).toContain("  bot  "), { timeout: 15_000 });
  const [page = ""] = /http:\/\/127\.0\.0\.1:\d+\//.exec(state.stderr) ?? [];
  const ask = async (path: string, body?: unknown) => {
    const post = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
    const response = await fetch(new URL(path, page), body === undefined ? {} : post);
    return { status: response.status, json: (await response.json()) as Record<string, unknown> };
  };
  const begin = async () => `/sessions/${(await ask("/sessions", { channel: "sms" })).json.cid}`;
  const write = (session: string) => ask(`${session}/act`, { kind: "write", body: "Hi" });
  const end = async () => {
    ending.abort(new Error("it was over"));
    await ended;
  };
  return { server, state, ask, begin, write, end };
}

describe("a fault of our own in a session of ulbot dev", () => {
  test.each([
    [[], 1],
    [["--verbose"], 2],
  ])("is told with %j, and all sessions go on", async (args, lines) => {
    const { server, state, begin, write, end } = await simulator(args);
    const [one, other] = [await begin(), await begin()];
    const before = state.stderr.length;
    state.breaks = true;
    expect((await write(one)).status).toBe(202);
    state.breaks = false;
    expect(await write(other)).toMatchObject({ status: 202 });
    expect(await write(one)).toMatchObject({ status: 202 });
    await vi.waitFor(() => expect(server.posted()).toHaveLength(2));
    const said = state.stderr.slice(before);
    expect(said).toMatch(/^ulbot: this is a bug in ulbot, please report it/);
    expect(said).toContain("the clock\\x1b[2J is broken\n");
    expect(said.includes("\n    at ")).toBe(lines > 1);
    await end();
  });
});

const reply: Reply = {
  ...{ kind: "answer", status: 200, ms: 1, contentType: "application/json", location: undefined, body: "[]" },
};

type Given = Pick<PlatformOptions, "endpoint" | "onHappening">;

/** Where a fault of our own may be: what the platform is given, with something that breaks in one session. */
const faults: readonly (readonly [where: string, given: (breakIn: (cid: string) => void) => Given])[] = [
  [
    "in what posts",
    (breakIn) => ({
      endpoint: {
        async post(webhook) {
          breakIn((webhook as WebhookEvent).info.cid);
          return reply;
        },
      },
    }),
  ],
  [
    "in what is told of all that happens",
    (breakIn) => ({ endpoint: { post: async () => reply }, onHappening: ({ session }) => breakIn(session.cid) }),
  ],
];

test.each(faults)("a fault %s is told, and neither this session nor another one minds", async (_, given) => {
  const failures: unknown[] = [];
  let broken: string | undefined;
  const breakIn = (cid: string) => {
    if (cid === broken) throw new TypeError("x is not a function");
  };
  const platform = await openPlatform({
    ...given(breakIn),
    ...{ settings: {}, token: "t", now: Date.now, delays: "none" },
    onFailure: (failure) => failures.push(failure),
  });
  onTestFinished(platform.close);
  const [one, other] = [platform.begin({ channel: "sms" }), platform.begin({ channel: "sms" })];
  const write = (live: LiveSession) => live.act({ kind: "write", body: "Hi" });
  broken = one.session.cid;
  await Promise.all([write(one), write(other)]);
  expect(failures.length).toBeGreaterThan(0);
  expect(failures).toEqual(failures.map(() => expect.objectContaining({ message: "x is not a function" })));
  broken = undefined;
  await write(one);
  const kinds = (live: LiveSession) => live.happenings.map(({ kind }) => kind);
  expect(kinds(other)).toEqual(["input", "webhook", "answer"]);
  expect(kinds(one).slice(-3)).toEqual(["input", "webhook", "answer"]);
});

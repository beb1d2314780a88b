import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type ApiRequest, startApiUrl } from "../../src/simulator/api-url.ts";
import { createFaults } from "../../src/simulator/faults.ts";
import { cidOf, linesFor } from "../api/batch/lines.ts";
import { folderOf } from "../run.ts";
import { ended, start, token } from "../send/program.ts";

const bodies = linesFor(200, 5).map(({ request }) => request.body);
const wire = bodies.map((body) => JSON.stringify(body));

/** The simulator's API URL with the platform's real limit, by the real clock, and what came to it. */
async function platform() {
  const requests: ApiRequest[] = [];
  const watchers = new Set<() => void>();
  // slow enough that a signal finds requests under way
  const faults = createFaults([{ name: "slow", ms: 200 }]);
  const api = await startApiUrl({
    token,
    settings: () => ({ channels: ["web"] }),
    isLive: () => true,
    faults,
    received(request) {
      requests.push(request);
      for (const watch of watchers) watch();
    },
  });
  onTestFinished(api.close);
  /** Resolves when so many requests have come; those that came last are not answered yet. */
  const whenCome = (count: number) =>
    new Promise<void>((resolve) => {
      const watch = () => {
        if (requests.length < count) return;
        watchers.delete(watch);
        resolve();
      };
      watchers.add(watch);
      watch();
    });
  const taken = () => requests.filter(({ status }) => status === 200).flatMap(({ events }) => events);
  return { url: api.url, requests, whenCome, taken };
}

/** Resolves when a run has said of so many lines that they are sent, by this run or by one before it. */
function whenSent(run: ReturnType<typeof start>, count: number): Promise<void> {
  return new Promise((resolve) => {
    let said = "";
    run.stdout.on("data", (text) => {
      said += text;
      if ((said.match(/^sent {2}line .*$/gm)?.length ?? 0) >= count) resolve();
    });
  });
}

test("200 lines over 5 sessions, stopped in the middle of it three times, arrive once each at the platform's pace", async () => {
  const { url, requests, whenCome, taken } = await platform();
  const cwd = await folderOf({ "news.jsonl": wire.map((line) => `${line}\n`).join("") });
  const batch = () => start(["--url", url.href, join(cwd, "news.jsonl"), "--resume", join(cwd, "news.journal")]);

  const terminated = batch();
  await whenCome(33);
  terminated.kill("SIGTERM");
  const early = await ended(terminated);
  expect(early).toMatchObject({ code: 143, stderr: expect.stringMatching(/ulbot: terminated\n$/) });
  // what was under way has ended, and nothing is in doubt
  expect(early.stdout).toMatch(new RegExp(`\n200 lines: ${taken().length} sent, ${200 - taken().length} not sent\n$`));

  // no session may have more than 20 in a minute, so that it waits from here on with nothing under way
  for (const signal of ["SIGKILL", "SIGTERM"] as const) {
    const waiting = batch();
    await whenSent(waiting, 100);
    waiting.kill(signal);
    const { exitCode, signal: killedBy } = await waiting;
    expect({ exitCode, killedBy }).toEqual(
      signal === "SIGKILL" ? { exitCode: undefined, killedBy: "SIGKILL" } : { exitCode: 143, killedBy: undefined },
    );
    expect(taken()).toHaveLength(100);
  }

  const last = await ended(batch());
  expect(last).toMatchObject({ code: 0, stdout: expect.stringMatching(/\n200 lines: 200 sent\n$/) });
  expect(requests.map(({ status }) => status)).toEqual(Array(200).fill(200));
  for (let session = 0; session < 5; session++) {
    const ofSession = (text: string) => text.includes(cidOf(session));
    const came = taken().map((event) => JSON.stringify(event));
    expect(came.filter(ofSession)).toEqual(wire.filter(ofSession));
  }
}, 300_000);

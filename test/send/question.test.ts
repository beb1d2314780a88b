import { afterEach, describe, expect, test } from "vitest";
import { folderOf } from "../run.ts";
import { closeServers, httpServer } from "../servers.ts";
import { openTerminal } from "../terminal.ts";
import { cid, fixture, send, token } from "./program.ts";

afterEach(closeServers);

const end = ["--cid", cid, "--event", "end"];
const what = `end ends the session ${cid} of a live contact`;

/** A platform, and a folder in which the program finds its URL and the token. */
async function platform() {
  const server = await httpServer((response) => response.end());
  const cwd = await folderOf({ ".env": `ULBOT_API_URL=${server.url.href}\nULBOT_SECURITY_TOKEN=${token}\n` });
  return { server, cwd };
}

describe("on a terminal", () => {
  test.each<[name: string, keys: string, code: number, requests: number, shown: string]>([
    ["yes", "y\r", 0, 1, `sent  end to ${cid}`],
    ["no", "n\r", 3, 0, "nothing is sent, as you say"],
    ["Enter alone", "\r", 3, 0, `not sent  end to ${cid}`],
    ["Ctrl-C", "\x03", 130, 0, "ulbot: interrupted"],
  ])("it asks: %s", async (_, keys, code, requests, shown) => {
    const { server, cwd } = await platform();
    const terminal = openTerminal(["send", ...end], cwd);
    await terminal.until(`${what}. Do it?`);
    expect(server.requests).toHaveLength(0);
    terminal.type(keys);
    expect(await terminal.exit).toBe(code);
    expect(terminal.screen()).toContain(shown);
    expect(terminal.screen()).not.toContain(token);
    expect(server.requests).toHaveLength(requests);
  });

  test.each<[name: string, args: string[], code: number, requests: number]>([
    ["with --yes", [...end, "--yes"], 0, 1],
    ["with --dry-run", [...end, "--dry-run"], 0, 0],
    ["with --curl", [...end, "--curl"], 0, 0],
    ["with --no-input, but wants --yes", [...end, "--no-input"], 2, 0],
    ["for an event that does not end the session", ["--cid", cid, "-m", "Hello"], 0, 1],
  ])("it does not ask %s", async (_, args, code, requests) => {
    const { server, cwd } = await platform();
    const terminal = openTerminal(["send", ...args], cwd);
    expect(await terminal.exit).toBe(code);
    expect(terminal.screen()).not.toContain("Do it?");
    expect(server.requests).toHaveLength(requests);
  });
});

test("what was typed in cannot be asked about", async () => {
  const { server, cwd } = await platform();
  const terminal = openTerminal(["send", "-"], cwd);
  terminal.type(`${JSON.stringify({ info: { cid }, packet: { name: "end" } })}\n\x04`);
  expect(await terminal.exit).toBe(2);
  expect(terminal.screen()).toContain(`ulbot: ${what}\n  if that is what you want, say so with --yes`);
  expect(server.requests).toHaveLength(0);
});

describe("elsewhere", () => {
  test.each(["end", "abort", "forward_any"])("%s needs --yes", async (event) => {
    const { server, cwd } = await platform();
    const args = ["--cid", cid, "--event", event];
    expect(await send(args, { cwd })).toEqual({
      code: 2,
      stdout: "",
      stderr: `ulbot: ${event} ends the session ${cid} of a live contact\n  if that is what you want, say so with --yes\n`,
    });
    expect(await send([...args, "--dry-run"], { cwd })).toMatchObject({ code: 0 });
    expect(server.requests).toHaveLength(0);
    expect(await send([...args, "--yes"], { cwd })).toMatchObject({ code: 0 });
    expect(server.requests).toHaveLength(1);
  });

  test("one such event anywhere in a list is enough", async () => {
    const { server, cwd } = await platform();
    expect(await send([fixture("goodbye.json")], { cwd })).toMatchObject({ code: 2 });
    expect(server.requests).toHaveLength(0);
  });
});

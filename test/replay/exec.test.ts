import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { freePort } from "../../src/bot/port.ts";
import { bots, closeServers } from "../servers.ts";
import { botThat, folderWith, isRunning, pidsIn, runReplay, webhook } from "./project.ts";

afterEach(closeServers);

let cwd: string;

beforeEach(async () => {
  cwd = await folderWith({ "a.json": [webhook("start"), webhook("message", { body: "hi" }), webhook("click")] });
});

const replay = (behaviour: string, ...args: string[]) =>
  runReplay(["a.json", "--exec", botThat(behaviour), ...args], { cwd });

interface Told {
  readonly outcome: string;
  readonly problems: readonly { readonly kind: string }[];
}

const control = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/;

describe("a bot started by --exec", () => {
  test("gets a free port as PORT where no URL is given, and is stopped", async () => {
    const { code, stdout, stderr } = await replay("answers");
    expect(stdout).toMatch(/┌ on port \d{4,5},/);
    expect(stderr).toBe(`starting ${botThat("answers")}\n`);
    expect(code).toBe(0);
    expect(pidsIn(cwd).filter(isRunning)).toEqual([]);
  });

  test("gets the port of the URL as PORT where one is given", async () => {
    const port = await freePort();
    const { code, stdout } = await replay("answers", "--url", `http://127.0.0.1:${port}/hook`);
    expect(stdout).toContain(`┌ on port ${port},`);
    expect(code).toBe(0);
  });

  test("is stopped with whatever it has started", async () => {
    const { code } = await replay("has a child");
    expect(pidsIn(cwd)).toHaveLength(2);
    expect(pidsIn(cwd).filter(isRunning)).toEqual([]);
    expect(code).toBe(0);
  });

  test("is stopped when turns fail", async () => {
    const { code } = await replay("never answers", "--timeout", "50ms");
    expect(code).toBe(1);
    expect(pidsIn(cwd).filter(isRunning)).toEqual([]);
  });

  test("is not talked about with --quiet", async () => {
    expect(await replay("answers", "--quiet")).toMatchObject({ code: 0, stderr: "" });
  });

  test("has its output shown with --verbose, made printable, and only then", async () => {
    const { stdout, stderr } = await replay("answers", "--verbose");
    expect(stderr).toContain("about to listen \\x1b[2J\\u202e\\x9b31m\n");
    expect(stdout + stderr).not.toMatch(control);
    expect((await replay("answers")).stderr).not.toContain("about to listen");
  });

  test("has its output left out of the report, so that JSON stays JSON", async () => {
    const { stdout } = await replay("answers", "--verbose", "--format", "json");
    expect(JSON.parse(stdout).summary).toMatchObject({ turns: 3, passed: 3 });
  });
});

describe("a bot that does not stay", () => {
  test("fails the turn it dies in, ends the conversation, and says why", async () => {
    const { code, stdout, stderr } = await replay("crashes", "--format", "json");
    const { turns } = JSON.parse(stdout);
    expect(turns.map(({ outcome, problems }: Told) => [outcome, problems[0]?.kind])).toEqual([
      ["failed", "reset"],
      ["skipped", "skipped"],
      ["skipped", "skipped"],
    ]);
    expect(stderr).toMatch(/\nthe end of what the bot printed:\n {2}about to listen .*\n {2}boom \\x1b\[2J\\u202e\n$/);
    expect(stdout + stderr).not.toMatch(control);
    expect(code).toBe(3);
  });

  test("has its last words only where they may matter", async () => {
    const report = "the end of what the bot printed";
    expect((await replay("crashes", "--quiet")).stderr).toBe("");
    expect((await replay("crashes", "--verbose")).stderr).not.toContain(report);
    expect((await replay("answers")).stderr).not.toContain(report);
  });

  test("is not replayed at where it ends before it listens", async () => {
    const { code, stdout, stderr } = await replay("ends at once");
    expect(stderr).toMatch(
      /\nulbot: the bot ended with exit code 7 before it listened at http:\/\/localhost:\d+\/webhook; /,
    );
    expect(stderr).not.toMatch(control);
    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
  });

  test("is not started where its port is taken", async () => {
    const { url, requests } = await bots.ok();
    const { code, stdout, stderr } = await replay("answers", "--url", url.href);
    expect(stderr).toContain(`\nulbot: something already listens at ${url.href}\n  stop it, or leave out --exec\n`);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(requests).toEqual([]);
    expect(() => pidsIn(cwd)).toThrow("ENOENT");
  });

  test.each([
    ["a fixture", ["b.json"], "cannot read b.json"],
    ["the URL", ["--url", "ftp://localhost/"], "the bot's URL begins with ftp:"],
    ["a header", ["--header", "Content-Length: 1"], "the header Content-Length is set by the connection"],
  ])("is not started where %s is of no use", async (_, args, message) => {
    const { code, stderr } = await replay("answers", ...args);
    expect(stderr).toMatch(new RegExp(`^ulbot: ${message}`));
    expect(code).toBe(2);
    expect(() => pidsIn(cwd)).toThrow("ENOENT");
  });
});

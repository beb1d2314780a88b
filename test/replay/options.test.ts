import { afterEach, describe, expect, test } from "vitest";
import { run } from "../run.ts";
import { bots, closedPort, closeServers } from "../servers.ts";
import { answer, bot, botThat, cidOf, folderWith, type Posted, runReplay, webhook } from "./project.ts";

afterEach(closeServers);

const hello = (posted: Posted) => answer(posted, "message", { body: "Hello" });
const folder = (files: object = {}) => folderWith({ "a.json": webhook("start"), ...files });

/** Runs replay in this process. */
const replay = async (
  args: readonly string[],
  { cwd = "", env = {} }: { cwd?: string; env?: Record<string, string> } = {},
) => run(["replay", "a.json", ...args], { cwd: cwd || (await folder()), env });

describe("--header", () => {
  test("may be given several times; of one name the last counts", async () => {
    const { url, requests } = await bot(hello);
    const headers = ["API-SECURITY-TOKEN: a:b c", "X-One:1", "x-two: 2", "X-Two:  3 "].flatMap((text) => [
      "--header",
      text,
    ]);
    expect((await replay(["--url", url.href, ...headers])).code).toBe(0);
    expect(requests[0]?.headers).toMatchObject({ "api-security-token": "a:b c", "x-one": "1", "x-two": "3" });
  });
});

describe("--timeout", () => {
  test("is how long one answer may take", async () => {
    const { url } = await bots.silent();
    const { code, stdout } = await replay(["--url", url.href, "--timeout", "50ms"]);
    expect(stdout).toMatch(/error the bot at http:\S+ did not answer within 50 ms;/);
    expect(code).toBe(1);
  });
});

describe("--jobs", () => {
  const numbers = [1, 2, 3, 4, 5, 6];
  const files = Object.fromEntries(
    numbers.map((number) => [`${number}.json`, webhook("start", {}, { cid: cidOf(number) })]),
  );

  /** A bot that answers nobody before so many wait, and then the last to come first. */
  const assembly = (size: number) => {
    const waiting: (() => void)[] = [];
    return bot(
      (posted) =>
        new Promise((resolve) => {
          waiting.push(() => resolve(hello(posted)));
          if (waiting.length === size) for (const go of waiting.splice(0).reverse()) go();
        }),
    );
  };

  test.each([
    ["4 unless told", 4, 4, []],
    ["as many as asked for", 6, 6, ["--jobs", "6"]],
    ["more than there are", 3, 3, ["--jobs", "9007199254740991"]],
  ])("go on at once: %s; the order of the output is that of the fixtures", async (_, size, count, options) => {
    const { url } = await assembly(size);
    const names = Object.keys(files).slice(0, count);
    const { code, stdout } = await runReplay([...names, "--url", url.href, ...options], {
      cwd: await folderWith(files),
    });
    expect(stdout.match(/^\d\.json/gm)).toEqual(names);
    expect(stdout).toMatch(new RegExp(`\n${count} conversations, ${count} turns: ${count} passed\n`));
    expect(code).toBe(0);
  });

  test("one at a time", async () => {
    const { url, posted } = await bot(hello);
    await runReplay(["*.json", "--url", url.href, "--jobs", "1"], { cwd: await folderWith(files) });
    expect(posted().map(({ info }) => info.cid)).toEqual(numbers.map(cidOf));
  });
});

describe("what keeps a run from beginning", () => {
  test.each([
    [
      [],
      "replay has to know where the bot answers\n  such as --url http://localhost:8000/webhook, or start it with --exec 'npm start'",
    ],
    [["--url", ""], "replay has to know where the bot answers\n  such as"],
    [["--url", "localhost"], '"localhost" is no URL\n  such as http://localhost:8000/webhook'],
    [
      ["--url", "localhost:8000/webhook"],
      "the bot's URL begins with localhost:, but must begin with http:// or https://",
    ],
    [["--url", "http://a:b@localhost/"], "the bot's URL holds a user and a password, which are not sent that way"],
    [
      ["--url", "http://localhost/", "--jobs", "0"],
      "option '--jobs <count>' argument '0' is invalid. it has to be at least 1",
    ],
    [
      ["--url", "http://localhost/", "--jobs", "x"],
      "option '--jobs <count>' argument 'x' is invalid. \"x\" is no whole number",
    ],
    [["--url", "http://localhost/", "--timeout", "0"], "option '--timeout <duration>' argument '0' is invalid."],
    [["--url", "http://localhost/", "--format", "tape"], "option '--format <name>' argument 'tape' is invalid."],
  ])("%j", async (args, message) => {
    const { code, stdout, stderr } = await replay(args);
    expect(stderr).toMatch(/^ulbot: /);
    expect(stderr.slice(7)).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
  });
});

describe("the exit code", () => {
  test("is 3 where nothing listens, and says so", async () => {
    const { code, stdout } = await runReplay(["a.json", "--url", `http://127.0.0.1:${await closedPort()}/`], {
      cwd: await folder(),
    });
    expect(stdout).toMatch(
      / {4}error nothing listens at http:\S+; start the bot, or check the\n {4}host and port of its URL\n/,
    );
    expect(code).toBe(3);
  });

  test.each<[number, (posted: Posted) => unknown]>([
    [0, hello],
    [0, (posted) => answer(posted, "message", { body: "Hello", text_fromat: "plain" })],
    [1, (posted) => answer(posted, "message")],
  ])("is %i where an answer has no errors, or has", async (expected, reply) => {
    const { url } = await bot(reply);
    expect((await runReplay(["a.json", "--url", url.href], { cwd: await folder() })).code).toBe(expected);
  });
});

describe("settings", () => {
  test("come from option, environment, .env and configuration, in this order", async () => {
    const used: string[] = [];
    const server = async (name: string) => {
      const { url } = await bot((posted) => {
        used.push(name);
        return hello(posted);
      });
      return url.href;
    };
    const cwd = await folder({
      ".env": `ULBOT_BOT_URL=${await server(".env")}\n`,
      "ulbot.config.json": { botUrl: await server("configuration") },
    });
    const env = { ULBOT_BOT_URL: await server("environment") };
    await replay(["--url", await server("option")], { cwd, env });
    await replay([], { cwd, env });
    await replay([], { cwd });
    await replay([], { cwd: await folder({ "ulbot.config.json": { botUrl: await server("configuration") } }) });
    expect(used).toEqual(["option", "environment", ".env", "configuration"]);
  });

  test("exec, header and timeout may stand in the configuration", async () => {
    const config = { exec: botThat("answers"), header: ["X-One: 1", "X-Two: 2"], timeout: "9s" };
    const cwd = await folder({ "ulbot.config.json": config });
    const { code, stdout } = await runReplay(["a.json"], { cwd });
    expect(stdout).toMatch(/┌ on port \d+, x-one 1, x-two 2\n/);
    expect(code).toBe(0);
  });

  test("timeout of the configuration counts, and may be a number of seconds", async () => {
    const { url } = await bots.silent();
    const cwd = await folder({ "ulbot.config.json": { botUrl: url.href, timeout: 0.05 } });
    expect((await replay([], { cwd })).stdout).toContain("did not answer within 50 ms;");
  });

  test("header and exec may come from the environment", async () => {
    const env = { ULBOT_EXEC: botThat("answers"), ULBOT_HEADER: "X-One: 7" };
    const { stdout } = await runReplay(["a.json"], { cwd: await folder(), env });
    expect(stdout).toMatch(/┌ on port \d+, x-one 7, x-two none\n/);
  });

  test("an empty --exec takes back the one of the configuration", async () => {
    const { url } = await bot(hello);
    const cwd = await folder({ "ulbot.config.json": { exec: "exit 1", botUrl: url.href } });
    expect(await replay(["--exec", ""], { cwd })).toMatchObject({ code: 0, stderr: "" });
  });
});

test("fixtures may come from standard input", async () => {
  const { url } = await bot(hello);
  const input = `${JSON.stringify(webhook("start"))}\n${JSON.stringify(webhook("click"))}\n`;
  const { code, stdout } = await runReplay(["-", "--url", url.href, "--format", "json"], { input });
  expect(JSON.parse(stdout).turns).toMatchObject([
    { file: "<stdin>", index: 0, event: "start" },
    { file: "<stdin>", index: 1, event: "click" },
  ]);
  expect(code).toBe(0);
});

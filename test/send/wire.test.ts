import { chmodSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { folderOf, type World } from "../run.ts";
import { closeServers, httpServer } from "../servers.ts";
import { cid, fixture, send, token } from "./program.ts";

const other = "chatbot::258:00000000000000000000000000000000";

afterEach(closeServers);

const platform = () => httpServer((response) => response.end());

/** What the platform gets of one run, which has to be exactly one request. */
async function received(args: readonly string[], options?: World) {
  const server = await platform();
  const ran = await send(["--url", `${server.url.href}/v1/?bot=7`, ...args], options);
  expect(ran).toMatchObject({ code: 0, stderr: "" });
  expect(server.requests).toHaveLength(1);
  return server.requests[0];
}

const parsed = (file: string) => JSON.parse(readFileSync(fixture(file), "utf8"));

const eventOf = (name: string, payload: unknown) => ({ info: { cid }, packet: { name, payload } });

test("the platform gets one POST with the token", async () => {
  const got = await received(["--cid", cid, "-m", "Hello"]);
  expect(got).toMatchObject({ method: "POST", path: "/webhook/v1/?bot=7" });
  expect(got?.headers).toMatchObject({ "security-token": token, "content-type": "application/json" });
});

describe("the body", () => {
  const bubbles = [
    "body=Well?",
    "fallback=Well?",
    "options.1.id=no",
    "options.1.label=No",
    "options.0.id=y",
    "options.0.label=Yes",
  ];
  const choice = {
    body: "Well?",
    fallback: "Well?",
    options: [
      { id: "y", label: "Yes" },
      { id: "no", label: "No" },
    ],
  };

  test.each<[string, string[], unknown]>([
    ["a text", ["-m", 'it\'s 👋 "$HOME" \\ \n'], eventOf("message", { body: 'it\'s 👋 "$HOME" \\ \n' })],
    ["an event", ["--event", "bubbles", ...bubbles.flatMap((text) => ["--set", text])], eventOf("bubbles", choice)],
    [
      "JSON values",
      [
        "--channel",
        "whatsapp_business",
        "--event",
        "contact_update",
        "--set",
        "campaigns:=true",
        "--set",
        'custom_fields:={"a.b":1}',
      ],
      eventOf("contact_update", { campaigns: true, custom_fields: { "a.b": 1 } }),
    ],
  ])("of %s", async (_, args, body) => {
    expect(JSON.parse((await received(["--cid", cid, ...args]))?.body ?? "")).toEqual(body);
  });

  test.each(["event.json", "list.json", "list-of-one.json"])("of %s is what the file holds", async (file) => {
    expect((await received([fixture(file)]))?.body).toBe(JSON.stringify(parsed(file)));
  });

  test("of standard input", async () => {
    const input = readFileSync(fixture("list.json"), "utf8");
    expect((await received(["-"], { input }))?.body).toBe(JSON.stringify(parsed("list.json")));
  });

  test("is for the session of --cid, which replaces that of the file", async () => {
    const got = await received(["--cid", other, fixture("event.json")]);
    const event = parsed("event.json");
    expect(JSON.parse(got?.body ?? "")).toEqual({ ...event, info: { ...event.info, cid: other } });
  });

  test("is sent as it is with --no-lint", async () => {
    const got = await received(["--cid", cid, "--no-lint", "--event", "brand_new", "--set", "a=b"]);
    expect(JSON.parse(got?.body ?? "")).toEqual(eventOf("brand_new", { a: "b" }));
  });
});

describe("the URL", () => {
  test.each<[string, (url: string) => Record<string, string>]>([
    [".env", (url) => ({ ".env": `ULBOT_API_URL=${url}\n` })],
    ["the configuration", (url) => ({ "ulbot.config.json": JSON.stringify({ apiUrl: url }) })],
  ])("can come from %s", async (_, files) => {
    const server = await platform();
    const cwd = await folderOf(files(server.url.href));
    expect(await send(["--cid", cid, "-m", "Hello"], { cwd })).toMatchObject({ code: 0 });
    expect(server.requests).toHaveLength(1);
  });

  test("can come from the environment, before .env", async () => {
    const server = await platform();
    const cwd = await folderOf({ ".env": "ULBOT_API_URL=https://x.invalid/\n" });
    const env = { ULBOT_API_URL: server.url.href };
    expect(await send(["--cid", cid, "-m", "Hello"], { cwd, env })).toMatchObject({ code: 0 });
    expect(server.requests).toHaveLength(1);
  });
});

describe("the token", () => {
  const inFile = ["--token-file", "token.txt"];

  test.each<[string, args: string[], files: Record<string, string>, environment: string]>([
    [".env", [], { ".env": `\ufeffULBOT_SECURITY_TOKEN="${token}"\r\n` }, ""],
    ["a file", inFile, { "token.txt": `${token}\r\n` }, ""],
    ["a file before the environment", inFile, { "token.txt": token }, "other"],
    ["the environment before .env", [], { ".env": "ULBOT_SECURITY_TOKEN=other" }, token],
  ])("can come from %s", async (_, args, files, inEnvironment) => {
    const world = { cwd: await folderOf(files), env: { ULBOT_SECURITY_TOKEN: inEnvironment } };
    if (args === inFile) chmodSync(join(world.cwd, "token.txt"), 0o600);
    const got = await received(["--cid", cid, "-m", "Hello", ...args], world);
    expect(got?.headers["security-token"]).toBe(token);
  });

  test("can come from standard input, where nothing else does", async () => {
    const got = await received(["--cid", cid, "-m", "Hello", "--token-file", "-"], {
      env: { ULBOT_SECURITY_TOKEN: "other" },
      input: `${token}\n`,
    });
    expect(got?.headers["security-token"]).toBe(token);
  });

  test.each([0o644, 0o640, 0o604])("in a file of mode %o is warned of", async (mode) => {
    const server = await platform();
    const cwd = await folderOf({ "token.txt": token });
    chmodSync(join(cwd, "token.txt"), mode);
    const ran = await send(["--url", server.url.href, "--cid", cid, "-m", "Hello", ...inFile], { cwd });
    const stderr = "the token file can be read by other users of this machine; chmod 600 keeps it to you\n";
    expect(ran).toMatchObject({ code: 0, stderr });
  });
});

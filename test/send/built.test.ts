import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { closeServers, httpServer, type TestServer } from "../servers.ts";
import { cid, send } from "./program.ts";

/** What other tests run in this process, as the built program does it. */

let platform: TestServer;

beforeEach(async () => {
  platform = await httpServer((response, { method, path }) => {
    if (method === "POST") response.end("{}");
    else
      response.writeHead(path === "/map.png" ? 200 : 404, { "content-type": "image/png", "content-length": 0 }).end();
  });
});

afterEach(closeServers);

const event = (name: string, payload: object, info: object = {}) => ({
  info: { cid, ...info },
  packet: { name, payload },
});

test.each<[args: string[], input: string, sent: unknown]>([
  [["--message", "Hello"], "", event("message", { body: "Hello" })],
  [
    ["-m", "Hello", "--context", '{"step":"name"}'],
    "",
    event("message", { body: "Hello" }, { context: { step: "name" } }),
  ],
  [
    ["--event", "contact_update", "--set", "name=Ada", "--set", "campaigns:=true"],
    "",
    event("contact_update", { name: "Ada", campaigns: true }),
  ],
  [["-"], JSON.stringify(event("message", { body: "Hello" }, { cid: "another" })), event("message", { body: "Hello" })],
  [["--event", "mesage", "--no-lint"], "", event("mesage", {})],
])("%j sends what it says", async (args, input, sent) => {
  const ran = await send(["--url", platform.url.href, "--cid", cid, ...args], { input });
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringMatching(/^sent {2}\w+ to .+ {2}200 in /) });
  expect(platform.requests.map(({ body }) => JSON.parse(body))).toEqual([sent]);
});

describe("nothing is sent", () => {
  test("with --dry-run, which shows the request", async () => {
    const { code, stdout } = await send(["--cid", cid, "-m", "Hello", "--dry-run", "--format", "json"]);
    const { body } = JSON.parse(stdout).request;
    expect({ code, body }).toEqual({ code: 0, body: event("message", { body: "Hello" }) });
  });

  test("with --curl, which shows it as a command", async () => {
    const { code, stdout } = await send(["--url", platform.url.href, "--cid", cid, "-m", "Hello", "--curl"]);
    expect({ code, isCommand: stdout.startsWith("curl ") }).toEqual({ code: 0, isCommand: true });
    expect(platform.requests).toEqual([]);
  });

  test("where --media-check finds no file", async () => {
    const link = (path: string) => ["--event", "media", "--set", `link=${platform.url.origin}${path}`];
    const args = ["--url", platform.url.href, "--cid", cid, "--channel", "web", "--no-lint", "--media-check"];
    const ran = await send([...args, ...link("/gone.png")]);
    expect(ran).toMatchObject({ code: 1, stderr: expect.stringContaining("gone.png cannot be downloaded") });
    expect(await send([...args, ...link("/map.png")])).toMatchObject({ code: 0 });
    expect(platform.requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test("where lint finds an error on the channel named", async () => {
    const args = [
      "--url",
      platform.url.href,
      "--cid",
      cid,
      "--event",
      "media",
      "--set",
      "link=https://example.com/a.png",
    ];
    expect(await send([...args, "--channel", "sms"])).toMatchObject({ code: 1 });
    expect(await send([...args, "--channel", "web"])).toMatchObject({ code: 0 });
    expect(platform.requests).toHaveLength(1);
  });
});

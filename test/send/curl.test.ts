import { spawnSync } from "node:child_process";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { requestReporters } from "../../src/reporters/request.ts";
import { describeWith, type External } from "../external.ts";
import fc, { runs } from "../property.ts";
import { closeServers, httpServer, type TestServer } from "../servers.ts";
import { cid, environment, token } from "./program.ts";

const curl: External<true> = {
  found: spawnSync("curl", ["--version"]).status === 0 || undefined,
  missing: "there is no curl",
};

const eventWith = (body: string) => ({ info: { cid }, packet: { name: "message", payload: { body } } });

describeWith(curl, "the curl line, run by a shell,", () => {
  let platform: TestServer;

  beforeAll(async () => {
    platform = await httpServer((response) => response.end("ok"));
  });

  afterAll(closeServers);

  /** The request that the line makes. */
  async function run(url: URL, body: unknown) {
    const line = requestReporters.curl({ url, body, findings: [] });
    expect(line).not.toContain(token);
    platform.requests.length = 0;
    await execa("sh", ["-c", line], { env: environment, extendEnv: false });
    expect(platform.requests).toHaveLength(1);
    return platform.requests[0];
  }

  test.each([
    "it's 'quoted' \"twice\"",
    "one\ntwo\r\nthree\ttabs",
    "👋 Grüße, 你好, שלום",
    `$HOME \${HOME} $(id) \`id\` $$`,
    "\\ \\\\ \\n \\' \\\" !! ~ * ? [a-z] {a,b}",
    "-d @/etc/passwd",
    "' ; echo pwned > /dev/null ; '",
    "",
  ])("delivers %j byte for byte", async (text) => {
    const got = await run(platform.url, eventWith(text));
    expect(got?.body).toBe(JSON.stringify(eventWith(text)));
  });

  test("delivers any JSON", async () => {
    const text = fc.string({ unit: "binary", maxLength: 40 }).filter((value) => value.isWellFormed());
    await fc.assert(
      fc.asyncProperty(fc.dictionary(text, text, { maxKeys: 3 }), async (context) => {
        const body = [{ ...eventWith("Hello"), info: { cid, context: { ...context } } }];
        expect(JSON.parse((await run(platform.url, body))?.body ?? "")).toEqual(body);
      }),
      { numRuns: runs(25) },
    );
  });

  test("is a POST with the token from the environment", async () => {
    const got = await run(platform.url, eventWith("Hello"));
    expect(got).toMatchObject({
      method: "POST",
      headers: { "security-token": token, "content-type": "application/json" },
    });
  });

  test("has the whole URL, whatever curl or a shell would make of it", async () => {
    const url = new URL("/v1/{a,b}/[1-3]/it's/?key=$HOME&list={x,y}[1-2]", platform.url);
    const got = await run(url, eventWith("Hello"));
    expect(got?.path).toBe(url.pathname + url.search);
  });
});

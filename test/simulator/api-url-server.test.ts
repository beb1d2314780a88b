import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { execa } from "execa";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type ApiUrl, startApiUrl } from "../../src/simulator/api-url.ts";
import { describeWith, type External } from "../external.ts";
import { sendTo } from "../send/program.ts";
import { closeServers } from "../servers.ts";
import { cid, event, message, optionsFor, silentHost, token } from "./posting.ts";

let options: ReturnType<typeof optionsFor>;
let api: ApiUrl;

beforeEach(async () => {
  options = optionsFor();
  api = await startApiUrl(options);
});

afterEach(async () => {
  await api.close();
  await closeServers();
});

const curl: External<true> = {
  found: spawnSync("curl", ["--version"]).status === 0 || undefined,
  missing: "there is no curl",
};

describeWith(curl, "curl", () => {
  /** The status and the body that curl shows. */
  async function ask(args: readonly string[], input = ""): Promise<[status: number, body: unknown]> {
    const { stdout } = await execa("curl", ["-sS", "-w", "\n%{http_code}", ...args], { input });
    const [, body = "", status] = /^([\s\S]*)\n(\d+)$/.exec(stdout) ?? [];
    return [Number(status), JSON.parse(body || "null")];
  }

  const post = (body: string, ...args: readonly string[]) =>
    ask([api.url.href, "-H", `SECURITY-TOKEN: ${token}`, "--data-binary", "@-", ...args], body);

  const json = ["-H", "Content-Type: application/json"];
  const chunked = ["-H", "Transfer-Encoding: chunked"];

  test("is answered", async () => {
    expect(await post(JSON.stringify(message), ...json)).toEqual([200, {}]);
    expect(options.got).toMatchObject([{ cids: [cid], status: 200, events: [message], problems: [] }]);
  });

  test("is answered in chunks", async () => {
    expect(await post(JSON.stringify(message), ...json, ...chunked)).toEqual([200, {}]);
  });

  test("is told what is wrong", async () => {
    const [status, body] = await post(JSON.stringify(event("message")));
    expect([status, body]).toMatchObject([400, { findings: [{ rule: "parameter-required" }] }]);
  });

  test.each([
    ["with its length", []],
    ["in chunks", chunked],
  ])("cannot send 5 MB %s", async (_, args) => {
    const [status, body] = await post(" ".repeat(5_000_000), ...args);
    expect([status, body]).toEqual([413, { error: "the body is larger than 1 MiB, the most that is read" }]);
  });

  test("has to name this host and this port", async () => {
    const { port } = api.url;
    const names = `127.0.0.1:${port} and localhost:${port}`;
    const error = (host: string) => ({ error: `the Host header is "${host}", but only ${names} are answered` });
    expect(await post("{}", "-H", "Host: evil.example")).toEqual([403, error("evil.example")]);
    expect(await post("{}", "-H", "Host: localhost")).toEqual([403, error("localhost")]);
    expect(await post("{}", "-H", "Host: localhost:1")).toEqual([403, error("localhost:1")]);
    expect(await post("{}", "-H", `Origin: http://localhost:1`)).toMatchObject([403, {}]);
    expect(await post(JSON.stringify(message), "-H", `Host: LOCALHOST:${port}`)).toEqual([200, {}]);
    expect(await post(JSON.stringify(message), "-H", `Origin: http://localhost:${port}`)).toEqual([200, {}]);
    expect(options.got).toHaveLength(2);
  });

  test("sees no body with HEAD", async () => {
    expect(await ask(["-I", "-o", "/dev/null", api.url.href])).toEqual([405, null]);
  });
});

describe("ulbot send", () => {
  test("sends an event", async () => {
    const { code, stderr } = await sendTo(api.url);
    expect([code, stderr]).toEqual([0, ""]);
    expect(options.got).toMatchObject([{ cids: [cid], status: 200, events: [message], problems: [] }]);
  });

  test("says why it is refused", async () => {
    const { code, stderr } = await sendTo(api.url, ["--cid", "chatbot::1:00000000000000000000000000000000"]);
    expect(code).toBe(1);
    expect(stderr).toContain("the platform does not know this API URL or this session (404)");
    expect(stderr).toContain("there is no live session");
  });

  test("reads how long to wait", async () => {
    const post = () => postedStatus(message);
    for (let request = 0; request < 20; request++) expect(await post()).toBe(200);
    const { code, stderr } = await sendTo(api.url, ["--max-wait", "0"]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/\(429\): it asks to wait (60|5\d) s/);
  });
});

/** Posts events over a raw socket, and gives the status. */
async function postedStatus(body: unknown): Promise<number> {
  const text = JSON.stringify(body);
  const answer = await talk(head(`content-length: ${text.length}`, "connection: close") + text);
  return Number(/^HTTP\/1\.1 (\d+)/.exec(answer)?.[1]);
}

const head = (...lines: readonly string[]): string =>
  ["POST /v1/ HTTP/1.1", `host: ${api.url.host}`, `security-token: ${token}`, ...lines, "", ""].join("\r\n");

async function open(): Promise<Socket> {
  const socket = connect(Number(api.url.port), "127.0.0.1");
  socket.on("error", () => {});
  await once(socket, "connect");
  return socket;
}

/** What comes back over a connection until the server closes it. */
async function talk(request: string): Promise<string> {
  const socket = await open();
  let answer = "";
  socket.setEncoding("latin1").on("data", (chunk) => {
    answer += chunk;
  });
  socket.write(request);
  await once(socket, "close");
  return answer;
}

describe("a raw connection", () => {
  const close = "connection: close";

  test.each<[name: string, request: () => string, status: number]>([
    ["no Host", () => head(close).replace(/host: .*\r\n/, ""), 400],
    ["no Host in HTTP/1.0", () => "POST /v1/ HTTP/1.0\r\n\r\n", 403],
    ["an empty Host", () => head(close).replace(/host: .*\r\n/, "host: \r\n"), 403],
    ["a Host that is none", () => head(close).replace(/host: .*\r\n/, "host: a b\r\n"), 400],
    ["the URL of another host, and our Host", () => head(close).replace("/v1/", "http://evil.example/v1/"), 400],
    ["the URL of this host, and another Host", () => head(close).replace(api.url.host, "evil.example"), 403],
    ["two tokens", () => head(close, `security-token: ${token}`), 401],
    ["a path of dots", () => head(close).replace("/v1/", "/v1/../../v2/"), 404],
    ["a path that can't be decoded", () => head(close).replace("/v1/", "/%ff%"), 400],
    ["chunks that are none", () => `${head(close, "transfer-encoding: chunked")}zz\r\n`, 400],
    ["two lengths", () => head(close, "content-length: 2", "content-length: 3"), 400],
    ["a head of 100 kB", () => head(close, `x: ${"x".repeat(100_000)}`), 431],
    ["no HTTP", () => "SSH-2.0-OpenSSH_9.2\r\n\r\n", 400],
  ])("with %s", async (_, request, status) => {
    expect(await talk(request())).toMatch(new RegExp(`^HTTP/1\\.[01] ${status} `));
    expect(options.got.every((request) => request.status >= 400)).toBe(true);
  });

  test("can be used for one request after the other", async () => {
    const text = JSON.stringify(message);
    const again = head(`content-length: ${text.length}`) + text;
    const answer = await talk(again + again + head(`content-length: ${text.length}`, close) + text);
    expect(answer.match(/HTTP\/1\.1 200 OK/g)).toHaveLength(3);
  });

  test("that breaks off in the body is not received, and nothing is printed", async () => {
    const printed = vi.spyOn(console, "info").mockImplementation(() => {});
    const errors = vi.spyOn(console, "error").mockImplementation(() => {});
    for (const line of ["content-length: 1000", "transfer-encoding: chunked"]) {
      const socket = await open();
      socket.write(`${head(line)}5\r\n{"inf`);
      socket.destroySoon();
      await once(socket, "close");
    }
    expect(await postedStatus(message)).toBe(200);
    expect(options.got).toHaveLength(1);
    expect([...printed.mock.calls, ...errors.mock.calls]).toEqual([]);
  });
});

describe("close", () => {
  test("does not wait for connections that are idle, or in the midst of a request", async () => {
    const idle = await open();
    const half = await open();
    half.write("POST /v1/ HT");
    const dripping = await open();
    dripping.write(`${head("content-length: 1000")}{`);
    const drip = setInterval(() => dripping.write(" "), 5);
    await postedStatus(message);
    const closed = [idle, half, dripping].map((socket) => once(socket, "close"));
    await api.close();
    await Promise.all(closed);
    clearInterval(drip);
    expect(options.got).toHaveLength(1);
  });

  test("gives up downloads, and receives nothing any more", async () => {
    const { link, asked } = await silentHost();
    const status = postedStatus(event("media", { link }));
    await asked;
    await api.close();
    expect(await status).toBeNaN();
    expect(options.got).toEqual([]);
  });

  test("can be called twice, and frees the port", async () => {
    await Promise.all([api.close(), api.close()]);
    const again = await startApiUrl(options, Number(api.url.port));
    expect(again.url.href).toBe(api.url.href);
    await again.close();
  });
});

describe("the port", () => {
  test("is open on 127.0.0.1 only", async () => {
    const { port } = api.url;
    // another address of this machine is still free
    const other = createServer().listen(Number(port), "127.0.0.2");
    await once(other, "listening");
    other.close();
    expect(api.url.href).toBe(`http://127.0.0.1:${port}/v1/`);
  });

  test("that is taken is a mistake of the user", async () => {
    const { port } = api.url;
    await expect(startApiUrl(options, Number(port))).rejects.toMatchObject({
      category: "usage",
      message: `port ${port} is taken by another program`,
      hint: "choose another one, or 0 for any that is free",
    });
  });
});

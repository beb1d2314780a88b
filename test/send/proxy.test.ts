import { readFileSync } from "node:fs";
import { createServer as createHttpServer, type IncomingHttpHeaders } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { connect } from "node:net";
import { afterEach, expect, test } from "vitest";
import { closedPort, closeServers, httpServer, listen } from "../servers.ts";
import { fixture, sendTo, token } from "./program.ts";

afterEach(closeServers);

const pem = (name: string): string => fixture(`../tls/${name}.pem`);

// to the certificate it is localhost, but not to what leaves this machine alone
const host = "localhost.";

/** A platform that speaks TLS, and the tokens it got. */
async function platform(isBroken = false) {
  const tokens: unknown[] = [];
  const settings = { key: readFileSync(pem("key")), cert: readFileSync(pem("cert")) };
  const server = createTlsServer(settings, (request, response) => {
    tokens.push(request.headers["security-token"]);
    if (isBroken) response.destroy();
    else response.end();
  });
  const { port } = await listen(server, [], "https");
  return { url: new URL(`https://${host}:${port}/v1/`), port, tokens };
}

/** A proxy that opens tunnels, or answers with a status; and what it was asked. */
async function proxy(status = 200) {
  const asked: { target: string | undefined; headers: IncomingHttpHeaders }[] = [];
  const server = createHttpServer().on("connect", ({ url, headers }, socket) => {
    asked.push({ target: url, headers });
    if (status !== 200) return socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`);
    const tunnel = connect(Number(url?.split(":")[1]), "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection established\r\n\r\n");
      tunnel.pipe(socket).pipe(tunnel);
    });
    for (const end of [tunnel, socket]) end.on("error", () => {});
    return socket.on("close", () => tunnel.destroy());
  });
  return { port: (await listen(server)).port, asked };
}

/** Sends a text through a proxy. */
const through = (url: URL, port: number, env: Record<string, string> = {}) =>
  sendTo(url, ["--max-wait", "0"], {
    env: { NODE_EXTRA_CA_CERTS: pem("cert"), HTTPS_PROXY: `http://me:s3cret@127.0.0.1:${port}`, ...env },
  });

test("the request goes through the proxy, which does not see the token", async () => {
  const { url, port, tokens } = await platform();
  const { asked, ...way } = await proxy();
  expect(await through(url, way.port)).toMatchObject({ code: 0, stderr: "" });
  expect(asked).toMatchObject([{ target: `${host}:${port}`, headers: { "proxy-authorization": expect.any(String) } }]);
  expect(JSON.stringify(asked)).not.toContain(token);
  expect(tokens).toEqual([token]);
});

test.each<Record<string, string>>([{ NO_PROXY: "example.invalid" }, { no_proxy: "*" }, { HTTPS_PROXY: "" }])(
  "it goes straight with %j",
  async (env) => {
    const { port, asked } = await proxy();
    const ran = await through(new URL("https://api.example.invalid/v1/"), port, env);
    // the name, which nobody has, is looked up here
    expect(ran).toMatchObject({ code: 3, stderr: expect.stringContaining("is not known") });
    expect(asked).toEqual([]);
  },
);

test("what is on this machine needs no proxy", async () => {
  const server = await httpServer((response) => response.end());
  const { port, asked } = await proxy();
  expect(await through(server.url, port, { HTTP_PROXY: `http://127.0.0.1:${port}` })).toMatchObject({ code: 0 });
  expect([server.requests.length, asked.length]).toEqual([1, 0]);
});

test("a proxy that says no is told, and nothing was sent", async () => {
  const { url, tokens } = await platform();
  const { port } = await proxy(407);
  const ran = await through(url, port);
  expect(ran).toMatchObject({ code: 3, stdout: expect.stringMatching(/^not sent/) });
  expect(ran.stderr).toContain(
    `no way to ${url.href} through the proxy 127.0.0.1:${port}: it answers 407\n  check HTTPS_PROXY`,
  );
  expect(ran.stderr).not.toContain("s3cret");
  expect(tokens).toEqual([]);
});

test("a proxy that is not there is told, and nothing was sent", async () => {
  const { url } = await platform();
  const port = await closedPort();
  const ran = await through(url, port);
  expect(ran).toMatchObject({ code: 3, stdout: expect.stringMatching(/^not sent/) });
  expect(ran.stderr).toContain(`through the proxy 127.0.0.1:${port}: nothing listens at http://127.0.0.1:${port}`);
  expect(ran.stderr).not.toContain("s3cret");
});

test("what went out through a tunnel may have arrived", async () => {
  const { url, tokens } = await platform(true);
  const { port } = await proxy();
  expect(await through(url, port)).toMatchObject({ code: 3, stdout: expect.stringMatching(/^unknown/) });
  expect(tokens).toEqual([token]);
});

test("a certificate behind the proxy that nothing vouches for is told", async () => {
  const { url } = await platform();
  const { port } = await proxy();
  const ran = await through(url, port, { NODE_EXTRA_CA_CERTS: "" });
  expect(ran).toMatchObject({ code: 3, stdout: expect.stringMatching(/^not sent/) });
  expect(ran.stderr).toContain("is self-signed");
});

test.each(["proxy", "ftp://127.0.0.1:21", "http://me:s3cret@ho st"])("%s is no proxy", async (address) => {
  const ran = await through(new URL("https://api.example.invalid/v1/"), 1, { HTTPS_PROXY: address });
  expect(ran).toMatchObject({ code: 2, stdout: "" });
  expect(ran.stderr).toBe(
    "ulbot: HTTPS_PROXY is not the address of an HTTP proxy\n  such as http://proxy.example.com:3128\n",
  );
});

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";
import { createSend, readApiSettings } from "../src/api.js";
import { event } from "../src/event.js";

const token = "only-for-tests";
const events = [event({ cid: "chatbot::258:a56785fb6fb84edd890905913b0c0821" }, "message", { body: "Hello" })];

/** Sends the events to a server that answers so; gives what came of it, and how long was waited between attempts. */
async function sendTo(t, answer) {
  const server = createServer(answer).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const { port } = server.address();
  return sendToPort(port);
}

async function sendToPort(port) {
  const waits = [];
  const wait = async (seconds) => void waits.push(seconds);
  const failure = await createSend({ url: new URL(`http://127.0.0.1:${port}/v1/`), token }, wait)(events);
  return { failure, waits };
}

/** A server that answers with one status after the other, the last one for ever. */
const statuses = (list, headers = {}) => {
  const left = [...list];
  return (_request, response) => response.writeHead((left.length > 1 ? left.shift() : left[0]) ?? 200, headers).end();
};

test("posts the events as JSON, with the token", async (t) => {
  let got;
  const { failure, waits } = await sendTo(t, async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    got = { method: request.method, url: request.url, token: request.headers["security-token"], body };
    response.end("{}");
  });
  assert.deepEqual({ failure, waits }, { failure: undefined, waits: [] });
  assert.deepEqual(got, { method: "POST", url: "/v1/", token, body: JSON.stringify(events) });
});

test("waits as long as a 429 says, then tries again", async (t) => {
  assert.deepEqual(await sendTo(t, statuses([429, 200], { "retry-after": "7" })), { failure: undefined, waits: [7] });
});

test("waits until the time that a 503 names", async (t) => {
  const headers = { "retry-after": new Date(Date.now() + 20_000).toUTCString() };
  const { failure, waits } = await sendTo(t, statuses([503, 200], headers));
  assert.equal(failure, undefined);
  assert.ok(waits.length === 1 && Number(waits[0]) > 10 && Number(waits[0]) <= 20);
});

test("gives up after three attempts, or where it would have to wait too long", async (t) => {
  assert.deepEqual(await sendTo(t, statuses([503])), { failure: "status 503", waits: [1, 2] });
  assert.deepEqual(await sendTo(t, statuses([429], { "retry-after": "3600" })), { failure: "status 429", waits: [] });
});

test("never sends twice what may have arrived", async (t) => {
  for (const status of [302, 400, 401, 500, 502, 504]) {
    assert.deepEqual(await sendTo(t, statuses([status])), { failure: `status ${status}`, waits: [] });
  }
  const reset = await sendTo(t, (request) => request.socket.destroy());
  assert.match(reset.failure ?? "", /^no answer/);
  assert.deepEqual(reset.waits, []);
});

test("tries again where nobody listens", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  assert.deepEqual(await sendToPort(port), { failure: "no answer (ECONNREFUSED)", waits: [1, 2] });
});

test("wants the API URL and its token before it starts, and https", () => {
  const settings = (ULBOT_API_URL) => readApiSettings({ ULBOT_API_URL, ULBOT_SECURITY_TOKEN: token });
  assert.throws(() => readApiSettings({}), /ULBOT_API_URL and ULBOT_SECURITY_TOKEN are not both set/);
  for (const url of ["http://api.example.com/", "api.example.com"])
    assert.throws(() => settings(url), /not an https URL/);
  assert.equal(settings("https://api.example.com/v1/").url.hostname, "api.example.com");
  assert.equal(settings("http://127.0.0.1:8001/v1/").token, token);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { bodyLimit } from "../src/body.ts";
import { event } from "../src/event.ts";
import { readSettings } from "../src/settings.ts";
import { post, readLog, runApp } from "./running-app.ts";

const info = { cid: "chatbot::258:a56785fb6fb84edd890905913b0c0821" };
const webhook = (name: string, payload?: unknown) => ({ info, packet: { name, payload } });
const silent = () => [];

/** A webhook that holds so many lists in each other. */
function nested(levels: number): string {
  const lists = "[".repeat(levels) + "]".repeat(levels);
  return `{"info": ${JSON.stringify(info)}, "packet": {"name": "start", "payload": {"lists": ${lists}}}}`;
}

const refused = [
  { what: "another header value", path: "/webhook", init: post(webhook("start"), "wrong"), status: 401 },
  { what: "no header", path: "/webhook", init: { method: "POST", body: "{}" }, status: 401 },
  { what: "a body that is not JSON", path: "/webhook", init: post("{"), status: 400 },
  { what: "JSON that is not an object", path: "/webhook", init: post("null"), status: 400 },
  { what: "JSON of endless depth", path: "/webhook", init: post(nested(200_000)), status: 400 },
  { what: "JSON deeper than any webhook", path: "/webhook", init: post(nested(200)), status: 400 },
  { what: "no cid", path: "/webhook", init: post({ info: {}, packet: { name: "start" } }), status: 400 },
  { what: "no event name", path: "/webhook", init: post({ info, packet: {} }), status: 400 },
  { what: "a message without text", path: "/webhook", init: post(webhook("message", {})), status: 400 },
  { what: "a click without option", path: "/webhook", init: post(webhook("click", {})), status: 400 },
  { what: "a body that is too long", path: "/webhook", init: post("x".repeat(bodyLimit + 1)), status: 413 },
  { what: "another method", path: "/webhook", init: { method: "GET" }, status: 405 },
  { what: "another path", path: "/", init: post(webhook("start")), status: 404 },
];

for (const { what, path, init, status } of refused) {
  test(`${status} for ${what}`, async (t) => {
    const request = await runApp(t, silent);
    const response = await request(path, init);
    assert.equal(response.status, status);
    assert.equal(typeof response.body.error, "string");
  });
}

test("answers with the events of the bot, and logs their names only", async (t) => {
  const log = readLog(t);
  const request = await runApp(t, ({ info: { cid } }) => [event({ cid }, "message", { body: "Hello Ada" })]);
  const response = await request("/webhook", post(webhook("message", { body: "I am Ada" })));
  assert.equal(response.status, 200);
  assert.deepEqual(response.body, [{ info, packet: { name: "message", payload: { body: "Hello Ada" } } }]);
  assert.equal(log(), "message from web: message");
});

test("answers 500 when the bot fails, and keeps what the contact wrote out of the log", async (t) => {
  const log = readLog(t);
  const request = await runApp(t, () => {
    throw new TypeError("can't read ada@example.com");
  });
  const { status } = await request("/webhook", post(webhook("start")));
  assert.equal(status, 500);
  assert.match(log(), /TypeError\n {4}at /);
  assert.doesNotMatch(log(), /ada/);
});

test("says that it is alive", async (t) => {
  const request = await runApp(t, silent);
  assert.deepEqual(await request("/health"), { status: 200, body: { status: "ok" } });
});

test("does not start without a token, nor on a port that is none", () => {
  assert.throws(() => readSettings({ WEBHOOK_TOKEN: "" }), /WEBHOOK_TOKEN is not set/);
  assert.throws(() => readSettings({ WEBHOOK_TOKEN: "x", PORT: "eighty" }), /PORT is "eighty"/);
  assert.equal(readSettings({ WEBHOOK_TOKEN: "x" }).port, 8000);
});

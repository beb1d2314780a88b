import assert from "node:assert/strict";
import { test } from "node:test";
import { createBot } from "../src/bot.js";
import { options } from "../src/texts.js";

const info = { cid: "chatbot::258:a56785fb6fb84edd890905913b0c0821" };
const at = (step) => ({ ...info, context: { step } });

/** What the bot looks up after a webhook, the names of the events in its answer, and what the contact reads. */
async function play(to, name, payload = {}) {
  const lookedUp = [];
  const bot = createBot((_cid, number) => void lookedUp.push(number));
  const events = await bot({ info: to, packet: { name, payload } });
  const said = events.map(({ packet }) => [packet.name, packet.payload.body].filter(Boolean).join(": ")).join(" | ");
  return { lookedUp, said, context: events.at(-1)?.info.context };
}

test("offers what it can do", async () => {
  assert.match((await play(info, "start")).said, /^bubbles: Welcome!/);
  assert.match((await play(info, "start", { body: "Hi" })).said, /^bubbles: Thank you for your message!/);
});

test("asks for the order number, by a click and by its label alike", async () => {
  const click = await play(info, "click", { value: options.order });
  assert.match(click.said, /^message: What is your order number/);
  assert.deepEqual(click.context, { step: "number" });
  assert.deepEqual(await play(info, "message", { body: "where is my ORDER?" }), click);
});

for (const [name, payload] of [
  ["message", { body: "10042" }],
  ["message", { body: "It is #10042, I think" }],
  ["start", { body: "Where is my order 10042?" }],
]) {
  test(`looks the order up after ${name}: ${payload.body}`, async () => {
    const { lookedUp, said } = await play(info, name, payload);
    assert.deepEqual(lookedUp, ["10042"]);
    assert.equal(said, "message: One moment, I am looking for order 10042.");
  });
}

for (const body of ["", "1", "1234", "12345678901", "A10042"]) {
  test(`does not take "${body}" for an order number`, async () => {
    const { lookedUp, said } = await play(at("number"), "message", { body });
    assert.deepEqual(lookedUp, []);
    assert.match(said, /^message: That does not look like an order number\. What is/);
  });
}

for (const [name, payload] of Object.entries({
  message: { body: "Hm" },
  click: { value: { id: "gone" } },
  media: { link: "https://files.example.com/1/photo.jpg" },
  location: { latitude: 50.9, longitude: 6.9 },
})) {
  test(`offers the choice again after ${name}, but stays silent once it looks for a colleague`, async () => {
    assert.match((await play(info, name, payload)).said, /^bubbles: I did not get that/);
    assert.equal((await play(at("forward"), name, payload)).said, "");
  });
}

test("forwards, and goes on where nobody is there", async () => {
  const { said, context } = await play(info, "message", { body: options.person.label });
  assert.match(said, /^message: .* \| forward_any$/);
  const failed = await play({ ...info, context: context ?? {} }, "forward_failed");
  assert.match(failed.said, /^bubbles: Nobody is available/);
  assert.deepEqual(failed.context, { step: "choice" });
});

test("has no answer to other events", async () => {
  for (const name of ["campaign_unsubscribe", "something_new"]) assert.equal((await play(info, name)).said, "");
});

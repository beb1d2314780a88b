import assert from "node:assert/strict";
import { test } from "node:test";
import { bot } from "../src/bot.js";

const info = { cid: "chatbot::258:a56785fb6fb84edd890905913b0c0821" };

/** The names of the events in an answer, and what the contact reads. */
function answer(name, payload = {}) {
  return bot({ info, packet: { name, payload } })
    .map(({ packet }) => [packet.name, packet.payload.body].filter(Boolean).join(": "))
    .join(" | ");
}

test("greets, and says so where the contact wrote first", () => {
  assert.match(answer("start"), /^bubbles: Welcome!/);
  assert.match(answer("start", { body: "Hi" }), /^bubbles: Thank you for your message!/);
});

test("takes a click and its label alike, at any time", () => {
  const click = answer("click", { value: { id: "talk_to_person", label: "Talk to a person" } });
  assert.match(click, /^message: .* \| forward_any$/);
  for (const name of ["message", "start"]) assert.equal(answer(name, { body: "talk to a PERSON" }), click);
});

for (const [name, payload] of Object.entries({
  message: { body: "Hi" },
  click: { value: { id: "gone" } },
  media: { link: "https://files.example.com/1/photo.jpg" },
  location: { latitude: 50.9, longitude: 6.9 },
})) {
  test(`offers what it can do after a ${name} that it does not understand`, () => {
    assert.match(answer(name, payload), /^bubbles: I did not get that/);
  });
}

test("offers to try again when nobody is there", () => {
  assert.match(answer("forward_failed"), /^bubbles: Nobody is available/);
});

test("has no answer to other events", () => {
  for (const name of ["campaign_unsubscribe", "something_new"]) assert.equal(answer(name), "");
});

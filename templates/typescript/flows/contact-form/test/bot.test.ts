import assert from "node:assert/strict";
import { test } from "node:test";
import type { WebhookEvent } from "ulbot";
import { bot } from "../src/bot.ts";

const info = { cid: "chatbot::258:a56785fb6fb84edd890905913b0c0821" };
const [named, asked] = [{ name: "Ada" }, { ...info, context: { step: "email", name: "Ada" } }];
const webhook = (to: WebhookEvent["info"], name: string, payload: object = {}) =>
  ({ info: to, packet: { name, payload } }) as WebhookEvent;

/** The names of the events in an answer, and what the contact reads. */
function answer(to: WebhookEvent["info"], name: string, payload?: object): string {
  return bot(webhook(to, name, payload))
    .map(({ packet }) => [packet.name, packet.payload.body].filter(Boolean).join(": "))
    .join(" | ");
}

test("asks for the name, then for the e-mail address, and remembers both", () => {
  const [first] = bot(webhook(info, "start"));
  assert.equal(first?.info.context?.step, "name");
  const [second] = bot(webhook({ ...info, context: { step: "name" } }, "message", { body: " Ada\nLovelace " }));
  assert.deepEqual({ ...second?.info.context }, { step: "email", name: "Ada Lovelace", email: undefined });
});

test("does not ask for what is known", () => {
  assert.match(answer({ ...info, contact: named }, "start"), /^bubbles: .*e-mail/);
  assert.match(answer({ ...info, contact: { ...named, email: "ada@example.com" } }, "start"), /forward_any$/);
});

for (const body of ["ada", "ada@example", "@example.com", "ada@@example.com", "ada @example.com"]) {
  test(`does not take "${body}" for an e-mail address`, () => {
    assert.match(answer(asked, "message", { body }), /^bubbles: That does not look like an e-mail address/);
  });
}

for (const body of ["", "42", "ada@example.com", "A".repeat(81)]) {
  test(`does not take "${body}" for a name`, () => {
    assert.match(answer({ ...info, context: { step: "name" } }, "message", { body }), /^bubbles: I did not get that/);
  });
}

test("takes a click and its label alike, at any time", () => {
  const click = answer(asked, "click", { value: { id: "talk_to_person", label: "Talk to a person" } });
  assert.match(click, /^contact_update \| message: .* \| forward_any$/);
  for (const name of ["message", "start"]) assert.equal(answer(asked, name, { body: "talk to a PERSON" }), click);
});

test("stays silent once it looks for a colleague", () => {
  const waiting = { ...info, context: { step: "forward" } };
  for (const name of ["message", "media", "location"]) assert.equal(answer(waiting, name, { body: "Hello?" }), "");
});

test("when nobody is there, asks for what it needs to write an e-mail, else ends", () => {
  assert.match(answer({ ...info, context: { step: "forward" } }, "forward_failed"), /^bubbles: Nobody is available/);
  const context = { step: "forward", name: "Ada", email: "ada@example.com" };
  assert.match(answer({ ...info, context }, "forward_failed"), /^message: .* write to ada@example.com.* \| end$/);
});

test("acknowledges events that it does not know", () => {
  assert.equal(answer(info, "something_new"), "");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { bot } from "../src/bot.js";
import { options } from "../src/texts.js";

const cid = "chatbot::258:a56785fb6fb84edd890905913b0c0821";
const on = (type, context = {}) => ({ cid, context, conversation: { contact_channel: { type } } });
const whatsapp = on("whatsapp_business");
const { subscribe, decline, person } = options;

const answer = (info, name, payload = {}) => bot({ info, packet: { name, payload } });

/** The names of the events in an answer. */
const names = (...webhook) => answer(...webhook).map(({ packet }) => packet.name);

/** The labels of the options in an answer. */
function labels(...webhook) {
  const templates = answer(...webhook).filter(isTemplate);
  return templates.flatMap(({ packet }) => packet.payload.options.map(({ label }) => label));
}

const isTemplate = (event) => event.packet.name === "button_template";

test("invites on every channel", () => {
  for (const type of ["whatsapp_business", "web", "facebook", "telegram", "sms"]) {
    assert.deepEqual(labels(on(type), "start"), [subscribe.label, decline.label, person.label]);
  }
});

test("sends header and footer to WhatsApp only, where they can be seen", () => {
  const hasFrame = (info) => answer(info, "start").some(({ packet }) => "header" in packet.payload);
  assert.equal(hasFrame(whatsapp), true);
  assert.equal(hasFrame(on("facebook")), false);
});

test("subscribes by a click and by its label alike, at any time", () => {
  const expected = answer(whatsapp, "click", { value: subscribe });
  assert.deepEqual(expected[0]?.packet, { name: "contact_update", payload: { campaigns: true } });
  for (const name of ["message", "start"]) {
    assert.deepEqual(answer(whatsapp, name, { body: " yes, SUBSCRIBE me" }), expected);
  }
});

test("subscribes nobody who writes from elsewhere, but shows the way", () => {
  assert.deepEqual(names(on("telegram"), "message", { body: subscribe.label }), ["buttons"]);
});

test("invites nobody a second time", () => {
  const [first] = answer(whatsapp, "click", { value: subscribe });
  assert.deepEqual(labels(on("whatsapp_business", first?.info.context), "message", { body: "Hi" }), [person.label]);
});

test("ends where the contact declines, and forwards where it wants a person", () => {
  assert.deepEqual(names(whatsapp, "forward_failed"), ["message"]);
  assert.deepEqual(names(whatsapp, "click", { value: decline }), ["message", "end"]);
  assert.deepEqual(names(whatsapp, "message", { body: person.label }), ["message", "forward_any"]);
});

for (const [name, payload] of Object.entries({
  message: { body: "Hm" },
  click: { value: { id: "gone" } },
  media: { link: "https://files.example.com/1/photo.jpg" },
  location: { latitude: 50.9, longitude: 6.9 },
})) {
  test(`offers the choice again after ${name}`, () => {
    assert.deepEqual(names(whatsapp, name, payload), ["button_template"]);
  });
}

test("has no answer to other events", () => {
  for (const name of ["campaign_unsubscribe", "something_new"]) assert.deepEqual(names(whatsapp, name), []);
});

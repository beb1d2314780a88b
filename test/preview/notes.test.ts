import { describe, expect, it } from "vitest";
import { isRuleId } from "../../src/lint/rules/index.ts";
import { fileName, isWebAddress } from "../../src/preview/address.ts";
import { groupsOf, type Note, notesOf } from "../../src/preview/notes.ts";
import { drawnRules, remarksOf } from "../../src/preview/preview.ts";
import type { Channel } from "../../src/protocol/channels.ts";
import { cid, eventOf } from "../lint/answers.ts";
import { previewed } from "./answers.ts";

/** A note as one reads it: `error refused: label 2 25/24 characters`. */
const told = ({ severity, title, parts }: Note): string =>
  `${severity} ${title}: ${parts.map(({ name, size, lost }) => [name, size, lost].filter(Boolean).join(" ")).join(", ")}`;

function notesTo(value: unknown, channel: Channel): string[] {
  const [event] = previewed(value, [channel]).events;
  const [rendering] = event?.renderings ?? [];
  return event && rendering ? notesOf(rendering, event.payload).map(told) : ["not drawn"];
}

const options = (label: string) => [
  { id: "a", label: "A" },
  { id: "b", label, description: "of B" },
];
const template = { header: { type: "video", link: "https://x.example/a.mp4" }, body: "?", footer: "F", fallback: "?" };

describe("the notes to a drawing", () => {
  it.each<[string, object, Channel, string[]]>([
    ["message", { body: "Hi" }, "sms", []],
    ["message", { body: "x".repeat(4097) }, "telegram", ["error refused: body 4097/4096 code points"]],
    ["message", { body: "x".repeat(2001) }, "facebook", ["warning may be refused: body 2001/2000 characters"]],
    [
      "message",
      { body: "**a** `b` **c**", text_format: "markdown_v1" },
      "threema",
      ["warning formatting lost: inline code"],
    ],
    ["message", { body: "**a** `b` **c**" }, "threema", []],
    ["media", { link: "https://x.example/a.jpg" }, "sms", ["error refused: the channel takes no media"]],
    [
      "bubbles",
      { body: "?", options: options("x".repeat(21)), fallback: "?" },
      "facebook",
      ["warning can't be clicked: label 2 21/20 characters"],
    ],
    [
      "button_template",
      { ...template, options: options("B") },
      "web",
      ["warning lost: header https://x.example/a.mp4, footer F"],
    ],
    [
      "button_template",
      { ...template, options: options("x".repeat(21)) },
      "facebook",
      ["error refused: label 2 21/20 characters", "warning lost: header https://x.example/a.mp4"],
    ],
    [
      "list_template",
      { body: "x".repeat(1025), button: "b", options: options("B"), fallback: "?" },
      "whatsapp_business",
      ["warning longer than advised: body 1025/1024 characters"],
    ],
    [
      "list_template",
      { body: "?", button: "b", options: options("x".repeat(21)), fallback: "?" },
      "facebook",
      ["warning cut off: label 2 21/20 characters", "warning lost: description 2 of B"],
    ],
    [
      "list_template",
      { title: "T", body: "?", button: "b", options: options("B"), fallback: "?" },
      "sms",
      ["warning lost: headline T, description 2 of B"],
    ],
  ])("of %s %j on %s", (name, payload, channel, notes) => {
    expect(notesTo(eventOf(name, payload), channel)).toEqual(notes);
  });
});

describe("channels that show the same", () => {
  it.each<[string, object, string[]]>([
    ["message", { body: "**a**" }, ["web whatsapp_business facebook telegram threema sms custom"]],
    [
      "message",
      { body: "**a**", text_format: "markdown_v1" },
      ["web whatsapp_business facebook telegram threema", "sms", "custom"],
    ],
    [
      "bubbles",
      { body: "?", options: options("B"), fallback: "?" },
      ["web", "whatsapp_business facebook", "telegram threema sms custom"],
    ],
    ["message", { body: "x".repeat(2500) }, ["web whatsapp_business telegram threema sms custom", "facebook"]],
  ])("for %s %j", (name, payload, groups) => {
    const [event] = previewed(eventOf(name, payload)).events;
    const found = event && groupsOf(event).map((group) => group.map(({ channel }) => channel).join(" "));
    expect(found).toEqual(groups);
  });
});

describe("what lint says of an event", () => {
  const remarks = (value: unknown, channel?: Channel) =>
    previewed(value).events.map((event) =>
      remarksOf(event, channel)
        .map(({ rule }) => rule)
        .join(" "),
    );

  it("stands with the event that it is about", () => {
    const answer = [
      eventOf("message", { body: 7 }),
      eventOf("message", { body: "Hi" }),
      eventOf("mesage", { body: "Hi" }),
      ...Array.from({ length: 8 }, () => eventOf("message", { body: "Hi" })),
      eventOf("bubbles", { body: "?", options: [{ id: "a", label: "A" }] }),
    ];
    expect(remarks(answer)).toEqual(["parameter-type", "", "event-name", ...Array(8).fill(""), "choice-fallback"]);
    expect(remarks({ response: answer.slice(0, 3) })).toEqual(["parameter-type", "", "event-name"]);
    expect(remarks(answer[0])).toEqual(["parameter-type"]);
  });

  it("is left out where the drawing shows it", () => {
    expect(remarks(eventOf("message", { body: "x".repeat(4097) }))).toEqual([""]);
    expect(remarks(eventOf("media", { link: "https://x.example/a.jpg" }))).toEqual([""]);
  });

  it("is only shown on the channels that it is about", () => {
    const twice = [
      { id: "a", label: "A" },
      { id: "b", label: "A" },
    ];
    const answer = eventOf("button_template", { body: "?", options: twice, fallback: "?" });
    expect(remarks(answer, "whatsapp_business")).toEqual(["option-label-unique"]);
  });

  it("knows the rules whose findings it leaves out", () => {
    expect(drawnRules.filter((id) => !isRuleId(id))).toEqual([]);
  });
});

describe("what can't be drawn", () => {
  it.each<[string, unknown, string | undefined]>([
    ["an event nobody knows", eventOf("mesage", { body: "Hi" }), "mesage"],
    ["a payload that is none", eventOf("message", "Hi"), "message"],
    ["a webhook", { info: { cid, contact: {} }, packet: { name: "message", payload: { body: "Hi" } } }, "message"],
    ["a number", 7, undefined],
    ["a name that is none", { info: { cid }, packet: { name: 7 } }, undefined],
  ])("%s", (_, value, name) => {
    const { events } = previewed(value);
    expect(events).toEqual([{ name, payload: {}, renderings: [], findings: [expect.anything()] }]);
  });
});

it("draws what a bot said in a transcript, the whole info of a webhook echoed or not", () => {
  const event = eventOf("message", { body: "Hi" }, { contact: {}, approach_mode: "normal" });
  const entry = { at: "2026-01-01T00:00:00.000Z", cid, kind: "answer", status: 200, ms: 1, events: [event, 7] };
  const { events } = previewed([{ ...entry, kind: "webhook", event }, entry], ["web"]);
  expect(events.map(({ renderings }) => renderings.map(({ text }) => text))).toEqual([["Hi"], []]);
});

it.each<[string, boolean, string]>([
  ["https://x.example/a/b.jpg?c=d#e", true, "b.jpg"],
  ["http://x.example/", true, "http://x.example/"],
  ["javascript:alert(1)", false, "alert(1)"],
  ["data:text/html,<b>", false, "html,<b>"],
  ["/a/b.jpg", false, "/a/b.jpg"],
  ["", false, ""],
])("the address %j", (address, isOfWeb, name) => {
  expect([isWebAddress(address), fileName(address)]).toEqual([isOfWeb, name]);
});

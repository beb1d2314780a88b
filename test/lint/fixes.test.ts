import { describe, expect, it } from "vitest";
import { fixText } from "../../src/lint/fix.ts";
import { lintText } from "../../src/lint/lint.ts";
import { channelNames } from "../../src/protocol/channels.ts";
import { cid } from "./answers.ts";

const lint = (text: string) => lintText({ file: "answer.json", text }, { channels: channelNames });

/** The text after its fixes, and what they were called. */
function fix(text: string): [text: string, ...titles: (string | undefined)[]] {
  const { text: fixed, fixed: findings } = fixText(text, lint);
  return [fixed, ...findings.map(({ fix }) => fix?.title)];
}

const list = (...packets: string[]) =>
  `[${packets.map((packet) => `{"info": {"cid": "${cid}"}, "packet": ${packet}}`).join(",\n ")}]`;

describe("a fix", () => {
  it("wraps a single event in a list", () => {
    const event = `{\n  "info": {"cid": "${cid}"},\n  "packet": {"name": "end"}\n}`;
    expect(fix(` ${event}\n`)).toEqual([` [${event}]\n`, "wrap it in a list"]);
  });

  it("renames a key that is nearly one that the event has", () => {
    const before = '{"name": "message", "payload": {"body": "Hello", "text_fromat" : "plain"}}';
    expect(fix(list(before))).toEqual([list(before.replace("text_fromat", "text_format")), "rename it to text_format"]);
  });

  it.each([
    ["has the key already", '{"body": "Hello", "bodi": "Bye"}'],
    ["has it under another name", '{"duration": 3, "duratoin": 4}', "delay"],
    ["has a value that the key can't have", '{"body": "Hello", "text_fromat": "html"}'],
    ["has two of them, for the second", '{"body": "Hello", "text_fromat": "plain", "text_formt": "plain"}'],
  ])("leaves a key where the object %s", (_, payload, name = "message") => {
    const text = list(`{"name": "${name}", "payload": ${payload}}`);
    const [fixed] = fix(text);
    const keys = Object.keys(JSON.parse(text)[0].packet.payload);
    expect(Object.keys(JSON.parse(fixed)[0].packet.payload)).toHaveLength(keys.length);
  });

  it.each([
    ['{"body": "Well?", "options": []}', '{"body": "Well?", "options": [], "fallback": "Well?"}'],
    ['{"body":"Well?","options":[]}', '{"body":"Well?","options":[],"fallback":"Well?"}'],
    ['{ "body": "Well?" }', '{ "body": "Well?", "fallback": "Well?" }'],
    ['{\n    "body": "We\\"ll\\u0021"\n  }', '{\n    "body": "We\\"ll\\u0021",\n    "fallback": "We\\"ll!"\n  }'],
    ['{\r\n\t"body": "Well?"\r\n}', '{\r\n\t"body": "Well?",\r\n\t"fallback": "Well?"\r\n}'],
  ])("takes the body as the fallback, laid out like the rest: %j", (payload, expected) => {
    const packet = (content: string) => list(`{"name": "bubbles", "payload": ${content}}`);
    expect(fix(packet(payload))).toEqual([packet(expected), "take the body for it"]);
  });

  it.each(['{"options": []}', '{"body": " ", "options": []}', '{"body": 5, "options": []}'])(
    "takes no body that is none: %s",
    (payload) => {
      const text = list(`{"name": "bubbles", "payload": ${payload}}`);
      expect(fix(text)).toEqual([text]);
    },
  );

  it("makes button buttons, and keeps how it was written", () => {
    const payload = '{ "body": "Track it",\n   "link": "https://shop.example.com/track" }';
    expect(fix(list(`{"name": "button", "payload": ${payload}}`))).toEqual([
      list(`{"name": "buttons", "payload": {"buttons": [${payload}]}}`),
      "make it buttons",
    ]);
  });

  it("does not touch a button that lacks something", () => {
    const text = list('{"name": "button", "payload": {"body": "Track it"}}');
    expect(fix(text)).toEqual([text]);
  });

  it("trims ids, labels and cids", () => {
    const bubbles = (id: string, label: string, c: string) =>
      `[{"info": {"cid": "${c}"}, "packet": {"name": "bubbles", "payload": {"body": "A?", "fallback": "A?", "options": [{"id": "${id}", "label": "${label}"}]}}}]`;
    expect(fix(bubbles(" a", "B\\n", `${cid} `))).toEqual([
      bubbles("a", "B", cid),
      "trim the cid",
      "trim the id",
      "trim the label",
    ]);
  });

  it("goes on as long as one makes room for another", () => {
    const payload = (key: string) => `{"${key}": "Well?", "options": [{"id": "a", "label": "A"}]`;
    const [fixed, ...titles] = fix(list(`{"name": "bubbles", "payload": ${payload("bdy")}}}`));
    expect(fixed).toBe(list(`{"name": "bubbles", "payload": ${payload("body")}, "fallback": "Well?"}}`));
    expect(titles).toEqual(["rename it to body", "take the body for it"]);
  });

  it("is not carried out where the file would not be cleaner", () => {
    // the key that is renamed holds a text that everybody refuses
    const text = list(`{"name": "message", "payload": {"bdy": "${"x".repeat(6000)}"}}`);
    expect(fix(text)).toEqual([text]);
  });
});

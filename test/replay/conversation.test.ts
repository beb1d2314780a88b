import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { readValues } from "../../src/input/values.ts";
import { conversationsOf, recordedIn } from "../../src/replay/conversation.ts";
import { cidOf, folderWith, webhook } from "./project.ts";

const [a, b] = [cidOf(1), cidOf(2)];
const said = (body: string, cid: string) => webhook("message", { body }, { cid });

/** Reads files as the command does, and gives their conversations. */
async function read(files: Record<string, unknown>) {
  const cwd = await folderWith(files);
  const values = await Promise.all(
    Object.keys(files).map((file) => readValues(file, { cwd, stdin: Readable.from([]) })),
  );
  return conversationsOf(values.flatMap(recordedIn));
}

/** Each conversation as its cid and its turns as `file#index body`. */
async function outline(files: Record<string, unknown>) {
  return (await read(files)).map(({ cid, turns }) => [
    cid,
    turns.map((turn) => `${turn.file}#${turn.index} ${(turn.webhook.packet.payload as { body?: string }).body}`),
  ]);
}

const lines = (...values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join("");

describe("recorded webhooks", () => {
  it.each([
    ["one", { "a.json": said("hi", a) }, [[a, ["a.json#0 hi"]]]],
    ["a list", { "a.json": [said("1", a), said("2", a)] }, [[a, ["a.json#0 1", "a.json#1 2"]]]],
    ["none", { "a.json": [] }, []],
    ["JSON Lines", { "a.jsonl": lines(said("1", a), said("2", a)) }, [[a, ["a.jsonl#0 1", "a.jsonl#1 2"]]]],
    [
      "lists in JSON Lines",
      { "a.ndjson": lines([said("1", a)], [said("2", a)]) },
      [[a, ["a.ndjson#0 1", "a.ndjson#1 2"]]],
    ],
    [
      "JSON Lines by another name",
      { "a.log": `${lines(said("1", a))}\r\n${lines(said("2", a))}` },
      [[a, ["a.log#0 1", "a.log#1 2"]]],
    ],
    [
      "one session in several files, another between",
      { "1.json": said("1", a), "2.json": [said("2", b), said("3", a)], "3.json": said("4", b) },
      [
        [a, ["1.json#0 1", "2.json#1 3"]],
        [b, ["2.json#0 2", "3.json#0 4"]],
      ],
    ],
  ])("%s", async (_, files, expected) => {
    expect(await outline(files)).toEqual(expected);
  });

  it("are kept as they were posted, whatever is in them", async () => {
    const { info, packet } = webhook("message", { body: "hi", new_parameter: [1] });
    const odd = {
      info: { ...info, approach_mode: "guided", contact: null, conversation: null, more: {} },
      packet,
      extra: 1,
    };
    const [conversation] = await read({ "a.json": odd });
    expect(conversation?.turns[0]?.webhook).toEqual(odd);
  });

  it("may have a name that is new, where only the platform can have written them", async () => {
    for (const key of ["approach_mode", "contact", "conversation", "widget"]) {
      const posted = { info: { cid: a, [key]: {} }, packet: { name: "reaction" } };
      expect((await read({ "a.json": posted }))[0]?.turns).toHaveLength(1);
    }
  });

  it("need no more than a cid and a name", async () => {
    expect(await read({ "a.json": { info: { cid: "x" }, packet: { name: "start" } } })).toHaveLength(1);
  });
});

const shape = 'a webhook is {"info": {"cid": …}, "packet": {"name": …}}';
const names = "they are start, message, click, media, location, forward_failed, campaign_unsubscribe";
const named = (name: string) => `{"info": {"cid": "x"}, "packet": {"name": ${JSON.stringify(name)}}}`;

describe("what is no webhook", () => {
  it.each([
    ["7", "1:1: a number stands where an event has to be", shape],
    ["{}", "1:1: info is missing", shape],
    [`[${named("start")},\n "x"]`, "2:2: a text stands where an event has to be", shape],
    ['{"info": {"cid": 7}, "packet": {"name": "start"}}', "1:18: info.cid is a number, but it has to be a text", shape],
    ['{"info": {"cid": ""}, "packet": {"name": "start"}}', "1:18: info.cid is empty", shape],
    [
      '{"info": {"cid": "x", "context": []}, "packet": {"name": "start"}}',
      "1:34: info.context has to be an object",
      shape,
    ],
    ['{"info": {"cid": "x"}, "packet": {}}', "1:34: packet.name is missing", shape],
    [
      '{"info": {"cid": "x"}, "packet": {"name": "start", "payload": "hi"}}',
      "1:63: packet.payload is a text, but it has to be an object",
      shape,
    ],
    [named("mesage"), '1:43: there is no webhook event "mesage"', "did you mean message"],
    [named("reaction"), '1:43: there is no webhook event "reaction"', names],
    [named("\x1b[2J\u202e"), '1:43: there is no webhook event "\\x1b[2J\\u202e"', names],
    [
      `[${named("start")},\n ${named("bubbles")}]`,
      "2:44: bubbles is an event that a bot sends, but replay posts what the platform sends",
      "for what a bot answers there is `ulbot lint`",
    ],
    [
      '{"info": {"cid": "x", "contact": {}}, "packet": {"name": "forward_any"}}',
      "1:58: forward_any is an event that a bot sends, but replay posts what the platform sends",
      "for what a bot answers there is `ulbot lint`",
    ],
    ['{"info": {"cid": "x", "contact": {}}, "packet": {"name": ""}}', '1:58: there is no webhook event ""', names],
  ])("%s", async (text, message, hint) => {
    const failure = await read({ "a.json": text }).catch((error) => error);
    expect(failure).toMatchObject({ category: "usage", message: `a.json:${message}`, hint });
  });

  it("is found on its line of JSON Lines", async () => {
    const text = `${named("start")}\n\n${named("end")}\n`;
    await expect(read({ "a.jsonl": text })).rejects.toThrow(/^a\.jsonl:3:43: end is an event that a bot sends/);
  });
});

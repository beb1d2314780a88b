import { readFileSync } from "node:fs";
import { Readable } from "node:stream";
import { describe, expect, test } from "vitest";
import { compose, type Wish } from "../../src/api/compose.ts";
import { cid, fixture } from "./program.ts";

const other = "chatbot::258:00000000000000000000000000000000";

const composedAll = (wish: Wish, stdin = "") =>
  compose(wish, { cwd: fixture("."), stdin: Readable.from([Buffer.from(stdin)]) });

async function composed(wish: Wish, stdin?: string) {
  const [request, ...more] = await composedAll(wish, stdin);
  expect(more).toEqual([]);
  return request;
}

const parsed = (file: string) => JSON.parse(readFileSync(fixture(file), "utf8"));

const hello = { info: { cid }, packet: { name: "message", payload: { body: "Hello" } } };

describe("the body", () => {
  test.each<[string, Wish, unknown]>([
    ["a text", { cid, message: "Hello" }, hello],
    ["an event without values", { cid, event: "end" }, { info: { cid }, packet: { name: "end", payload: {} } }],
    [
      "an event with values",
      { cid, event: "delay", set: ["duration:=2"] },
      { info: { cid }, packet: { name: "delay", payload: { duration: 2 } } },
    ],
    ["an event, which stays one", { file: "event.json" }, parsed("event.json")],
    ["a list, which stays one", { file: "list.json" }, parsed("list.json")],
    ["a list of one, which stays a list", { file: "list-of-one.json" }, parsed("list-of-one.json")],
    ["the event of a response", { file: "response.json" }, hello],
    ["the list of a response", { file: "response-list.json" }, [hello]],
    ["a single line of JSON Lines", { file: "one-line.jsonl" }, hello],
  ])("of %s", async (_, wish, body) => {
    expect((await composed(wish))?.body).toEqual(body);
  });

  test("of standard input", async () => {
    expect((await composed({ file: "-", cid: other }, JSON.stringify(hello)))?.body).toEqual({
      ...hello,
      info: { cid: other },
    });
  });

  test("is for the session that is named, and keeps the rest of the info", async () => {
    const request = await composed({ file: "event.json", cid: other });
    expect(request?.body).toEqual({ ...parsed("event.json"), info: { cid: other, context: { step: 2 } } });
  });

  test("is for the session that is named where the file names none", async () => {
    const request = await composed({ file: "no-session.json", cid: other });
    expect(request?.body).toMatchObject([{ info: { cid: other } }, { info: { cid: other } }]);
  });
});

test("the session and the names are told", async () => {
  expect(await composed({ file: "list.json" })).toMatchObject({ cids: [cid], events: ["message", "delay", "message"] });
  expect(await composed({ cid, message: "Hello" })).toMatchObject({ cids: [cid], events: ["message"] });
});

test.each(["lines.jsonl", "lines.json"])("each line of %s is a request", async (file) => {
  const requests = await composedAll({ file, cid: other });
  expect(requests).toMatchObject([
    { cids: [other], events: ["message"], source: { line: 1 } },
    { cids: [other], source: { line: 2 } },
  ]);
});

describe("--context", () => {
  const context = '{"step":"name"}';

  test.each<[Wish, unknown]>([
    [
      { cid, message: "Hello" },
      { cid, context: { step: "name" } },
    ],
    [
      { cid, event: "end" },
      { cid, context: { step: "name" } },
    ],
    [{ file: "event.json" }, { cid, context: { step: "name" } }],
    [
      { file: "event.json", cid: other },
      { cid: other, context: { step: "name" } },
    ],
  ])("is the context of %j", async (wish, info) => {
    expect((await composed({ ...wish, context }))?.body).toMatchObject({ info });
  });

  test("is that of every event of a list", async () => {
    const request = await composed({ file: "list.json", context });
    expect(request?.body).toMatchObject([{}, {}, {}].map(() => ({ info: { context: { step: "name" } } })));
  });

  test.each([
    ["", /^--context: there is nothing in it/],
    ["step", /^--context: this is not a JSON value/],
    ["[]", /^--context has to be a JSON object$/],
    ["null", /^--context has to be a JSON object$/],
    [JSON.stringify({ a: "ü".repeat(5117) }), /^--context has 10,242 bytes, but the platform keeps at most 10,240$/],
  ])("cannot be %s", async (text, message) => {
    await expect(composed({ cid, message: "Hello", context: text })).rejects.toMatchObject({
      category: "usage",
      message: expect.stringMatching(message),
    });
  });

  test("can be as large as the platform keeps it", async () => {
    const largest = JSON.stringify({ a: "ü".repeat(5116) });
    expect((await composed({ cid, message: "Hello", context: largest }))?.body).toMatchObject({ info: { cid } });
  });
});

describe("refused", () => {
  test.each<[Wish, message: RegExp, hint?: RegExp]>([
    [{}, /^there is nothing to send/, /-m 'Hello'.*--event.*events\.json.*standard input/],
    [{ cid }, /^there is nothing to send/],
    [{ cid, message: "a", event: "end" }, /^--message and --event are given, but a request takes one of them$/],
    [{ cid, message: "a", file: "event.json" }, /^--message and the file are given/],
    [{ cid, message: "a", event: "end", file: "-" }, /^--message and --event and the file are given/],
    [{ cid, message: "a", set: ["body=b"] }, /^--set is given without --event$/, /--event bubbles/],
    [{ cid, message: "" }, /^--message is blank/],
    [{ cid, message: " \n\t\u00a0" }, /^--message is blank/],
    [{ cid, event: " " }, /^--event is blank/],
    [{ cid, file: "" }, /^the file is blank/],
    [{ cid: "", message: "a" }, /^--cid is blank/],
    [{ cid: " ", file: "event.json" }, /^--cid is blank/],
    [{ message: "a" }, /^send has to know the session: give its --cid$/, /info\.cid/],
    [{ event: "end" }, /^send has to know the session/],
  ])("%j", async (wish, message, hint) => {
    await expect(composed(wish)).rejects.toMatchObject({
      category: "usage",
      message: expect.stringMatching(message),
      ...(hint && { hint: expect.stringMatching(hint) }),
    });
  });

  test.each<[file: string, message: RegExp, hint?: RegExp]>([
    ["empty.jsonl", /^empty\.jsonl is empty/],
    ["empty-list.json", /^empty-list\.json:1:1: there is no event in the list$/, /"packet"/],
    ["empty-response.json", /^empty-response\.json:1:1: there is no event in the list$/],
    ["webhook.json", /^webhook\.json:1:1: this is a webhook, which only the platform sends$/, /cid and context/],
    ["no-event.json", /^no-event\.json:3:3: an event has to stand here$/],
    ["no-session.json", /^no-session\.json:3:3: the event names no session$/, /--cid/],
    ["info-text.json", /^info-text\.json:2:11: info has to be an object$/],
    ["rounded.json", /^rounded\.json:2:91: 12345678901234567890 is beyond 2\^53/],
    ["half-character.json", /^half-character\.json:3:55: the text holds half a character/],
    ["cut-off.json", /^cut-off\.json:2:1: a key in double quotes has to stand here/],
    ["not-there.json", /^cannot read not-there\.json: there is no such file$/],
    [".", /^cannot read \.: it is a directory$/],
  ])("%s", async (file, message, hint) => {
    await expect(composed({ file })).rejects.toMatchObject({
      category: "usage",
      message: expect.stringMatching(message),
      ...(hint && { hint: expect.stringMatching(hint) }),
    });
  });
});

import { describe, expect, it } from "vitest";
import { type PlayedTurn, type UpdateOptions, updatedText } from "../../src/expected/update.ts";

const cid = "the one of the fixture";
const actual = "the one of the run!";
const message = (body: unknown, session = actual) => ({
  packet: { payload: { body }, name: "message" },
  info: { cid: session },
});
const played = (turn: number, answer: unknown[], requests: unknown[][] = [], event = "message"): PlayedTurn => ({
  turn,
  event,
  sent: { answer, requests },
  cid: { expected: cid, actual },
});

const webhooks = ["message", "message", "message"];
const update = (text: string | undefined, turns: PlayedTurn[], options: Partial<UpdateOptions> = {}) =>
  updatedText(text, turns, { webhooks, ...options });

const line = (body: string) =>
  `{ "info": { "cid": "${cid}" }, "packet": { "name": "message", "payload": { "body": ${body} } } }`;

/** A file as somebody may have laid it out. */
const byHand = (...bodies: string[]) => `{
    "schemaVersion": 1,
    "turns": [
        {   "turn": 1, "event": "message",
            "answer": [
                ${bodies.map(line).join(",\n                ")}
            ]
        },
        { "event": "message", "answer": ${line('"Bye"')}, "turn": 2 }
    ]
}
`;

describe("a new file", () => {
  it("is canonical, with the session of the fixture, and no requests where there are none", () => {
    const first = played(1, [message("Hi")]);
    const second = played(2, [], [[message({ $any: "string" })]]);
    expect(update(undefined, [second, first])).toBe(`{
  "schemaVersion": 1,
  "turns": [
    {
      "turn": 1,
      "event": "message",
      "answer": [
        {
          "info": {
            "cid": "the one of the fixture"
          },
          "packet": {
            "name": "message",
            "payload": {
              "body": "Hi"
            }
          }
        }
      ]
    },
    {
      "turn": 2,
      "event": "message",
      "answer": [],
      "requests": [
        [
          {
            "info": {
              "cid": "the one of the fixture"
            },
            "packet": {
              "name": "message",
              "payload": {
                "body": {
                  "$equal": {
                    "$any": "string"
                  }
                }
              }
            }
          }
        ]
      ]
    }
  ]
}
`);
  });

  it("is not written where nothing was played", () => {
    expect(update(undefined, [])).toBeUndefined();
  });
});

describe("a file that is there", () => {
  const before = byHand('"Hi"', '{"$match": "^Order"}');
  const second = played(2, [message("Bye")]);

  it("stays where everything holds", () => {
    expect(update(before, [played(1, [message("Hi"), message("Order 1")]), second])).toBeUndefined();
    expect(update(before, [])).toBeUndefined();
  });

  it("keeps its layout and the matchers that hold", () => {
    const after = byHand('"Hello"', '{"$match": "^Order"}');
    expect(update(before, [played(1, [message("Hello"), message("Order 2")])])).toBe(after);
  });

  it("loses the matchers that don't", () => {
    expect(update(before, [played(1, [message("Hi"), message("Case 1")])])).toBe(byHand('"Hi"', '"Case 1"'));
  });

  it("gets new events where they came", () => {
    const text = update(byHand('"Hi"'), [played(1, [message("New"), message("Hi")])]);
    expect(text).toBe(
      byHand('"Hi"').replace(
        '"answer": [\n',
        `"answer": [\n${`{
    "info": {
        "cid": "${cid}"
    },
    "packet": {
        "name": "message",
        "payload": {
            "body": "New"
        }
    }
},`.replace(/^/gm, " ".repeat(16))}\n`,
      ),
    );
  });

  it("loses events that don't come any more", () => {
    expect(update(byHand('"Hi"', '"Bye"'), [played(1, [message("Bye")])])).toBe(byHand('"Bye"'));
    expect(update(byHand('"Hi"'), [played(1, [])])).toContain('"answer": []\n');
  });

  it("keeps an answer that stands alone as it is", () => {
    expect(update(before, [played(2, [message("Ciao")])])).toBe(before.replace('"Bye"', '"Ciao"'));
    expect(update(before, [played(2, [])])).toContain('{ "event": "message", "answer": [], "turn": 2 }');
  });

  it("keeps what is ignored", () => {
    const turns = [played(1, [message("Hello"), message("Case 1"), message("Bye")])];
    expect(update(before, turns, { ignore: ["/answer/**/body", "/answer/2"] })).toBeUndefined();
  });

  it("gets requests, and loses them again", () => {
    const first = played(1, [message("Hi"), message("Order 1")], [[message("Found it")]]);
    const more = update(before, [first]) ?? "";
    expect(JSON.parse(more).turns[0].requests).toEqual([[message("Found it", cid)]]);
    expect(update(more, [first])).toBeUndefined();
    const less = update(more, [played(1, [message("Hi"), message("Order 1")])]) ?? "";
    expect(JSON.parse(less)).toEqual(JSON.parse(before));
  });

  it("loses turns that the fixture has no more, and keeps those that were not played", () => {
    expect(update(before, [], { webhooks: ["message"] })).toBe(before.replace(/,\n {8}\{ "event"[^\n]*/, ""));
    expect(update(before, [], { webhooks: ["start", "message"] })).not.toContain('"turn": 1');
  });

  it("replaces a turn of another event", () => {
    const text = update(before, [played(1, [message("Hi")], [], "start")], { webhooks: ["start", "message"] }) ?? "";
    expect(JSON.parse(text).turns[0]).toEqual({ turn: 1, event: "start", answer: [message("Hi", cid)] });
    expect(text).toContain(`{ "event": "message", "answer": ${line('"Bye"')}, "turn": 2 }`);
  });

  it("gets new turns in their order", () => {
    const only = byHand('"Hi"').replace('"turn": 1', '"turn": 3');
    const text = update(only, [played(1, []), second], { webhooks: [...webhooks, "message"] }) ?? "";
    expect(JSON.parse(text).turns.map(({ turn }: PlayedTurn) => turn)).toEqual([1, 3, 2]);
  });

  it("stays on one line where it is", () => {
    const minified = JSON.stringify(JSON.parse(before));
    const text = update(minified, [played(1, [message("Hi"), message("Order 1"), message("New")])]) ?? "";
    expect(text).toBe(minified.replace('"^Order"}}}}]', `"^Order"}}}},${JSON.stringify(fresh("New"))}]`));
  });

  const fresh = (body: string) => ({ info: { cid }, packet: { name: "message", payload: { body } } });

  it("keeps its line ends", () => {
    const windows = before.replaceAll("\n", "\r\n");
    const text = update(windows, [played(3, [message("New")])]) ?? "";
    expect(text.replaceAll("\r\n", "")).not.toContain("\n");
    expect(JSON.parse(text).turns).toHaveLength(3);
  });

  it("keeps the expected names of ids that stand for others", () => {
    const id = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
    const [old, now] = [id(1), id(2)];
    const text = update(byHand(`"Order ${old}"`, `"Order ${old} is here"`), [
      played(1, [message(`Order ${now}`), message(`Order ${now} has come`)]),
    ]);
    expect(text).toBe(byHand(`"Order ${old}"`, `"Order ${old} has come"`));
  });
});

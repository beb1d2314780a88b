import { describe, expect, it } from "vitest";
import { createLinter, type LintSettings } from "../../src/lint/lint.ts";
import { channelNames } from "../../src/protocol/channels.ts";
import { cid, eventOf, findingsIn, told } from "./answers.ts";

const other = "chatbot::258:00000000000000000000000000000000";
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 5, 9, 0, seconds)).toISOString();

const webhook = (type: string, of = cid) => ({
  at: at(0),
  cid: of,
  kind: "webhook",
  event: { info: { cid: of, conversation: { contact_channel: { type } } }, packet: { name: "start", payload: {} } },
});
const answer = (...events: unknown[]) => ({ at: at(1), cid, kind: "answer", status: 200, ms: 3, events });
const request = (seconds: number, of = cid) => ({
  at: at(seconds),
  cid: of,
  kind: "request",
  status: 200,
  events: [eventOf("message", { body: "Still looking" }, { cid: of })],
});
const question = (id: string, label = "Yes") =>
  eventOf("bubbles", { body: "Right?", options: [{ id, label }], fallback: "Right? Send its number." });
const image_url = "https://cdn.example.com/yes.png";
const carousel = eventOf("carousel", {
  body: "Right?",
  options: [{ id: "a", label: "Yes", image_url }],
  fallback: "?",
});

/** What a linter finds in values that stand in one file, one a line. */
function inLines(values: readonly unknown[], settings: Partial<LintSettings> = {}): string[] {
  const lint = createLinter({
    channels: channelNames,
    severity: "warning",
    // a text that is long on Facebook has many parts as an SMS, too
    rules: { "sms-segments": "off" },
    ...settings,
  });
  const results = values.map((value, index) =>
    lint({ file: "talk.jsonl", text: JSON.stringify(value), line: index + 1 }),
  );
  return results.flatMap(({ findings }) => findings.map((finding) => `${finding.line} ${told(finding)}`));
}

const long = eventOf("message", { body: "Hello ".repeat(400) });

describe("a transcript", () => {
  it("is read entry by entry, whatever the platform posted", () => {
    const findings = findingsIn([webhook("web"), answer(eventOf("mesage")), { ...request(2), events: [] }]);
    expect(findings.map(told)).toEqual(["error event-name /1/events/0/packet/name"]);
  });

  it("counts what the bot said as its events, and is readable", () => {
    const lint = createLinter({ channels: channelNames });
    const text = JSON.stringify([webhook("web"), answer(long, long), request(2)]);
    expect(lint({ file: "talk.json", text })).toMatchObject({ events: 3, readable: true });
  });

  it("may hold answers that echo the whole info of the webhook", () => {
    const echoed = { info: webhook("web").event.info, packet: { name: "message", payload: { body: "Hello" } } };
    expect(findingsIn([answer(echoed)])).toEqual([]);
  });

  it.each([
    ["an answer that is no list of events", { ...answer(), events: 5 }, ["error envelope /events"]],
    ["a webhook that is none", { ...webhook("web"), event: null }, []],
    ["a finding", { at: at(0), cid, kind: "finding", finding: { rule: "envelope" } }, []],
    ["an entry of a kind that nobody knows", { at: at(0), cid, kind: "note" }, ["error envelope ", "error envelope "]],
  ])("may hold %s", (_, entry, expected) => {
    const found = findingsIn([webhook("web"), entry], { severity: "warning" });
    expect(found.map((finding) => told(finding).replace("/1", ""))).toEqual(expected);
  });

  it.each([
    ["web", []],
    ["facebook", ["2 warning text-length /events/0/packet/payload/body"]],
  ])("is linted for the channel it was recorded on: %s", (type, expected) => {
    expect(inLines([webhook(type), answer(long)], { asRecorded: true })).toEqual(expected);
  });

  it("is linted for all channels that were asked for otherwise", () => {
    expect(inLines([webhook("web"), answer(long)])).toEqual(["2 warning text-length /events/0/packet/payload/body"]);
    expect(inLines([answer(long)], { asRecorded: true })).toHaveLength(1);
    expect(inLines([webhook("web", other), answer(long)], { asRecorded: true })).toHaveLength(1);
  });

  it("has nothing to say of a channel that was not asked for", () => {
    const settings = { asRecorded: true, channels: ["web"] } as const;
    expect(inLines([webhook("facebook"), answer(long)], settings)).toEqual([]);
    expect(inLines([webhook("facebook"), answer(eventOf("delay", { duration: 2 }), long)], settings)).toEqual([]);
  });
});

describe("a conversation", () => {
  const reuse = (line: number) => `${line} warning option-label-reuse /0/packet/payload/options/0/label`;

  it.each([
    ["two ids", [[question("a")], [question("b")]], [reuse(2)]],
    ["one id", [[question("a")], [question("a")]], []],
    ["two labels", [[question("a", "Yes")], [question("b", "No")]], []],
    [
      "the one before counts",
      [[question("a")], [question("b")], [question("b")], [question("a")]],
      [reuse(2), reuse(4)],
    ],
    ["a carousel counts", [[carousel], [question("b")]], ["1 warning carousel-as-text /0", reuse(2)]],
    ["two sessions", [[question("a")], [{ ...question("b"), info: { cid: other } }]], []],
  ])("may use a label for one thing only: %s", (_, lines, expected) => {
    expect(inLines(lines)).toEqual(expected);
  });

  it("has labels by the thousand, of which the first are remembered, each with its latest option", () => {
    const options = Array.from({ length: 999 }, (_, index) => ({ id: `o${index}`, label: `O${index}` }));
    const many = eventOf("bubbles", { body: "Right?", options, fallback: "Right?" });
    const lines = [[many], [question("a", "last")], [question("a", "lost")], [question("b", "lost")]];
    const known = [[question("b", "last")], [question("b", "last")], [question("a", "O7")], [question("a", "O7")]];
    const rules = { "sms-segments": "off", "choice-clickable": "off", "choice-text-length": "off" } as const;
    expect(inLines([...lines, ...known], { rules })).toEqual([reuse(5), reuse(7)]);
  });

  it("may reuse labels where a late click stays a click", () => {
    expect(inLines([[question("a")], [question("b")]], { channels: ["web", "telegram"] })).toEqual([]);
    const [finding] = findingsIn([question("a"), question("b")], { severity: "warning" });
    expect(finding?.channels).toEqual(["whatsapp_business", "facebook"]);
    const eleven = Array.from({ length: 11 }, (_, index) => ({ id: `o${index}`, label: index ? `O${index}` : "Yes" }));
    const longer = eventOf("bubbles", { body: "Right?", options: eleven, fallback: "Right?" });
    const [other] = findingsIn([question("a"), longer]).filter(({ rule }) => rule === "option-label-reuse");
    expect(other?.channels).toEqual(["facebook"]);
  });

  const times = (count: number, gap: number, start = 0) => Array.from({ length: count }, (_, i) => start + i * gap);
  const limit = (line: number) => `${line} error rate-limit /at`;

  it.each([
    ["21 in a minute", times(21, 2), [limit(21)]],
    ["20 in a minute", times(20, 1), []],
    ["21 in just a minute", times(21, 3), []],
    ["a burst counts once", times(50, 0.5), [limit(21)]],
    ["two bursts count twice", [...times(21, 1), ...times(21, 1, 100)], [limit(21), limit(42)]],
  ])("sends so many requests: %s", (_, seconds, expected) => {
    expect(inLines(seconds.map((second) => request(second)))).toEqual(expected);
  });

  it("has a limit for each session by itself, and none for answers", () => {
    expect(inLines(times(30, 1).map((second, index) => request(second, index % 2 ? cid : other)))).toEqual([]);
    expect(inLines(times(30, 1).map(() => answer(eventOf("message", { body: "Hello" }))))).toEqual([]);
  });

  it("is answered for its own session", () => {
    const wrong = eventOf("message", { body: "Hello" }, { cid: other });
    expect(inLines([answer(wrong)])).toEqual(["1 error cid-reply /events/0/info/cid"]);
    // a request says itself which session it is for
    expect(inLines([{ ...request(1), events: [wrong] }])).toEqual([]);
  });
});

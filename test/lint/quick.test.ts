import { describe, expect, it } from "vitest";
import { severities } from "../../src/lint/finding.ts";
import { createLinter, createQuickLinter, type Linter, type LintSettings } from "../../src/lint/lint.ts";
import { rememberShapes } from "../../src/lint/remembered-shapes.ts";
import { type Channel, channelNames } from "../../src/protocol/channels.ts";
import { definitionOf, eventNames } from "../../src/protocol/events/index.ts";
import fc, { runs } from "../property.ts";
import { cid, eventOf } from "./answers.ts";
import { damaged, mutatedAnswer, mutatedPacket, written } from "./mutations.ts";

const numRuns = runs(500);
const timeout = 60_000 + numRuns * 240;

const other = "chatbot::258:00000000000000000000000000000000";

/** Lengths around which something changes on some channel. */
const lengths = [
  1, 19, 20, 21, 24, 25, 60, 61, 72, 73, 159, 160, 161, 200, 201, 256, 257, 306, 307, 640, 641, 1024, 1025,
];
/** Words without end, cut so that they are of such a length. */
const long = (words: string, end: string) =>
  fc.constantFrom(...lengths).map((length) => `${words.repeat(400).slice(0, length - end.length)}${end}`);

const words = fc.oneof(
  long("Word ", "s"),
  long("Wörd ", "é’"),
  long("😀 Wörd ", "s"),
  long("ab€ ", "s"),
  fc.constantFrom(
    "Yes",
    "No",
    "yes",
    "Straße",
    "A",
    "1. May",
    "- x",
    "**b**",
    "a_b_c",
    "snake",
    " a",
    "b ",
    "",
    "ñ",
    "😀",
    "€",
    "a&b;",
    "Grüße – bis später, “Ada” …",
    "Zwei Zeilen\nund Text & mehr",
    "Olé 👩‍👩‍👧 🇩🇪",
    "2 pizzas",
    "a\n- b",
    "a  \nb",
    "e\u0301",
    "\u200b",
  ),
  fc.constantFrom(
    "https://shop.example.com/a.jpg",
    "https://shop.example.com/a.webp",
    "http://localhost",
    "https://a.internal/x",
    "ftp://a.de",
  ),
  fc.constantFrom(
    "markdown_v1",
    "plain",
    "html",
    "en_US",
    "English",
    "ada@example.com",
    "+49 151 234567",
    "feedback",
    "contact",
  ),
);

/** The same value with other words in some places. */
function reworded(value: unknown, take: () => string | undefined): unknown {
  if (typeof value === "string") return take() ?? value;
  if (Array.isArray(value)) return value.map((member) => reworded(member, take));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, reworded(member, take)]));
}

const option = fc.record({ id: words, label: words });
const choice = fc.record({
  name: fc.constantFrom("bubbles", "carousel", "button_template", "list_template"),
  payload: fc.record({ body: words, fallback: words, options: fc.array(option, { maxLength: 14 }) }),
});
const examples = fc
  .tuple(
    fc.constantFrom(...eventNames.flatMap((name) => definitionOf(name).example)),
    fc.array(fc.option(words, { freq: 2, nil: undefined }), { minLength: 1, maxLength: 8 }),
  )
  .map(([{ name, payload }, texts]) => {
    let index = 0;
    return { name, payload: reworded(payload ?? {}, () => texts[index++ % texts.length]) };
  });
const info = fc.oneof(
  { weight: 5, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<object>(
      ...[
        { context: {} },
        { context: { step: 1 } },
        { context: { a: [{ b: null }] } },
        { context: "a" },
        { context: [] },
      ],
      ...[{ context: 5 }, { context: null }, { cid: other }, { contact: {} }],
    ),
  },
);
const event = fc
  .tuple(fc.oneof(choice, examples, mutatedPacket), info)
  .map(([{ name, payload }, more]) => eventOf(name, payload, more as Record<string, unknown>));
const answer = fc.oneof(
  { weight: 4, arbitrary: fc.array(event, { maxLength: 3 }) },
  { weight: 1, arbitrary: event },
  { weight: 1, arbitrary: mutatedAnswer },
);

const settings: fc.Arbitrary<LintSettings> = fc.record({
  channels: fc.constantFrom<readonly Channel[]>(channelNames, ["web"], ["whatsapp_business", "sms"]),
  severity: fc.constantFrom(...severities),
  rules: fc.constantFrom(
    {},
    { "sms-segments": { parts: 2 } },
    { "choice-as-text": "warning", "delay-duration": { seconds: 3 } },
  ),
  corrections: fc.constantFrom<NonNullable<LintSettings["corrections"]>>({}, { delay: { duration: "wait" } }),
});

/** The same answer again and again, with other words in its payloads. */
const similarAnswers = fc
  .tuple(
    fc.array(fc.oneof(choice, examples), { minLength: 1, maxLength: 2 }),
    fc.array(fc.array(fc.option(words, { nil: undefined }), { minLength: 1, maxLength: 6 }), {
      minLength: 2,
      maxLength: 8,
    }),
  )
  .map(([packets, rounds]) =>
    rounds.map((texts) => {
      let index = 0;
      const take = () => texts[index++ % texts.length];
      return packets.map(({ name, payload }) => eventOf(name, reworded(payload, take)));
    }),
  );
const answers = fc.oneof(
  fc.array(answer, { minLength: 2, maxLength: 30 }),
  fc.array(similarAnswers, { minLength: 1, maxLength: 3 }).map((lists) => lists.flat()),
);

const lintTexts = (lint: Linter, texts: readonly string[]) =>
  texts.map((text, index) => {
    const { findings, counts, events, readable } = lint({ file: "a.jsonl", text, line: index + 1 });
    return { findings, counts, events, readable };
  });
const lintAll = (lint: Linter, values: readonly unknown[]) =>
  lintTexts(
    lint,
    values.map((value) => JSON.stringify(value)),
  );

/** Each text twice: what is known of the first is said of the second. */
const twice = (texts: readonly string[]): string[] => texts.flatMap((text) => [text, text]);

describe("the quick linter", { timeout }, () => {
  it("finds what the other one finds, whatever was said before", () => {
    fc.assert(
      fc.property(settings, answers, (given, values) => {
        expect(lintAll(createQuickLinter(given), values)).toEqual(lintAll(createLinter(given), values));
      }),
      { numRuns },
    );
  });

  it("finds what the other one finds, however it is written, and in what is no JSON", () => {
    const text = fc.oneof(written(answer), damaged(written(answer)));
    fc.assert(
      fc.property(settings, fc.array(text, { minLength: 1, maxLength: 6 }), (given, texts) => {
        expect(lintTexts(createQuickLinter(given), twice(texts))).toEqual(lintTexts(createLinter(given), twice(texts)));
      }),
      { numRuns },
    );
  });

  it.each([
    ["a label that stands for something else", [question("a"), question("b"), question("c")]],
    ["an escaped half of a character", ["Hello", "Hi", "\ud83d"].map((body) => [eventOf("message", { body })])],
    ["a number that is rounded", [1, 2, 3].map((at) => [eventOf("message", { body: "Hi" }, { context: { at } })])],
  ])("sees %s", (_, values) => {
    const given: LintSettings = { channels: channelNames, severity: "warning" };
    expect(lintAll(createQuickLinter(given), values)).toEqual(lintAll(createLinter(given), values));
  });

  it.each([
    ["a doubled key", `[{"info": {"cid": "${cid}"}, "packet": {"name": "end"}, "packet": {"name": "end"}}]`],
    [
      "a doubled key with a blank before the colon",
      `[{"info": {"cid" :"${cid}", "cid":"${cid}"}, "packet": {"name": "end"}}]`,
    ],
    [
      "a rounded number",
      `[{"info": {"cid": "${cid}", "context": {"id": 12345678901234567890}}, "packet": {"name": "end"}}]`,
    ],
    ["half a character", `[{"info": {"cid": "${cid}", "context": {"a": "\\ud83d"}}, "packet": {"name": "end"}}]`],
  ])("sees %s behind a text of that shape", (_, text) => {
    const lint = createQuickLinter({ channels: channelNames });
    for (let times = 0; times < 3; times++) lint({ file: "a.jsonl", text: JSON.stringify(JSON.parse(text)) });
    const { findings } = lint({ file: "a.jsonl", text });
    expect(findings).toEqual(createLinter({ channels: channelNames })({ file: "a.jsonl", text }).findings);
    expect(findings).not.toEqual([]);
  });
});

describe("the memory of shapes", () => {
  const recall = (first: unknown, second: unknown) => {
    const memory = rememberShapes<string>();
    const known = memory.recall(JSON.stringify(first));
    if (known) known.outcome = "seen";
    return memory.recall(JSON.stringify(second))?.outcome;
  };
  const message = (body: string, more = {}) => [eventOf("message", { body, ...more })];
  const formatted = (body: string) => message(body, { text_format: "markdown_v1" });

  it.each([
    ["other words", message("Hello"), message("Good morning"), "seen"],
    ["another session", message("Hello"), [eventOf("message", { body: "Hi" }, { cid: other })], "seen"],
    ["another length", message("Hello"), message("Hello ".repeat(30)), undefined],
    ["an emoji in a short text", message("Hello"), message("Hello 😀"), "seen"],
    [
      "an emoji that makes it two parts of an SMS",
      message("Hello ".repeat(20)),
      message(`${"Hello ".repeat(20)}😀`),
      undefined,
    ],
    ["other emoji", message("Hello 😀"), message("Bye 🎉"), "seen"],
    ["other quotes", message("He said “no”"), message("– Olé! –"), "seen"],
    ["characters that count twice", message(`${"a ".repeat(79)}b`), message(`${"€ ".repeat(79)}b`), undefined],
    ["prices", message("It is 5 €"), message("Or is it 9 €"), "seen"],
    ["names with underscores", message("See a_b"), message("See c_d"), "seen"],
    ["underscores that underline", message("See a_b"), message("See _d_", { text_format: "markdown_v1" }), undefined],
    ["markup", message("Hello"), message("Hello **you**"), undefined],
    ["other markup", message("Hello **you**"), message("Not `this`"), "seen"],
    ["stars that are no markup", message("Hello"), message("2 * 3 * 4"), "seen"],
    ["markup to format", formatted("Hello"), formatted("Hello *you*"), undefined],
    ["no markup where some is to be formatted", formatted("Hello"), formatted("Bye!"), "seen"],
    ["a text that is blank around", message("Hello"), message("Hello "), undefined],
    ["another format", message("Hello"), message("Hello", { text_format: "plain" }), undefined],
    [
      "another context",
      [eventOf("end", {}, { context: { a: 1 } })],
      [eventOf("end", {}, { context: { b: "c" } })],
      "seen",
    ],
    [
      "a context that is none",
      [eventOf("end", {}, { context: {} })],
      [eventOf("end", {}, { context: "a" })],
      undefined,
    ],
    [
      "a payload that is none",
      message("Hello"),
      [{ ...eventOf("message"), packet: { name: "message", payload: "a" } }],
      undefined,
    ],
    [
      "options that are none",
      question("a"),
      [eventOf("bubbles", { body: "Well?", options: ["$"], fallback: "a" })],
      undefined,
    ],
    ["an empty context", [eventOf("end", {}, { context: { a: 1 } })], [eventOf("end", {}, { context: {} })], undefined],
    ["another number", [eventOf("delay", { duration: 3 })], [eventOf("delay", { duration: 4 })], undefined],
    ["another option", question("a"), question("b"), "seen"],
    ["one id twice", question("a", "b"), question("a", "a"), undefined],
  ])("tells %s", (_, first, second, expected) => {
    expect(recall(first, second)).toBe(expected);
  });
});

function question(...ids: string[]) {
  const options = ids.map((id, index) => ({ id, label: `Label ${"ABC"[index]}` }));
  return [eventOf("bubbles", { body: "Well?", options, fallback: "Well? Send its number." })];
}

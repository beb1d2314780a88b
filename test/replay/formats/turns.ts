import type { Difference } from "../../../src/expected/difference.ts";
import { channelNames } from "../../../src/protocol/channels.ts";
import type { WebhookEvent } from "../../../src/protocol/envelope.ts";
import type { Coverage } from "../../../src/replay/coverage.ts";
import { createTally, type ReplaySummary } from "../../../src/replay/tally.ts";
import type { ReceivedRequest, Turn } from "../../../src/replay/turn.ts";
import type { ReplayEnd, ReplayReporter, ReplayView } from "../../../src/reporters/replay/index.ts";
import { plainStyle } from "../../../src/reporters/style.ts";
import { eventOf } from "../../lint/answers.ts";
import { findingOf } from "../../lint/formats/reports.ts";
import fc from "../../property.ts";
import { cidOf, webhook } from "../project.ts";

/** A webhook, whatever is in it. */
export const posted = (name: string, payload: object = {}): WebhookEvent =>
  webhook(name, payload) as unknown as WebhookEvent;

/** A turn that passed and that nothing is special about but what is given. */
export function turnOf(given: Partial<Turn> = {}): Turn {
  return {
    at: "2026-03-04T05:06:07.890Z",
    file: "fixtures/order.json",
    index: 0,
    cid: cidOf(1),
    event: "message",
    channel: "web",
    status: 200,
    ms: 3.14,
    outcome: "passed",
    events: [eventOf("message", { body: "Hello" })],
    findings: [],
    problems: [],
    webhook: posted("message", { body: "Hi" }),
    requests: [],
    differences: [],
    attempt: 1,
    run: 1,
    unreachable: false,
    ...given,
  };
}

/** A request that the API URL took, unless told. */
export function requestOf(given: Partial<ReceivedRequest> = {}): ReceivedRequest {
  return {
    ms: 230.4,
    status: 200,
    events: [eventOf("message", { body: "Your order is on its way" })],
    findings: [],
    problems: [],
    ...given,
  };
}

/** A text that is another one than was expected. */
export function differenceOf(given: Partial<Difference> = {}): Difference {
  return {
    pointer: "/answer/0/packet/payload/body",
    kind: "changed",
    expected: "Hi, welcome to the shop",
    actual: "Hello, welcome to the shop",
    message: '"Hello, welcome to the shop" is not "Hi, welcome to the shop"',
    ...given,
  };
}

const options = [
  { id: "delivery", label: "Delivery status" },
  { id: "returns", label: "Returns" },
];

/** One conversation with all that can come of a turn. */
export const sample: readonly Turn[] = [
  turnOf({
    event: "start",
    webhook: posted("start"),
    events: [
      eventOf("message", { body: "**Welcome** to the shop", text_format: "markdown_v1" }),
      eventOf("bubbles", { body: "What is it about?", options, fallback: "Answer with a number:" }),
    ],
  }),
  turnOf({
    index: 1,
    event: "click",
    webhook: posted("click", { value: options[0] }),
    outcome: "failed",
    ms: 12.5,
    events: [eventOf("message", { body: "Hello, welcome to the shop" }), eventOf("end", {})],
    requests: [
      requestOf(),
      requestOf({
        ms: 1400,
        status: 429,
        problems: [{ kind: "rate", message: "21 requests, but a session takes 20 a minute", severity: "error" }],
      }),
    ],
    expected: { expectation: { answer: [] }, file: "fixtures/order.expected.json" },
    differences: [
      differenceOf(),
      differenceOf({
        pointer: "/answer/1",
        kind: "added",
        expected: undefined,
        actual: eventOf("end", {}),
        message: "end was not expected",
      }),
      differenceOf({
        pointer: "/answer/0/packet/payload/order",
        expected: { $match: "^Order [0-9]+$" },
        actual: 4711,
        message: '4711 does not match "^Order [0-9]+$"',
      }),
    ],
  }),
  turnOf({
    index: 2,
    outcome: "failed",
    webhook: posted("message", { body: "Where is it?" }),
    events: [eventOf("message", { bodi: "On its way" })],
    findings: [
      findingOf({
        rule: "parameter-required",
        message: "message has no body",
        pointer: "/0/packet/payload",
        file: "<answer>",
      }),
    ],
  }),
  turnOf({
    index: 3,
    webhook: posted("message", { body: "Thanks" }),
    outcome: "passed",
    events: [eventOf("message", { body: "Bye" })],
    expected: { expectation: { answer: [] }, file: "fixtures/order.expected.json" },
    update: "changed",
    differences: [differenceOf({ expected: "See you", actual: "Bye", message: '"Bye" is not "See you"' })],
    problems: [{ kind: "content-type", message: "the answer says it is text/plain", severity: "warning" }],
  }),
  turnOf({
    index: 4,
    outcome: "skipped",
    status: null,
    ms: null,
    events: [],
    problems: [{ kind: "skipped", message: "not sent: the bot's end has ended the session", severity: "warning" }],
  }),
];

/** A view without colours, 80 cells wide. */
export const view: ReplayView = { style: plainStyle, width: 80 };

/** What `--curl` makes of a turn. */
export const curl = ({ webhook: { info } }: Turn): string =>
  `curl -X POST 'http://localhost:8000/webhook' --header "X-Bot: $X_BOT" --data-binary '{"info":{"cid":"${info.cid}"}}'\n`;

/** The counts of a run in which nothing was played. */
export const nothing: ReplaySummary = createTally().summary();

/** Fixtures that exercise half of what there is. */
export const coverage: Coverage = {
  events: { covered: ["start"], missed: ["message"] },
  channels: { covered: ["web"], missed: ["sms"] },
  options: { covered: [], missed: [] },
  percent: 50,
};

/** What is known at the end of a run of these turns. */
export function endOf(turns: readonly Turn[], given: Partial<ReplayEnd> = {}): ReplayEnd {
  const tally = createTally();
  for (const turn of turns) tally.add(turn);
  const failed = turns.filter(({ outcome }) => outcome === "failed");
  return { summary: tally.summary(), turns, failed, ...given };
}

/** All that a reporter writes about a run. */
export function written(
  reporter: ReplayReporter,
  turns: readonly Turn[],
  as: ReplayView = view,
  given: Partial<ReplayEnd> = {},
): string {
  const lines = turns.map((turn, index) => reporter.turn(turn, turns[index - 1], as));
  const { turns: all, ...report } = endOf(turns, given);
  return lines.join("") + reporter.end(reporter.needsTurns ? { ...report, turns: all } : report, as);
}

/** Texts that have hurt a format before. */
export const nastyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(..."\x00\x1b\r\n\t|`*_<>[]()\\&%:,]@#~$! a'\"\ud83d\udc4d\ufffe\u202e") }),
  fc.constantFrom(
    "]]>",
    "]]>]]>",
    "::error::gotcha",
    "a\n::error file=x::gotcha",
    "</script><script>alert(1)</script>",
    "</code></summary></details><img src=x onerror=alert(1)>",
    "```\nfence\n`````\n~~~",
    "\n...\n---\nnot ok 7 - forged\n1..0",
    "# SKIP never # TODO never \\# \\",
    "\nBail out!\nok 1 - forged",
    "\x1b[2J\x1b]0;x\x07\u202egnp.exe\u2066",
    "\ud800 \udfff \ufffe\uffff \u2028",
    "@all #1 :tada: $x$ | cell | <b>",
    "x".repeat(3000),
    "word ".repeat(1500),
    "\n".repeat(400),
  ),
);

const nastyValue = fc.oneof(
  nastyText,
  fc.jsonValue({ maxDepth: 2 }),
  fc.dictionary(nastyText, nastyText, { maxKeys: 3 }),
  nastyText.map((text) => eventOf(text, { body: text })),
  nastyText.map((text) => eventOf("message", { body: text })),
);

const nastyDifference: fc.Arbitrary<Difference> = fc.oneof(
  fc.record({ pointer: nastyText, expected: nastyValue, actual: nastyValue }).map((given) => differenceOf(given)),
  fc
    .record({ pointer: nastyText, actual: nastyValue })
    .map(({ pointer, actual }) => ({ pointer, actual, kind: "added" as const, message: "was not expected" })),
  fc
    .record({ pointer: nastyText, expected: nastyValue })
    .map(({ pointer, expected }) => ({ pointer, expected, kind: "missing" as const, message: "is missing" })),
);

const nastyProblems = fc.array(
  fc.record({ kind: nastyText, message: nastyText, severity: fc.constantFrom("error", "warning") }),
  { maxLength: 3 },
);
const nastyFindings = fc.array(fc.record({ message: nastyText, pointer: nastyText }).map(findingOf), { maxLength: 3 });
const nastyRequest = fc
  .record({
    events: fc.array(nastyValue, { maxLength: 2 }),
    problems: nastyProblems,
    findings: nastyFindings,
    status: fc.constantFrom(200, 400, 429),
  })
  .map(requestOf);

/** Turns in which every text is one that hurts. */
export const nastyTurn: fc.Arbitrary<Turn> = fc
  .record({
    file: nastyText,
    index: fc.nat(9),
    cid: nastyText,
    event: nastyText,
    said: nastyText,
    channel: fc.constantFrom(...channelNames),
    outcome: fc.constantFrom("passed", "failed", "skipped"),
    events: fc.array(nastyValue, { maxLength: 3 }),
    findings: nastyFindings,
    problems: nastyProblems,
    requests: fc.array(nastyRequest, { maxLength: 2 }),
    differences: fc.array(nastyDifference, { maxLength: 12 }),
    expectedFile: nastyText,
  })
  .map(({ said, expectedFile, ...given }) =>
    turnOf({
      ...given,
      webhook: posted("message", { body: said }),
      expected: { expectation: { answer: [] }, file: expectedFile },
    }),
  );

/** What no format may let through to a terminal or a log. */
export const unprintable = /[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff\p{Surrogate}]/u;

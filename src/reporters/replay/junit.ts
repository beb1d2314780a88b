import junitReportBuilder, { type Builder, type TestCase, type TestSuite } from "junit-report-builder";
import { groupedBy } from "../../lint/limits.ts";
import type { Turn } from "../../replay/turn.ts";
import { sectionText, xmlText } from "../xml-text.ts";
import { chatText } from "./chat.ts";
import { faultTexts, plainDifferences } from "./failure-lines.ts";
import { errorText, skipReason } from "./faults.ts";
import type { ReplayReporter } from "./index.ts";
import { conversationKey, variety } from "./turn-text.ts";

// its types promise a default export, where the module itself is what it exports
const reports = junitReportBuilder as unknown as Builder;

/** Marks a case as skipped and says why, which the library has no method for. */
function skip(testCase: TestCase, reason: string): void {
  const build = testCase.build.bind(testCase);
  testCase.getSkippedCount = () => 1;
  testCase.build = (suite) => {
    const element = build(suite);
    element.ele("skipped", { message: xmlText(reason) });
    return element;
  };
}

function addTurn(suite: TestSuite, turn: Turn): void {
  const testCase = suite
    .testCase()
    .className(xmlText(turn.file))
    .file(xmlText(turn.file))
    .name(xmlText(`#${turn.index + 1} ${turn.event}`))
    .time((turn.ms ?? 0) / 1000);
  if (turn.outcome === "skipped") skip(testCase, skipReason(turn));
  else testCase.standardOutput(sectionText(chatText(turn)));
  if (turn.outcome !== "failed") return;
  const lines = [...faultTexts(turn), ...plainDifferences(turn)];
  testCase.failure(xmlText(errorText(turn)), "failed").stacktrace(sectionText(lines.join("\n")));
}

function addConversation(builder: Builder, turns: readonly Turn[]): void {
  const [first] = turns as readonly [Turn];
  const seconds = turns.reduce((total, { ms }) => total + (ms ?? 0), 0) / 1000;
  const name = [first.file, first.channel, ...variety(first), first.cid].join(" ");
  const suite = builder.testSuite().name(xmlText(name)).timestamp(first.at);
  suite.time(Number(seconds.toFixed(6)));
  for (const turn of turns) addTurn(suite, turn);
}

/** JUnit's XML: a suite for each conversation, in it a case for each turn with what was said; what is wrong is its failure. */
export const junit: ReplayReporter = {
  needsTurns: true,
  turn: () => "",
  end({ turns = [] }) {
    const builder = reports.newBuilder().name("ulbot replay");
    for (const conversation of groupedBy(turns, conversationKey)) addConversation(builder, conversation);
    return builder.build().replace(/\n*$/, "\n");
  },
};

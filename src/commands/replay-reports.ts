import { writeFileIn } from "../output.ts";
import { printable } from "../printable.ts";
import type { Turn } from "../replay/turn.ts";
import {
  type ReplayEnd,
  type ReplayFormat,
  type ReplayView,
  replayFormats,
  replayReporters,
} from "../reporters/replay/index.ts";
import { createStyle } from "../reporters/style.ts";
import type { Run } from "./command.ts";
import type { Output, OutputFormats } from "./outputs.ts";

/** The formats of `ulbot replay`, and which of them a file of an extension may hold. */
export const replayOutputFormats: OutputFormats<ReplayFormat> = {
  names: replayFormats,
  usual: "pretty",
  ofExtension: {
    ".xml": ["junit"],
    ".json": ["json"],
    ".jsonl": ["jsonl"],
    ".tap": ["tap"],
    ".md": ["markdown"],
    ".html": ["html"],
  },
};

/** The reports of one run, which are told of each turn as it comes. */
export interface ReplayReports {
  /** whether any of them has to be given all turns in the end */
  readonly needsTurns: boolean;
  turn(turn: Turn): void;
  /** Ends all of them. Throws an `UlbotError` (unavailable) where a file can't be written, once all others are. */
  end(report: ReplayEnd): Promise<void>;
}

/** Begins the reports: one to standard output is written as the turns come, one to a file in the end. */
export async function openReports(
  outputs: readonly Output<ReplayFormat>[],
  curl: ReplayView["curl"],
  { io, style, say }: Run,
): Promise<ReplayReports> {
  const { cwd, env } = io;
  const facts = { curl, places: { cwd, root: env.GITHUB_WORKSPACE || env.CI_PROJECT_DIR || cwd } };
  const screen: ReplayView = { ...facts, style, width: io.stdout.columns || 80 };
  const page: ReplayView = { ...facts, style: await createStyle(false), width: 80 };
  const reports = await Promise.all(
    outputs.map(async ({ format, file }) => {
      const texts: string[] = [];
      const write = file === undefined ? (text: string) => io.stdout.write(text) : (text: string) => texts.push(text);
      return {
        reporter: await replayReporters[format](),
        file,
        texts,
        write,
        view: file === undefined ? screen : page,
      };
    }),
  );
  let last: Turn | undefined;
  return {
    needsTurns: reports.some(({ reporter }) => reporter.needsTurns),
    turn(turn) {
      for (const { reporter, write, view } of reports) write(reporter.turn(turn, last, view));
      last = turn;
    },
    async end(report) {
      const failures: unknown[] = [];
      for (const { reporter, file, texts, write, view } of reports) {
        write(reporter.end(report, view));
        if (file === undefined) continue;
        await writeFileIn(file, texts.join(""), cwd).then(
          () => say(`wrote ${printable(file)}`),
          (failure: unknown) => failures.push(failure),
        );
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}

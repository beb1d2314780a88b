import type { LintReport } from "../lint/lint-files.ts";
import { writeFileIn } from "../output.ts";
import { printable } from "../printable.ts";
import { type Link, plainLink, terminalLink } from "../reporters/link.ts";
import { lintReporters } from "../reporters/lint/index.ts";
import { createStyle, wantsColour } from "../reporters/style.ts";
import type { Run } from "./command.ts";
import type { LintOutput } from "./lint-formats.ts";

/** Links where standard output is a terminal that knows them, and colours are welcome. */
async function linkFor({ io, globals }: Run): Promise<Link> {
  const { isTTY } = io.stdout;
  const isStyled = isTTY === true && wantsColour({ env: io.env, isTTY, option: globals.color });
  return isStyled && (await io.supportsHyperlinks?.()) ? terminalLink : plainLink;
}

/**
 * Makes the reports and writes each where it goes; those for files are plain text. Throws an `UlbotError` (unavailable)
 * where a file can't be written, once all others are.
 */
export async function writeReports(report: LintReport, outputs: readonly LintOutput[], run: Run): Promise<void> {
  const { io, style, say } = run;
  const { cwd, env, version } = io;
  const facts = { cwd, root: env.GITHUB_WORKSPACE || env.CI_PROJECT_DIR || cwd, version };
  // whether the terminal knows links takes a while to find out
  const link = report.findings.length > 0 ? await linkFor(run) : plainLink;
  const screen = { ...facts, style, link, width: io.stdout.columns || 80 };
  const page = { ...facts, style: await createStyle(false), link: plainLink, width: 80 };
  const failures: unknown[] = [];
  for (const { format, file } of outputs) {
    const reporter = await lintReporters[format]();
    const text = await reporter(report, file === undefined ? screen : page);
    if (file === undefined) {
      io.stdout.write(text);
      continue;
    }
    await writeFileIn(file, text, cwd).then(
      () => say(`wrote ${printable(file)}`),
      (failure: unknown) => failures.push(failure),
    );
  }
  if (failures.length > 0) throw failures[0];
}

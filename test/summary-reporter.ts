import { writeSync } from "node:fs";
import type { SerializedError } from "vitest";
import type { Reporter, TestCase, TestModule } from "vitest/node";

/** Ends the output of a run with what passed only when tried again, what was skipped, and one line for programs to read: `N passed, N failed, N skipped`. */
export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const suites = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const text = summary(tests, suites.flatMap((suite) => suite.errors()).length + unhandledErrors.length);
    // other reporters and the coverage table still write after this call
    process.once("exit", () => writeSync(process.stdout.fd, text));
  }
}

/** Why a test was skipped, where it said so while it ran. */
function reasonOf(test: TestCase): string {
  const result = test.result();
  return result.state === "skipped" && result.note ? ` (${result.note})` : "";
}

/** `otherErrors` are those outside of any test; each counts as one failed, so that no run with errors reads as clean. */
function summary(tests: readonly TestCase[], otherErrors: number): string {
  const inState = (...states: string[]) => tests.filter((test) => states.includes(test.result().state));
  const skipped = inState("skipped", "pending");
  const counts = `${inState("passed").length} passed, ${inState("failed").length + otherErrors} failed`;
  return [
    ...tests.filter((test) => test.diagnostic()?.flaky).map((test) => `passed when tried again: ${test.fullName}`),
    ...skipped.map((test) => `skipped: ${test.fullName}${reasonOf(test)}`),
    `${counts}, ${skipped.length} skipped`,
    "",
  ].join("\n");
}

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type ReplayFormat, replayFormats, replayReporters } from "../../../src/reporters/replay/index.ts";
import fc, { patience, runs } from "../../property.ts";
import { curl, nastyTurn, sample, unprintable, view, written } from "./turns.ts";

/** The formats that cannot be written turn by turn. */
const whole: readonly ReplayFormat[] = ["json", "junit", "markdown", "html"];

describe.each(replayFormats)("%s", (format) => {
  it("has a file of its own", () => {
    expect(readdirSync(join(import.meta.dirname, "../../../src/reporters/replay"))).toContain(`${format}.ts`);
  });

  it("says whether it needs all turns, and writes before the end only where it does not", async () => {
    const reporter = await replayReporters[format]();
    expect(reporter.needsTurns).toBe(whole.includes(format));
    const texts = sample.map((turn, index) => reporter.turn(turn, sample[index - 1], view));
    expect(texts.join("") === "").toBe(reporter.needsTurns);
  });

  it("ends with a line feed, also where no turn was played", async () => {
    const texts = [written(await replayReporters[format](), []), written(await replayReporters[format](), sample)];
    expect(texts.filter((text) => text !== "" && !/[^\n]\n$/.test(text))).toEqual([]);
  });

  it(
    "lets nothing of a bot act on a terminal or hide in it",
    async () => {
      const load = replayReporters[format];
      await fc.assert(
        fc.asyncProperty(fc.array(nastyTurn, { maxLength: 3 }), async (turns) => {
          expect(written(await load(), turns, { ...view, curl })).not.toMatch(unprintable);
        }),
        { numRuns: runs(60) },
      );
    },
    patience(60_000),
  );
});

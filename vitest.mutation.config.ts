import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The tests of test/lint/ that are about rules and run in this process; the first two find most mutants. */
const ofRules = [
  ...["rules", "fixtures", "limits", "values", "sms", "markup", "media-type", "transcripts", "units", "options"],
  ...["aliases", "corrections", "events", "fixes", "suppressions"],
].map((name) => `test/lint/${name}.test.ts`);

/** In the order of that list, then the tests of delivery/: a mutant is done with at the first test that fails. */
class LikeliestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const index = ofRules.findIndex((path) => moduleId.endsWith(path));
      return index === -1 ? ofRules.length : index;
    };
    return [...files].sort((one, other) => rank(one) - rank(other));
  }
}

// what says whether a mutant of delivery/ or lint/rules/ lives
export default defineConfig({
  test: {
    include: ["test/delivery/*.test.ts", ...ofRules],
    sequence: { sequencer: LikeliestFirst },
    // a worker for each mutant is enough; one for each file would take three times as long
    isolate: false,
    testTimeout: 20_000,
  },
});

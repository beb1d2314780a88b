import { defineConfig } from "vitest/config";

/** The tests of test/lint/ that are about rules and run in this process. */
const ofRules =
  "aliases,corrections,events,fixes,fixtures,limits,markup,media-type,options,rules,sms,suppressions,transcripts,units,values";

// what says whether a mutant of delivery/ or lint/rules/ lives
export default defineConfig({
  test: {
    include: ["test/delivery/*.test.ts", `test/lint/{${ofRules}}.test.ts`],
    // a worker for each mutant is enough; one for each file would take three times as long
    isolate: false,
    testTimeout: 20_000,
  },
});

import { defineConfig } from "vitest/config";

// what says whether a mutant of delivery/ or lint/rules/ lives: the tests that run in this process
export default defineConfig({
  test: {
    include: ["test/delivery/**/*.test.ts", "test/lint/**/*.test.ts"],
    exclude: ["test/lint/{command,fuzz,inputs}.test.ts", "test/lint/formats/**"],
    testTimeout: 20_000,
  },
});

import { defineConfig } from "vitest/config";

// what says whether a mutant of delivery/ or lint/rules/ lives: the tests of both that run in this process
export default defineConfig({
  test: {
    include: ["test/delivery/*.test.ts", "test/lint/*.test.ts"],
    exclude: ["test/lint/{baseline,command,fuzz,inputs,quick,shape,stylish}.test.ts"],
    // a worker for each mutant is enough; one for each file would take three times as long
    isolate: false,
    testTimeout: 20_000,
  },
});

import { defineConfig } from "vitest/config";
import { SummaryReporter } from "./test/summary-reporter.ts";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // what takes the network is for `npm run test:nightly`
    exclude: ["test/fixtures/**", ...(process.env.ULBOT_NIGHTLY ? [] : ["test/nightly/**"])],
    // processes of their own: tests start children, listen on ports and read signals
    pool: "forks",
    maxWorkers: 2,
    // no file changes a module for the next one; to load all of them for each took a sixth of the time
    isolate: false,
    testTimeout: 20_000 * Math.max(1, Number(process.env.ULBOT_FUZZ ?? 1)),
    hookTimeout: 60_000,
    // browsers, terminals and children on a machine that others share; the summary names what needed it
    retry: process.env.CI ? 1 : 0,
    reporters: ["default", new SummaryReporter()],
    coverage: { provider: "v8", include: ["src/**/*.ts"] },
  },
});

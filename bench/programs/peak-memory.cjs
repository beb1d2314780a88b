// Preloaded into a program, writes the most memory its process ever held (kilobytes) to the file ULBOT_BENCH_PEAK names.
"use strict";
const { readFileSync, writeFileSync } = require("node:fs");
const { isMainThread } = require("node:worker_threads");

function peakKilobytes() {
  try {
    // maxRSS of a child begins with what its parent held at the fork
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8"))[1]);
  } catch {
    return process.resourceUsage().maxRSS;
  }
}

if (isMainThread) {
  process.on("exit", () => writeFileSync(process.env.ULBOT_BENCH_PEAK, String(peakKilobytes())));
}

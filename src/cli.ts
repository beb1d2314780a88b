import { readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { UlbotError } from "./errors.ts";
import type { Io } from "./io.ts";
import { main } from "./main.ts";

// dist/cli/cli.cjs stands two folders below the package
const packagePath = (...segments: string[]): string => join(__dirname, "..", "..", ...segments);

/** Makes something when it is first asked for: each stream of the process costs a part of the start. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const stop = lazily(() => new AbortController());

/** What happens once nobody reads an output any more: most commands have nothing left to do. */
let onUnread = (): void => process.exit();

/** The first signal asks the command to stop and clean up, the second one does not wait for it. */
function onSignal(signal: "SIGINT" | "SIGTERM"): void {
  const category = signal === "SIGINT" ? "interrupted" : "terminated";
  const reason = new UlbotError(category, category);
  if (stop().signal.aborted) process.exit(reason.exitCode);
  stop().abort(reason);
}

process.on("SIGINT", () => onSignal("SIGINT"));
process.on("SIGTERM", () => onSignal("SIGTERM"));
// the terminal was closed: what was started must not outlive it
process.on("SIGHUP", () => onSignal("SIGTERM"));

function forReaders<Stream extends NodeJS.WriteStream>(stream: Stream): Stream {
  return stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return onUnread();
    const { exitCode, message } = new UlbotError("unavailable", `cannot write the output: ${error.message}`);
    // the stream that failed may be the one that this would go to
    if (stream !== (process.stderr as NodeJS.WriteStream)) writeSync(2, `ulbot: ${message}\n`);
    process.exit(exitCode);
  });
}

const stdout = lazily(() => forReaders(process.stdout));
const stderr = lazily(() => forReaders(process.stderr));

const io: Io = {
  env: process.env,
  cwd: process.cwd(),
  get stdin() {
    return process.stdin;
  },
  get stdout() {
    return stdout();
  },
  get stderr() {
    return stderr();
  },
  get signal() {
    return stop().signal;
  },
  stopWhenUnread() {
    onUnread = () => stop().abort(new UlbotError("unavailable", "nobody reads the output any more"));
  },
  supportsHyperlinks: async () => {
    const { createSupportsHyperlinks } = await import("supports-hyperlinks");
    return createSupportsHyperlinks(process.stdout);
  },
  version: JSON.parse(readFileSync(packagePath("package.json"), "utf8")).version,
  now: Date.now,
  packagePath,
};

main(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
});

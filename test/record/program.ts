import { join } from "node:path";
import { execa } from "execa";
import { onTestFinished, vi } from "vitest";
import type { Ran } from "../run.ts";

const program = join(import.meta.dirname, "../../bin/ulbot.cjs");

/** Where a recording takes place. */
export interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Starts `ulbot record` as it was built, on free ports; it is gone when the test ends. */
export function startRecord(args: readonly string[], { cwd, env }: Place) {
  const ports = ["--port", "0", "--api-port", "0"];
  const options = { cwd, env, extendEnv: false, reject: false, stripFinalNewline: false };
  const child = execa(process.execPath, [program, "record", ...ports, ...args], options);
  onTestFinished(() => {
    child.kill("SIGKILL");
  });
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  const saying = (text: RegExp): Promise<RegExpExecArray> =>
    vi.waitFor(
      () => {
        const found = text.exec(said);
        if (!found) throw new Error(`it has said:\n${said}`);
        return found;
      },
      { timeout: 15_000, interval: 20 },
    );
  return { child, saying };
}

/** Starts `ulbot record`, and waits until it records. */
export async function record(args: readonly string[], place: Place) {
  const started = startRecord(args, place);
  const [, url = ""] = await started.saying(/post webhooks to (\S+),[\s\S]*Ctrl-C ends it\n/);
  const post = (body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    });
  const stop = async (signal: NodeJS.Signals = "SIGINT"): Promise<Ran> => {
    started.child.kill(signal);
    const { exitCode, stdout, stderr } = await started.child;
    return { code: exitCode, stdout, stderr };
  };
  return { ...started, url, post, stop };
}

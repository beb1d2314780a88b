import { dirname, join } from "node:path";
import { spawn } from "@lydell/node-pty";
import xterm from "@xterm/headless";

const program = join(dirname(import.meta.dirname), "bin/ulbot.cjs");

/** The built program on a terminal of its own. */
export interface TerminalSession {
  /** resolves once the screen shows the text; rejects, with the screen, if the program ends without */
  until(text: string): Promise<void>;
  /** sends keys, such as `"yes\r"` or `"\x03"` for Ctrl-C */
  type(keys: string): void;
  kill(signal: string): void;
  /** what the screen shows, lines without trailing blanks */
  screen(): string;
  /** the exit code, once the program has ended and all it wrote is on the screen */
  readonly exit: Promise<number>;
}

/** Runs `ulbot` with these arguments on a terminal, in this process's environment with what `given` adds. */
export function openTerminal(
  args: readonly string[],
  cwd: string,
  given: Readonly<Record<string, string>> = {},
): TerminalSession {
  const { CI: _ci, NO_COLOR: _noColor, ...env } = { ...process.env, ...given };
  const size = { cols: 200, rows: 60 };
  const terminal = new xterm.Terminal({ ...size, allowProposedApi: true });
  const child = spawn(process.execPath, [program, ...args], { ...size, cwd, env, name: "xterm-256color" });
  const waiting = new Set<() => void>();
  const screen = (): string => {
    const { active } = terminal.buffer;
    const lines = Array.from({ length: active.length }, (_, index) => active.getLine(index)?.translateToString(true));
    return lines.join("\n").trimEnd();
  };
  const update = () => {
    for (const check of waiting) check();
  };
  child.onData((data) => terminal.write(data, update));
  const exit = new Promise<number>((resolve) => {
    // an empty write is called back once everything before it has been drawn
    child.onExit(({ exitCode }) => terminal.write("", () => resolve(exitCode)));
  });
  const until = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const check = () => {
        if (!screen().includes(text)) return;
        waiting.delete(check);
        resolve();
      };
      waiting.add(check);
      exit.then((code) => reject(new Error(`ended with ${code} before it showed "${text}":\n${screen()}`)));
      check();
    });
  return { until, screen, exit, type: (keys) => child.write(keys), kill: (signal) => child.kill(signal) };
}

/** Where text goes: stdout takes data, stderr takes talk. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  /** width of the terminal in cells */
  readonly columns?: number | undefined;
}

/** Everything the program needs from the process it runs in. Only `cli.ts` makes one from the real process. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** absolute path of the working directory */
  readonly cwd: string;
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean | undefined };
  readonly stdout: Output;
  readonly stderr: Output;
  /** aborted by the first Ctrl-C or SIGTERM; the reason is an `UlbotError` */
  readonly signal: AbortSignal;
  /** From now on `signal` aborts when nobody reads an output any more, which otherwise ends the process at once. */
  readonly stopWhenUnread?: () => void;
  /** whether standard output is a terminal on which links can be clicked; left out where it is none */
  readonly supportsHyperlinks?: () => Promise<boolean>;
  /** the program's own version */
  readonly version: string;
  /** milliseconds since the Unix epoch */
  now(): number;
  /** absolute path of a file shipped with the program, such as `templates` */
  packagePath(...segments: string[]): string;
}

/** Whether a question may be asked: on a terminal on both sides, and nobody said `--no-input`. */
export function mayAsk(io: Io, input: boolean | undefined): boolean {
  return input !== false && io.stdin.isTTY === true && io.stderr.isTTY === true && !io.env.CI;
}

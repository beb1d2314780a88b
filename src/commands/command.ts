import type { Command } from "@commander-js/extra-typings";
import type { Config } from "../config.ts";
import type { ExitCode } from "../exit-codes.ts";
import type { Io } from "../io.ts";
import type { Style } from "../reporters/style.ts";

/** The options every command has. */
export interface GlobalOptions {
  readonly config?: string | boolean;
  readonly color?: boolean;
  readonly input?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** What `main` lends a command while it runs. */
export interface Run {
  readonly io: Io;
  readonly globals: GlobalOptions;
  /** colours for stdout, or none */
  readonly style: Style;
  /** colours for stderr, or none */
  readonly talkStyle: Style;
  /** the configuration file found upward from the working directory, checked; `{}` where there is none */
  readonly config: Config;
  /** absolute path of the directory that globs in it start from */
  readonly configDirectory: string;
  /** one line of talk on stderr, not shown with `--quiet` */
  say(line: string): void;
  /** keeps a secret out of all that is written from now on; the tokens of environment and `.env` are kept out anyway */
  readonly hide: (secret: string | undefined) => void;
  /** what the process ends with, once the command is done; 0 unless told */
  exitWith(code: ExitCode): void;
}

/** Adds arguments, options and the action to a command that already has its name and summary. */
export type DefineCommand = (command: Command, run: () => Run) => void;

/** A line in the list of commands. The module is loaded when the command is the one asked for. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  load(): Promise<{ readonly define: DefineCommand }>;
}

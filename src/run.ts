import type { Command } from "@commander-js/extra-typings";
import type { GlobalOptions, Run } from "./commands/command.ts";
import { type FoundConfig, loadConfig } from "./config.ts";
import type { Output } from "./io.ts";
import { createStyle, wantsColour } from "./reporters/style.ts";
import { readDotEnv, settle } from "./settings.ts";

/**
 * Gives the options of the program and of the command that is about to run their values from the environment, `.env` and
 * the configuration, and gathers what the command needs.
 */
export async function prepareRun(
  program: Command,
  command: Command,
  { io, hide, exitWith }: Pick<Run, "io" | "hide" | "exitWith">,
): Promise<Run> {
  const dotEnv = readDotEnv(io.cwd);
  hide(dotEnv.ULBOT_SECURITY_TOKEN);
  settle(program, { env: io.env, dotEnv, config: {} });
  const globals: GlobalOptions = program.opts();
  const file = typeof globals.config === "string" ? globals.config : undefined;
  const none: FoundConfig = { config: {}, directory: io.cwd };
  const { config, directory } = globals.config === false ? none : await loadConfig(io.cwd, file);
  settle(command, { env: io.env, dotEnv, config });
  const styleFor = ({ isTTY }: Output) => createStyle(wantsColour({ env: io.env, isTTY, option: globals.color }));
  return {
    io,
    globals,
    config,
    configDirectory: directory,
    style: await styleFor(io.stdout),
    talkStyle: await styleFor(io.stderr),
    say: (line) => {
      if (!globals.quiet) io.stderr.write(`${line}\n`);
    },
    hide,
    exitWith,
  };
}

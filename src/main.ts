import { Command, CommanderError } from "@commander-js/extra-typings";
import type { Run } from "./commands/command.ts";
import { commands } from "./commands/index.ts";
import { UlbotError } from "./errors.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";
import type { Io } from "./io.ts";
import { failureText } from "./reporters/failure-text.ts";
import { discreet } from "./secrets.ts";

/** What commander says of wrong usage, without the value of an unknown option, which may be a secret. */
function usageMessage(text: string): string {
  return text
    .replace(/^error: /, "")
    .replace(/^(unknown option '[^'=]*)=[^\n]*'/, "$1'")
    .trimEnd();
}

const programHelp = `
ulbot COMMAND --help shows the options of a command. What they say can also
stand in ULBOT_… variables, in .env and in ulbot.config.`;

const commandHelp = `
ulbot --help shows the options that every command has.`;

function createProgram(io: Io) {
  return new Command("ulbot")
    .description("Scaffold, replay, lint and send: the command line for bots on the Userlike Chatbot API")
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(failureText({ message: usageMessage(text) })),
    })
    .option("-c, --config <file>", "configuration file; else ulbot.config.{ts,js,json,yaml} found upward")
    .option("--no-config", "leave configuration files aside")
    .option("--no-color", "no colours")
    .option("--no-input", "never ask")
    .option("-q, --quiet", "only data and failures, no talk")
    .option("-v, --verbose", "say more about what goes on")
    .version(io.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .helpCommand(false)
    .addHelpText("after", programHelp);
}

type Program = ReturnType<typeof createProgram>;

/** Adds every command by name and summary, and the one asked for with all its options. */
async function addCommands(program: Program, argv: readonly string[], run: () => Run): Promise<void> {
  const [wanted] = program.parseOptions([...argv]).operands;
  for (const { name, summary, load } of commands) {
    const command = program.command(name).summary(summary).description(summary).addHelpText("after", commandHelp);
    if (name === wanted) (await load()).define(command as unknown as Command, run);
  }
}

/** What led to an error, the nearest first. */
function causesOf({ cause }: Error): Error[] {
  return cause instanceof Error ? [cause, ...causesOf(cause)] : [];
}

/** What a failure says on stderr, and the exit code it stands for. */
function fail(error: unknown, io: Io, verbose: boolean): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.ok : exitCodes.usage;
  if (!(error instanceof UlbotError)) {
    const stack = error instanceof Error ? error.stack : String(error);
    io.stderr.write(`ulbot: this is a bug in ulbot, please report it\n${stack}\n`);
    return exitCodes.unavailable;
  }
  io.stderr.write(failureText(error));
  if (verbose)
    io.stderr.write(
      causesOf(error)
        .map(({ stack }) => `${stack}\n`)
        .join(""),
    );
  return error.exitCode;
}

/**
 * The whole program: parses the arguments (without `node` and the script), runs one command and gives the exit code.
 * Never throws; what it could not do is said on `io.stderr`.
 */
export async function main(given: readonly string[], loudIo: Io): Promise<ExitCode> {
  const { io, hide } = discreet(loudIo);
  hide(io.env.ULBOT_SECURITY_TOKEN);
  // `ulbot help lint` is what some type for `ulbot lint --help`
  const argv = given[0] === "help" ? [...given.slice(1), "--help"] : [...given];
  let exitCode: ExitCode = exitCodes.ok;
  let run: Run | undefined;
  const program = createProgram(io);
  program.hook("preAction", async (_program, command) => {
    // what only a command that runs needs is not loaded for --help
    const { prepareRun } = await import("./run.ts");
    const exitWith = (code: ExitCode): void => {
      exitCode = code;
    };
    run = await prepareRun(program as unknown as Command, command as unknown as Command, { io, hide, exitWith });
  });
  try {
    await addCommands(program, argv, () => run as Run);
    if (argv.length === 0) program.outputHelp();
    else await program.parseAsync(argv, { from: "user" });
    return exitCode;
  } catch (error) {
    return fail(error, io, program.opts().verbose === true);
  }
}

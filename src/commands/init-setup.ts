import { resolve } from "node:path";
import { UlbotError } from "../errors.ts";
import { pathWord } from "../scaffold/command-line.ts";
import type { Project } from "../scaffold/project.ts";
import { nextCommands, setupCommands } from "../scaffold/setup.ts";
import type { Run } from "./command.ts";

/** What brings a shell into the project's directory; nothing where it is there. */
function enter({ directory }: Project, { io }: Run): string[] {
  return resolve(io.cwd, directory) === io.cwd ? [] : [`cd ${pathWord(directory)}`];
}

/**
 * Makes the project a repository and installs what it needs, as wished; what the commands print goes to stderr. Throws an
 * `UlbotError` with the commands that are left; the project stays.
 */
export async function setUp(project: Project, run: Run): Promise<void> {
  const { io, globals, say } = run;
  const cwd = resolve(io.cwd, project.directory);
  const commands = setupCommands(project, cwd);
  if (commands.length === 0) return;
  const { runCommand } = await import("../scaffold/run-command.ts");
  // a repository that this program was started for, as by a hook, is another one
  const env = { ...io.env, GIT_DIR: undefined, GIT_WORK_TREE: undefined, GIT_INDEX_FILE: undefined };
  for (const [index, line] of commands.entries()) {
    let unshown = "";
    const onOutput = (text: string) => {
      if (globals.quiet) unshown += text;
      else io.stderr.write(text);
    };
    say(`${line} …`);
    try {
      await runCommand(line, { cwd, env, onOutput, signal: io.signal });
    } catch (cause) {
      io.stderr.write(unshown);
      throw leftUndone(cause, [...enter(project, run), ...commands.slice(index)]);
    }
  }
}

function leftUndone(cause: unknown, commands: readonly string[]): unknown {
  if (!(cause instanceof UlbotError)) return cause;
  const hint = `the project is complete; what is left to do: ${commands.join(" && ")}`;
  return new UlbotError(cause.category, cause.message, { hint, cause });
}

/** Says which commands to type next. */
export function sayWhatIsNext(project: Project, run: Run): void {
  run.say("next:");
  for (const line of [...enter(project, run), ...nextCommands(project)]) run.say(`  ${line}`);
}

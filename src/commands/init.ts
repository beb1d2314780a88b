import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { Option } from "@commander-js/extra-typings";
import { mayAsk } from "../io.ts";
import { reportSteps, reportTemplates } from "../reporters/scaffold.ts";
import { commandLineOf, pathWord } from "../scaffold/command-line.ts";
import { listEntries } from "../scaffold/inspect.ts";
import { type Policy, refuseForeign, type Step } from "../scaffold/plan.ts";
import { defaults, type Project, settleProject, type Wishes } from "../scaffold/project.ts";
import { planProject } from "../scaffold/scaffold.ts";
import { listTemplates, type Template } from "../scaffold/template.ts";
import { writeSteps } from "../scaffold/write.ts";
import type { DefineCommand, Run } from "./command.ts";
import { parseChannels } from "./options.ts";

interface Choices {
  readonly templates: readonly Template[];
  readonly policy: Policy;
}

/** The project that the options describe, asking for what they leave open where there is somebody to ask. */
async function settle(given: Wishes, { templates, policy }: Choices, { io, globals, say }: Run): Promise<Project> {
  const isOpen = [given.directory, given.name, given.channels].includes(undefined);
  if (!isOpen || !mayAsk(io, globals.input)) return settleProject(given, templates, io.cwd);
  const checkDirectory = (directory: string) => {
    const entries = listEntries(resolve(io.cwd, directory));
    if (policy === "refuse") refuseForeign(entries);
  };
  if (given.directory !== undefined) checkDirectory(given.directory);
  const { askProject } = await import("../prompts/project.ts");
  const wishes = await askProject(given, { templates, cwd: io.cwd, checkDirectory }, io);
  const project = settleProject(wishes, templates, io.cwd);
  say(`the same without questions: ${commandLineOf(project)}`);
  return project;
}

function sayWhatIsNext({ directory, template }: Project, { io, say }: Run): void {
  const isHere = resolve(io.cwd, directory) === io.cwd;
  say("next:");
  for (const line of [...(isHere ? [] : [`cd ${pathWord(directory)}`]), ...template.next]) say(`  ${line}`);
}

/** A .gitignore that was there before may let the fresh secret into the repository. */
function sayWhatIsSecret(steps: readonly Step[], { say }: Run): void {
  const has = (path: string, action: Step["action"]) =>
    steps.some((step) => step.path === path && step.action === action);
  if (!has(".env", "create") || !has(".gitignore", "keep")) return;
  say("mind: .env holds a secret, and your .gitignore was kept; it has to name .env");
}

export const define: DefineCommand = (command, run) => {
  command
    .argument("[dir]", `where the project goes (default: "${defaults.directory}")`)
    .option("--template <name>", `what it is written in (default: "${defaults.template}")`)
    .option("--flow <name>", "what the bot does (default: the template's first)")
    .option("--name <name>", "name of the project (default: the directory's)")
    .addOption(
      new Option("--channel <list>", "channels that contacts write from, separated by commas (default: all)").argParser(
        parseChannels,
      ),
    )
    .addOption(new Option("--merge", "write among what is there, and keep every file").conflicts("force"))
    .option("--force", "write among what is there, and overwrite the project's own files")
    .option("--dry-run", "show what would be written, and write nothing")
    .option("--list", "list the templates and their flows")
    .action(async (directory, { list, dryRun, merge, force, template, flow, name, channel: channels }) => {
      const { io } = run();
      const folder = io.packagePath("templates");
      const templates = listTemplates(folder);
      if (list) return void io.stdout.write(reportTemplates(templates));
      const policy = merge ? "merge" : force ? "force" : "refuse";
      const project = await settle({ directory, name, template, flow, channels }, { templates, policy }, run());
      const token = randomBytes(24).toString("hex");
      const steps = planProject(project, {
        templates: folder,
        cwd: io.cwd,
        policy,
        version: io.version,
        token,
      });
      if (!dryRun) await writeSteps(resolve(io.cwd, project.directory), steps, io.signal);
      io.stdout.write(reportSteps(project.directory, steps));
      if (dryRun) return;
      sayWhatIsSecret(steps, run());
      sayWhatIsNext(project, run());
    });
};

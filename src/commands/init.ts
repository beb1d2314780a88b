import { randomBytes } from "node:crypto";
import { resolve } from "node:path";
import { Option } from "@commander-js/extra-typings";
import { scaffoldFormats, stepReporters, templateReporters } from "../reporters/scaffold.ts";
import { packageManagers } from "../scaffold/package-manager.ts";
import type { Policy, Step } from "../scaffold/plan.ts";
import { defaults } from "../scaffold/project.ts";
import { planProject } from "../scaffold/scaffold.ts";
import { listTemplates } from "../scaffold/template.ts";
import { writeSteps } from "../scaffold/write.ts";
import type { DefineCommand, Run } from "./command.ts";
import { sayWhatIsNext, setUp } from "./init-setup.ts";
import { settleOrAsk } from "./init-wishes.ts";
import { parseChannels } from "./options.ts";

const examples = `
Examples:
  ulbot init                                 asks, on a terminal
  ulbot init shop --template typescript --channel web,whatsapp_business --git --install
  ulbot init . --merge                       in a directory that holds other files
  ulbot init --add ci                        one part for a bot that is there`;

/** A .gitignore that was there before may let the fresh secret into the repository. */
function sayWhatIsSecret(steps: readonly Step[], { say }: Run): void {
  const has = (path: string, action: Step["action"]) =>
    steps.some((step) => step.path === path && step.action === action);
  if (!has(".env", "create") || !has(".gitignore", "keep")) return;
  say("mind: .env holds a secret, and your .gitignore was kept; it has to name .env");
}

export const define: DefineCommand = (command, run) => {
  command
    .argument("[dir]", `where the project goes (default: "${defaults.directory}", with --add ".")`)
    .option("--template <name>", `what it is written in (default: "${defaults.template}")`)
    .option("--flow <name>", "what the bot does (default: the template's first)")
    .option("--name <name>", "name of the project (default: the directory's)")
    .addOption(
      new Option("--channel <list>", "channels that contacts write from, separated by commas (default: all)").argParser(
        parseChannels,
      ),
    )
    .addOption(
      new Option("--pm <name>", "package manager (default: the one that runs ulbot, or has a lock file)").choices(
        packageManagers,
      ),
    )
    .option("--install", "install what the project needs")
    .option("--no-install", "install nothing, and do not ask (default where nobody is asked)")
    .option("--git", "make it a git repository")
    .option("--no-git", "make it none, and do not ask (default where nobody is asked)")
    .addOption(new Option("--merge", "write among what is there, and keep every file").conflicts("force"))
    .option("--force", "write among what is there, and overwrite the project's own files")
    .addOption(
      new Option("--add <part>", "bring ci, config or fixtures into a bot that is there; no file is changed").conflicts(
        ["force", "merge", "install", "git", "pm", "list"],
      ),
    )
    .option("--dry-run", "show what would be written, and write nothing")
    .option("--list", "list the templates and their flows")
    .addOption(new Option("--format <name>", "how to report").choices(scaffoldFormats).default("pretty" as const))
    .addHelpText("after", examples)
    .action(async (directory, options) => {
      const { io } = run();
      const { list, add, format, template, flow, name, channel: channels, pm, git, install } = options;
      const folder = io.packagePath("templates");
      const templates = listTemplates(folder);
      if (list) return void io.stdout.write(await templateReporters[format](templates));
      const policy: Policy = options.merge ? "merge" : options.force ? "force" : "refuse";
      const settings = { templates: folder, cwd: io.cwd, policy, version: io.version, token: newToken() };
      const dryRun = options.dryRun === true;
      if (add !== undefined) {
        const wishes = { directory: directory ?? ".", name, template, flow, channels };
        const { addPart } = await import("./init-add.ts");
        return addPart(add, wishes, { templates, settings, dryRun, format }, run());
      }
      const wishes = { directory, name, template, flow, channels, packageManager: pm, git, install };
      const { project, sameLine } = await settleOrAsk(wishes, { templates, policy, dryRun }, run());
      const steps = planProject(project, settings);
      if (!dryRun) await writeSteps(resolve(io.cwd, project.directory), steps, io.signal);
      io.stdout.write(await stepReporters[format](project, steps));
      if (!dryRun) {
        sayWhatIsSecret(steps, run());
        await setUp(project, run());
        sayWhatIsNext(project, run());
      }
      if (sameLine !== undefined) run().say(`the same without questions:\n  ${sameLine}`);
    });
};

const newToken = (): string => randomBytes(24).toString("hex");

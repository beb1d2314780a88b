import { resolve } from "node:path";
import { stepReporters } from "../reporters/scaffold.ts";
import { detectTemplate, planPart } from "../scaffold/add.ts";
import { settleProject, type Wishes } from "../scaffold/project.ts";
import type { ScaffoldSettings } from "../scaffold/scaffold.ts";
import type { Template } from "../scaffold/template.ts";
import { writeSteps } from "../scaffold/write.ts";
import type { Run } from "./command.ts";

interface AddOptions {
  readonly templates: readonly Template[];
  readonly settings: ScaffoldSettings;
  readonly dryRun: boolean;
  readonly format: keyof typeof stepReporters;
}

/** Brings a part of a template into the project that is in a directory; files that are there stay as they are. */
export async function addPart(
  part: string,
  wishes: Wishes & { readonly directory: string },
  { templates, settings, dryRun, format }: AddOptions,
  { io, say }: Run,
): Promise<void> {
  const directory = resolve(io.cwd, wishes.directory);
  const template = wishes.template ?? detectTemplate(templates, directory).name;
  const project = settleProject({ ...wishes, template }, templates, io);
  const steps = planPart(part, project, settings);
  if (!dryRun) await writeSteps(directory, steps, io.signal);
  io.stdout.write(await stepReporters[format](project, steps));
  if (dryRun) return;
  const isNew = steps.some(({ action }) => action === "create");
  say(
    isNew
      ? `mind: it fits a new ${template} bot; see that paths and commands in it fit yours`
      : "it was all there already",
  );
}

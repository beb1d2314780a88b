import { resolve } from "node:path";
import { mayAsk } from "../io.ts";
import { commandLineOf } from "../scaffold/command-line.ts";
import { listEntries } from "../scaffold/inspect.ts";
import { checkDirectory } from "../scaffold/name.ts";
import { type Policy, refuseForeign } from "../scaffold/plan.ts";
import { type Project, settleProject, templatesFor, type Wishes } from "../scaffold/project.ts";
import type { Template } from "../scaffold/template.ts";
import type { Run } from "./command.ts";

export interface Choices {
  readonly templates: readonly Template[];
  readonly policy: Policy;
  readonly dryRun: boolean;
}

interface Settled {
  readonly project: Project;
  /** the command line that would have asked nothing, where something was asked */
  readonly sameLine?: string;
}

/** The project that the options describe, asking for what they leave open where there is somebody to ask. */
export async function settleOrAsk(given: Wishes, choices: Choices, { io, globals }: Run): Promise<Settled> {
  const { templates, policy, dryRun } = choices;
  if (!mayAsk(io, globals.input)) return { project: settleProject(given, templates, io) };
  const checkTarget = (directory: string) => {
    checkDirectory(directory);
    const entries = listEntries(resolve(io.cwd, directory));
    if (policy === "refuse") refuseForeign(entries);
  };
  // nobody should answer questions about a project that can't be made
  if (given.directory !== undefined) checkTarget(given.directory);
  const able = templatesFor(given, templates, io);
  const wishes = { ...given, template: able.length === 1 ? able[0]?.name : given.template };
  const { askProject } = await import("../prompts/project.ts");
  const facts = { templates: able, cwd: io.cwd, env: io.env, checkDirectory: checkTarget };
  const answers = await askProject(wishes, facts, io);
  const project = settleProject({ ...wishes, ...answers }, templates, io);
  if (Object.keys(answers).length === 0) return { project };
  return { project, sameLine: commandLineOf(project, { policy, dryRun, env: io.env }) };
}

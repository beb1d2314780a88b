import { resolve } from "node:path";
import { inspect } from "./inspect.ts";
import { decide, type Policy, planFiles, type Step } from "./plan.ts";
import type { Project } from "./project.ts";
import { readTemplate } from "./template.ts";

/** What the project takes from the run that makes it. */
export interface ScaffoldSettings {
  /** absolute path of the folder that holds the templates */
  readonly templates: string;
  /** absolute path of the working directory */
  readonly cwd: string;
  readonly policy: Policy;
  /** the version of ulbot that the project will depend on */
  readonly version: string;
  /** a fresh secret for the header of webhooks */
  readonly token: string;
}

/** What has to be done for a project, file by file; nothing is written. Throws an `UlbotError` where it can't be done. */
export function planProject(project: Project, settings: ScaffoldSettings): Step[] {
  const { template, flow } = project;
  const files = planFiles(readTemplate(settings.templates, template, flow), {
    name: project.name,
    package: project.packageName,
    channels: project.channels,
    ulbot: `^${settings.version}`,
    token: settings.token,
  });
  const present = inspect(resolve(settings.cwd, project.directory), files);
  return decide(files, present, { policy: settings.policy, keep: template.keep });
}

import { resolve } from "node:path";
import { UlbotError } from "../errors.ts";
import { isExpectedPath } from "../expected/expected-path.ts";
import { printable } from "../printable.ts";
import { inspect, listEntries } from "./inspect.ts";
import { decide, type PlannedFile, type Step } from "./plan.ts";
import type { Project } from "./project.ts";
import { filesOf, type ScaffoldSettings } from "./scaffold.ts";
import type { Template } from "./template.ts";

const hint = "say which one it is with --template";

/** The one template whose projects look like what a directory (an absolute path) holds. Throws an `UlbotError` otherwise. */
export function detectTemplate(templates: readonly Template[], directory: string): Template {
  const entries = new Set(listEntries(directory));
  const found = templates.filter(({ signs }) => {
    const isThere = signs.filter((sign) => entries.has(sign.replace(/^!/, "")));
    return isThere.length > 0 && !isThere.some((sign) => sign.startsWith("!"));
  });
  const [template, ...others] = found;
  const where = printable(directory);
  if (template === undefined) throw new UlbotError("usage", `no template looks like what is in ${where}`, { hint });
  if (others.length === 0) return template;
  const names = found.map(({ name }) => name).join(" and ");
  throw new UlbotError("usage", `${names} both look like what is in ${where}`, { hint });
}

/**
 * What has to be done to bring one part of a template into a project that is there; no file of it is changed. Expected
 * answers stay behind: they are those of the template's own bot. Throws an `UlbotError` where it can't be done.
 */
export function planPart(part: string, project: Project, settings: ScaffoldSettings): Step[] {
  const paths = pathsOf(part, project.template);
  const files = filesOf(project, settings).filter(({ path }) => isAmong(path, paths) && !isExpectedPath(path));
  if (files.length === 0)
    throw new UlbotError("usage", `the template ${project.template.name} has no file for ${part}`);
  const present = inspect(resolve(settings.cwd, project.directory), files);
  if (present.entries.length === 0) throw new UlbotError("usage", `there is no bot in ${printable(project.directory)}`);
  refuseSecondConfig(files, present.entries);
  return decide(files, present, { policy: "merge", keep: [] });
}

function pathsOf(part: string, { name, parts }: Template): readonly string[] {
  const found = Object.hasOwn(parts, part) ? parts[part] : undefined;
  if (found !== undefined) return found;
  const names = Object.keys(parts).join(", ");
  throw new UlbotError("usage", `the template ${name} has no part "${printable(part)}", but one of: ${names}`);
}

const isAmong = (path: string, places: readonly string[]): boolean =>
  places.some((place) => (place.endsWith("/") ? path.startsWith(place) : path === place));

/** Of several configurations in a directory, only one would be read. */
function refuseSecondConfig(files: readonly PlannedFile[], entries: readonly string[]): void {
  const isConfig = (name: string) => name.startsWith("ulbot.config.");
  const existing = entries.find(isConfig);
  if (existing === undefined || !files.some(({ path }) => isConfig(path) && !entries.includes(path))) return;
  throw new UlbotError("usage", `there is a configuration already, ${printable(existing)}`);
}

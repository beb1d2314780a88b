import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";

/** What a folder of templates says of itself in `template.json`. */
export interface Template {
  /** the name of its folder */
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  /** what each flow does, by the name of its folder in `flows`; the first is the default */
  readonly flows: Readonly<Record<string, string>>;
  /** paths that are written only where there is nothing, since they hold what can't be made again */
  readonly keep: readonly string[];
  /**
   * commands to type next, in the new project; one for npm, such as `npm test`, becomes that of the package manager chosen,
   * and a template that has none of these needs no package manager
   */
  readonly next: readonly string[];
  /** those of `next` that install what the project needs; they run one by one, without a shell, and blanks part their words */
  readonly install: readonly string[];
  /** what `--add` brings into a project that is there, by name: paths of files, or of folders with a `/` at their end */
  readonly parts: Readonly<Record<string, readonly string[]>>;
  /** paths any of which marks a directory as a project of this kind, unless one behind a `!` is there as well */
  readonly signs: readonly string[];
}

/** What holds for a template whose `template.json` doesn't say it. */
const unsaid = {
  keep: [],
  next: [],
  install: [],
  parts: { ci: [".github/"], config: ["ulbot.config.json"], fixtures: ["fixtures/"] },
  signs: [],
} as const satisfies Partial<Template>;

/** A file of a template, as it lies in its folder: `path` is relative, with `/`. */
export interface TemplateFile {
  readonly path: string;
  readonly content: Buffer;
}

/** Beside the templates: what a flow is in any language, such as its fixtures. */
const shared = "_shared";

/** Every template in a folder (an absolute path), by name. */
export function listTemplates(folder: string): Template[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== shared)
    .map(({ name }) => ({ name, ...unsaid, ...JSON.parse(readFileSync(join(folder, name, "template.json"), "utf8")) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The template of that name. Throws an `UlbotError` that lists those there are. */
export function findTemplate(templates: readonly Template[], name: string): Template {
  const found = templates.find((template) => template.name === name);
  if (found) return found;
  const names = templates.map((template) => template.name).join(", ");
  throw new UlbotError("usage", `no template is called "${printable(name)}", but one of: ${names}`);
}

/** The flow of that name, or the template's first one. Throws an `UlbotError` that lists those there are. */
export function findFlow({ name, flows }: Template, flow: string | undefined): string {
  const names = Object.keys(flows);
  const found = names.find((each) => each === flow || flow === undefined);
  if (found) return found;
  throw new UlbotError(
    "usage",
    `the template ${name} has no flow "${printable(flow ?? "")}", but one of: ${names.join(", ")}`,
  );
}

/** The files of a template, then those that its flow adds or puts in their place: in any language, then in this one. */
export function readTemplate(folder: string, template: Template, flow: string): TemplateFile[][] {
  const home = join(folder, template.name);
  return [join(home, "files"), join(folder, shared, flow), join(home, "flows", flow)].map(readFiles);
}

function readFiles(folder: string): TemplateFile[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: file.slice(folder.length + 1).replaceAll(sep, "/"),
      content: readFileSync(file),
    }));
}

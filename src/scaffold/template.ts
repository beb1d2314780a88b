import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";
import { UlbotError } from "../errors.ts";

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
  /** commands to type next, in the new project */
  readonly next: readonly string[];
}

/** A file of a template, as it lies in its folder: `path` is relative, with `/`. */
export interface TemplateFile {
  readonly path: string;
  readonly content: Buffer;
}

/** Every template in a folder (an absolute path), by name. */
export function listTemplates(folder: string): Template[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, ...JSON.parse(readFileSync(join(folder, name, "template.json"), "utf8")) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** The template of that name. Throws an `UlbotError` that lists those there are. */
export function findTemplate(templates: readonly Template[], name: string): Template {
  const found = templates.find((template) => template.name === name);
  if (found) return found;
  const names = templates.map((template) => template.name).join(", ");
  throw new UlbotError("usage", `no template is called "${name}", but one of: ${names}`);
}

/** The flow of that name, or the template's first one. Throws an `UlbotError` that lists those there are. */
export function findFlow({ name, flows }: Template, flow: string | undefined): string {
  const names = Object.keys(flows);
  const found = names.find((each) => each === flow || flow === undefined);
  if (found) return found;
  throw new UlbotError("usage", `the template ${name} has no flow "${flow}", but one of: ${names.join(", ")}`);
}

/** The files of a template, then those that its flow adds or puts in their place. */
export function readTemplate(folder: string, template: Template, flow: string): TemplateFile[][] {
  const home = join(folder, template.name);
  return [readFiles(join(home, "files")), readFiles(join(home, "flows", flow))];
}

function readFiles(folder: string): TemplateFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({
      path: file.slice(folder.length + 1).replaceAll(sep, "/"),
      content: readFileSync(file),
    }));
}

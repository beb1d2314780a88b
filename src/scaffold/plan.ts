import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import { fill, type Variables } from "./fill.ts";
import type { TemplateFile } from "./template.ts";

/** A file of the new project: `path` is relative to its directory, with `/`. */
export interface PlannedFile {
  readonly path: string;
  readonly content: string;
}

/** The project's files by path: placeholders filled, and of two layers' files with one path the later layer's. */
export function planFiles(layers: readonly (readonly TemplateFile[])[], variables: Variables): PlannedFile[] {
  const files = new Map<string, string>();
  for (const { path, content } of layers.flat()) {
    const target = dotted(path);
    files.set(target, fill(target, content.toString("utf8"), variables));
  }
  return [...files].map(([path, content]) => ({ path, content })).sort((a, b) => (a.path < b.path ? -1 : 1));
}

// npm leaves a .gitignore out of packages, and a .env would take effect in the template itself; Python has __init__.py
function dotted(path: string): string {
  return path.replace(/(^|\/)_(?!_)/g, "$1.");
}

/** What a path in the target directory is, links not followed. */
export type Presence = "file" | "folder" | "link" | "other";

/** What the target directory holds already. */
export interface Present {
  /** those of the planned files, and of the folders above them, that exist */
  readonly planned: ReadonlyMap<string, Presence>;
  /** names of all entries at its top */
  readonly entries: readonly string[];
}

/** What becomes of files that are there already: nothing is done at all, they are kept, or they are overwritten. */
export type Policy = "refuse" | "merge" | "force";

/** What happens to one planned file. */
export interface Step extends PlannedFile {
  readonly action: "create" | "overwrite" | "keep";
}

/**
 * What happens to each file in a directory that holds `present`. The paths in `keep` are never overwritten. Throws an
 * `UlbotError` that names what stands in the way, where anything does.
 */
export function decide(
  files: readonly PlannedFile[],
  present: Present,
  { policy, keep }: { readonly policy: Policy; readonly keep: readonly string[] },
): Step[] {
  refuseObstacles(files, present);
  const steps = files.map((file): Step => ({ ...file, action: actionFor(file.path, present, policy, keep) }));
  if (policy === "refuse") {
    refuseConflicts(steps);
    refuseForeign(present.entries);
  }
  return steps;
}

function actionFor(path: string, present: Present, policy: Policy, keep: readonly string[]): Step["action"] {
  if (!present.planned.has(path)) return "create";
  return policy === "merge" || keep.includes(path) ? "keep" : "overwrite";
}

function refuseConflicts(steps: readonly Step[]): void {
  const conflicts = steps.filter(({ action }) => action === "overwrite").map(({ path }) => path);
  if (conflicts.length === 0) return;
  throw new UlbotError("usage", `the directory holds files that would be overwritten: ${conflicts.join(", ")}`, {
    hint: "choose another directory; --merge keeps what is there, --force overwrites these files and nothing else",
  });
}

/** Throws an `UlbotError` where the entries make a directory somebody's own: any but those like `.git`. */
export function refuseForeign(entries: readonly string[]): void {
  const foreign = entries.filter((name) => !name.startsWith("."));
  if (foreign.length === 0) return;
  throw new UlbotError("usage", `the directory is not empty, it holds ${listed(foreign)}`, {
    hint: "choose another directory, or add --merge to write the project among what is there",
  });
}

const namesShown = 5;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, namesShown).map((name) => printable(name));
  return names.length > namesShown ? `${shown.join(", ")} and ${names.length - namesShown} more` : shown.join(", ");
}

/** What can't be got out of the way by any option. */
function refuseObstacles(files: readonly PlannedFile[], { planned }: Present): void {
  const folders = new Set(files.flatMap(({ path }) => foldersAbove(path)));
  const inTheWay = [
    ...[...folders].filter((path) => planned.has(path) && planned.get(path) !== "folder"),
    ...files.map(({ path }) => path).filter((path) => planned.get(path) === "folder"),
  ];
  const [path] = inTheWay;
  if (path === undefined) return;
  const kinds = { file: "a file", folder: "a directory", link: "a symbolic link", other: "not a file" };
  const needed = folders.has(path) ? "a directory" : "a file";
  throw new UlbotError(
    "usage",
    `${path} is ${kinds[planned.get(path) ?? "other"]}, but the project needs ${needed} there`,
  );
}

/** The folders above a path, outermost first: `a/b/c` is in `a` and `a/b`. */
export function foldersAbove(path: string): string[] {
  const names = path.split("/").slice(0, -1);
  return names.map((_name, index) => names.slice(0, index + 1).join("/"));
}

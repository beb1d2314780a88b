import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import ignore, { type Ignore } from "ignore";

/** Tells whether git ignores a path, which is absolute, and that of a directory where it ends with a slash. */
export type IsIgnored = (path: string) => boolean;

/** What holds in a directory: its own rules and those from above, for paths from `root`. */
interface Scope {
  readonly root: string;
  /** `undefined` where there are no rules */
  readonly matcher: Ignore | undefined;
}

const pathFrom = (directory: string, path: string): string => relative(directory, path).replaceAll(sep, "/");

/** A rule of a `.gitignore` below the root as one that says the same in the root. */
function fromRoot(rule: string, directory: string): string {
  const [, not = "", slash = "", pattern = ""] = /^(!?)(\/?)(.*?)\r?$/.exec(rule) ?? [];
  if (rule.startsWith("#") || pattern.trim() === "") return "";
  const prefix = directory.replace(/[\\*?[\] ]/g, "\\$&");
  // a rule with a slash before its end is about one place
  const isAnywhere = slash === "" && !pattern.slice(0, -1).includes("/");
  return `${not}/${prefix}/${isAnywhere ? "**/" : ""}${pattern.replace(/^\\(?=[!#])/, "")}`;
}

function rulesIn(directory: string, file: string): string[] {
  try {
    return readFileSync(join(directory, file), "utf8").split("\n");
  } catch {
    return [];
  }
}

/** Those of a directory; in that of the repository the files that are committed have the last word. */
function ownRules(directory: string, root: string): string[] {
  const rules = rulesIn(directory, ".gitignore");
  if (directory === root) return [...rulesIn(directory, ".git/info/exclude"), ...rules];
  return rules.map((rule) => fromRoot(rule, pathFrom(root, directory)));
}

const isRepository = (directory: string): boolean => existsSync(join(directory, ".git"));

const isInRepository = (directory: string): boolean =>
  isRepository(directory) || (dirname(directory) !== directory && isInRepository(dirname(directory)));

/**
 * What tells whether git ignores something: `.git/info/exclude`, and the `.gitignore` of its directory and of those above, up
 * to the repository it is in, or else up to `top`.
 */
export function createIsIgnored(top: string): IsIgnored {
  const scopes = new Map<string, Scope>();
  const isOutermost = (directory: string): boolean =>
    isRepository(directory) || dirname(directory) === directory || (directory === top && !isInRepository(top));

  function newScope(directory: string): Scope {
    const above = isOutermost(directory) ? undefined : scopeOf(dirname(directory));
    const root = above?.root ?? directory;
    const rules = ownRules(directory, root);
    if (above && rules.length === 0) return above;
    if (rules.length === 0) return { root, matcher: undefined };
    const matcher = ignore({ ignorecase: false });
    if (above?.matcher) matcher.add(above.matcher);
    return { root, matcher: matcher.add(rules) };
  }

  function scopeOf(directory: string): Scope {
    const scope = scopes.get(directory) ?? newScope(directory);
    scopes.set(directory, scope);
    return scope;
  }

  return (path) => {
    const { root, matcher } = scopeOf(dirname(path));
    return matcher?.ignores(`${pathFrom(root, path)}${path.endsWith("/") ? "/" : ""}`) ?? false;
  };
}

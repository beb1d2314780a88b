import { isAbsolute, relative, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type { LintReportOptions } from "./index.ts";

/** The directories that paths start from. */
export type Places = Pick<LintReportOptions, "cwd" | "root">;

/** A file that other programs are to find. */
export interface Location {
  /** with `/`; relative to the checkout where the file is in it, else as it was named */
  readonly path: string;
  /** percent-encoded; relative to the checkout where the file is in it, else `file://` */
  readonly uri: string;
  readonly isInRoot: boolean;
}

/** `encodeURI` of a path leaves alone what would end it, and throws for half characters. */
const encoded = (path: string): string => path.toWellFormed().split("/").map(encodeURIComponent).join("/");

/** Where a file is that was named from the working directory. What has no place, such as standard input, keeps its name. */
export function locationOf(file: string, { cwd, root }: Places): Location {
  if (file === "<stdin>") return { path: file, uri: encoded(file), isInRoot: true };
  const absolute = resolve(cwd, file);
  const path = relative(root, absolute);
  const isInRoot = path !== ".." && !path.startsWith(`..${sep}`) && !isAbsolute(path);
  if (!isInRoot) return { path: file.replaceAll(sep, "/"), uri: pathToFileURL(absolute).href, isInRoot };
  const portable = path.replaceAll(sep, "/");
  return { path: portable, uri: encoded(portable), isInRoot };
}

import { relative, resolve, sep } from "node:path";

/**
 * What names a file, given by any path from `cwd`, always in the same way: by its path from a directory, with `/`. What is no
 * path, such as `<stdin>`, has a name that stays the same, too.
 */
export function namesFrom(directory: string, cwd: string): (file: string) => string {
  return (file) => relative(directory, resolve(cwd, file)).replaceAll(sep, "/");
}

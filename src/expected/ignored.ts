/** Paths that are not compared, as far as they have not been walked yet: for each the segments that are left. */
export type Ignored = readonly (readonly string[])[];

const unescaped = (segment: string): string => segment.replaceAll("~1", "/").replaceAll("~0", "~");

/** JSON Pointers whose segments may be `*` for any one, and `**` for any number of them. */
export function ignoredPaths(pointers: readonly string[]): Ignored {
  return pointers.map((pointer) => pointer.split("/").slice(1).map(unescaped));
}

const isAny = (segment: string): boolean => segment === "**";

/** What is left of one path after a step. */
function after([segment, ...rest]: readonly string[], step: string): (readonly string[])[] {
  if (segment === undefined) return [[]];
  if (isAny(segment)) return [[segment, ...rest], ...after(rest, step)];
  return segment === "*" || segment === step ? [rest] : [];
}

/** What is left of the paths one step further into a value. */
export function ignoredIn(paths: Ignored, step: string | number): Ignored {
  return paths.length === 0 ? paths : paths.flatMap((path) => after(path, String(step)));
}

/** Whether the paths have come to their end here. */
export function isIgnored(paths: Ignored): boolean {
  return paths.some((path) => path.every(isAny));
}

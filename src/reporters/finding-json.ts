import type { Finding } from "../lint/finding.ts";

/** A finding as programs get it: without the line it stands on, which they have themselves. */
export function findingJson({ excerpt: _, ...finding }: Finding): Omit<Finding, "excerpt"> {
  return finding;
}

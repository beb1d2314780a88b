import { written } from "../written.ts";

/** "1 file", "2 files". */
export function counted(count: number, noun: string): string {
  return `${written(count)} ${noun}${count === 1 ? "" : "s"}`;
}

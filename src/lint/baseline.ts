import * as z from "zod/mini";
import { UlbotError } from "../errors.ts";
import { parseJson } from "../input/json.ts";
import { printable } from "../printable.ts";
import type { Finding } from "./finding.ts";

const known = z.object({
  file: z.string(),
  rule: z.string(),
  pointer: z.string(),
  /** JSON Lines have many findings of a rule at one pointer */
  count: z.int().check(z.positive()),
});
const schema = z.object({ schemaVersion: z.literal(1), findings: z.array(known) });

/** Findings that are known, and of no interest until they are gone. */
export type Baseline = z.output<typeof schema>;

/** The baseline that knows nothing. */
export const emptyBaseline: Baseline = { schemaVersion: 1, findings: [] };

/** Reads the text of a baseline. Throws an `UlbotError` that names the file where it is none. */
export function parseBaseline(text: string, file: string): Baseline {
  const checked = schema.safeParse(parseJson(text).value);
  if (checked.success) return checked.data;
  const hint = "remove it, and write it anew with --update-baseline";
  throw new UlbotError("usage", `${printable(file)} is no baseline of this version of ulbot`, { hint });
}

/** The text of a baseline, one finding a line, so that it reads well in a diff. */
export function baselineText({ schemaVersion, findings }: Baseline): string {
  const lines = findings.map((finding) => `    ${JSON.stringify(finding)}`);
  const list = lines.length === 0 ? "[]" : `[\n${lines.join(",\n")}\n  ]`;
  return `{\n  "schemaVersion": ${schemaVersion},\n  "findings": ${list}\n}\n`;
}

type Identity = Pick<Finding, "file" | "rule" | "pointer">;

const keyOf = ({ file, rule, pointer }: Identity): string => JSON.stringify([file, rule, pointer]);

/** Which findings are compared with a baseline, and how. */
export interface Scope {
  /** the name that a file has in the baseline, however it was given */
  readonly nameOf: (file: string) => string;
  /** whether a file of the baseline, by that name, was linted: of others nothing can be said */
  readonly isLinted: (name: string) => boolean;
}

/** What a baseline makes of findings. */
export interface Compared {
  /** those that the baseline does not know */
  readonly fresh: readonly Finding[];
  readonly known: readonly Finding[];
  /** how many of the baseline are no longer found, in the files that were linted */
  readonly gone: number;
}

/** Tells known findings from others. */
export function compare(findings: readonly Finding[], baseline: Baseline, { nameOf, isLinted }: Scope): Compared {
  const left = new Map<string, number>();
  for (const entry of baseline.findings) {
    // what several people add can stand there twice
    if (isLinted(entry.file)) left.set(keyOf(entry), (left.get(keyOf(entry)) ?? 0) + entry.count);
  }
  const isKnown = ({ file, rule, pointer }: Finding): boolean => {
    const key = keyOf({ file: nameOf(file), rule, pointer });
    const count = left.get(key) ?? 0;
    left.set(key, Math.max(0, count - 1));
    return count > 0;
  };
  const verdicts = findings.map(isKnown);
  return {
    fresh: findings.filter((_, index) => !verdicts[index]),
    known: findings.filter((_, index) => verdicts[index]),
    gone: [...left.values()].reduce((total, count) => total + count, 0),
  };
}

/** The baseline that knows just these findings in the files that were linted, and of other files what it knew before. */
export function baselineOf(
  findings: readonly Finding[],
  { nameOf, isLinted }: Scope,
  before: Baseline = emptyBaseline,
): Baseline {
  const entries = new Map<string, Baseline["findings"][number]>();
  for (const { file, rule, pointer } of findings) {
    const identity = { file: nameOf(file), rule, pointer };
    if (!isLinted(identity.file)) continue;
    const key = keyOf(identity);
    entries.set(key, { ...identity, count: (entries.get(key)?.count ?? 0) + 1 });
  }
  const others = before.findings.filter(({ file }) => !isLinted(file));
  const sorted = [...others, ...entries.values()].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  return { schemaVersion: 1, findings: sorted };
}

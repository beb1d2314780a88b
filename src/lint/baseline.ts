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

/** Reads the text of a baseline. Throws an `UlbotError` that names the file where it is none. */
export function parseBaseline(text: string, file: string): Baseline {
  const checked = schema.safeParse(parseJson(text).value);
  if (checked.success) return checked.data;
  const hint = "write it anew with --update-baseline";
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

/** What a baseline makes of findings. */
export interface Compared {
  /** those that the baseline does not know */
  readonly fresh: readonly Finding[];
  readonly known: readonly Finding[];
  /** how many of the baseline are no longer found, in the files that were linted */
  readonly gone: number;
}

/** Tells known findings from others. `files` are those that were linted: of others nothing can be said. */
export function compare(findings: readonly Finding[], baseline: Baseline, files: readonly string[]): Compared {
  const looked = new Set(files);
  const relevant = baseline.findings.filter(({ file }) => looked.has(file));
  const left = new Map(relevant.map((entry) => [keyOf(entry), entry.count]));
  const isKnown = (finding: Finding): boolean => {
    const key = keyOf(finding);
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
export function baselineOf(findings: readonly Finding[], files: readonly string[], before?: Baseline): Baseline {
  const looked = new Set(files);
  const entries = new Map<string, Baseline["findings"][number]>();
  for (const { file, rule, pointer } of findings) {
    const key = keyOf({ file, rule, pointer });
    entries.set(key, { file, rule, pointer, count: (entries.get(key)?.count ?? 0) + 1 });
  }
  const others = before?.findings.filter(({ file }) => !looked.has(file)) ?? [];
  const sorted = [...others, ...entries.values()].sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
  return { schemaVersion: 1, findings: sorted };
}

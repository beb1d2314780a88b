import type { Json } from "../input/json.ts";
import type { LintSettings } from "./lint.ts";
import { isPath, type Reported } from "./place.ts";
import { severityIn } from "./plan.ts";
import type { Report, Rule } from "./rule.ts";
import {
  holding,
  mayHoldSuppressions,
  type Suppression,
  suppressionsIn,
  type WrittenSuppression,
} from "./suppressions.ts";

/** Takes what rules report about a value, and leaves out what is suppressed there. */
export interface Collector {
  readonly reports: readonly Reported[];
  collect(rule: Rule, report: Report): void;
  /** the suppressions in the text that hid nothing, but for rules that are off */
  unused(): readonly WrittenSuppression[];
}

/** A collector for one text. */
export function createCollector(
  json: Pick<Json, "text" | "value">,
  { rules = {}, suppressions: configured = [], onSuppressed }: LintSettings,
): Collector {
  const reports: Reported[] = [];
  const written = mayHoldSuppressions(json.text) ? suppressionsIn(json.value) : [];
  const suppressions: readonly Suppression[] = [...configured, ...written];
  const used = new Set<Suppression>();
  const isOff = ({ rule }: Suppression) => severityIn(rules[String(rule)]) === "off";
  return {
    reports,
    collect(rule, report) {
      // what has offsets only stands in the file, and in nothing smaller that could be told
      const at = isPath(report.at) ? report.at : [];
      const held = suppressions.length > 0 ? holding(suppressions, rule.id, at) : [];
      for (const suppression of held) {
        used.add(suppression);
        onSuppressed?.(suppression);
      }
      const asked = severityIn(rules[rule.id]);
      const severity = asked === undefined || asked === "off" ? (report.severity ?? rule.severity) : asked;
      if (held.length === 0) reports.push({ ...report, rule, severity });
    },
    unused: () => written.filter((one) => !used.has(one) && !isOff(one)),
  };
}

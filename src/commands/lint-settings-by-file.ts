import type { Config } from "../config.ts";
import type { Path } from "../input/locate.ts";
import type { Severity } from "../lint/finding.ts";
import type { LintSettings } from "../lint/lint.ts";
import type { RuleSettings } from "../lint/plan.ts";
import type { Suppression } from "../lint/suppressions.ts";
import type { Channel } from "../protocol/channels.ts";
import { checkName, checkRules, lintSettings, ruleIds } from "./lint-settings.ts";
import { parseChannels } from "./options.ts";

/** Settings by file, and the configured suppressions that were of no use. */
export interface SettingsByFile {
  of(file: string): LintSettings;
  /** `rule in files at pointer`, of each suppression that hid nothing in the files it was asked for */
  unused(): string[];
}

type Matches = (file: string) => boolean;

async function matcher(globs: string | readonly string[] | undefined): Promise<Matches> {
  if (globs === undefined) return () => true;
  const { default: picomatch } = await import("picomatch");
  const matches = picomatch([globs].flat(), { dot: true });
  return (file) => matches(file.replace(/^\.\//, ""));
}

/** The path that a JSON Pointer stands for; steps that are numbers may be indexes or keys. */
function pathOf(pointer: string): Path {
  const steps = pointer.split("/").slice(1);
  return steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

async function suppressionsOf(config: Config) {
  const entries = config.suppress ?? [];
  for (const { rule } of entries) checkName("a rule", rule, ruleIds);
  return Promise.all(
    entries.map(async ({ rule, files, pointer = "" }) => ({
      matches: await matcher(files),
      suppression: { rule, path: pathOf(pointer) },
      name: [rule, files && `in ${[files].flat().join(", ")}`, pointer && `at ${pointer}`].filter(Boolean).join(" "),
    })),
  );
}

async function overridesOf(config: Config) {
  return Promise.all(
    (config.overrides ?? []).map(async ({ files, rules: settings = {}, channel }) => {
      checkRules(settings as RuleSettings);
      const channels = channel === undefined ? undefined : parseChannels([channel].flat().join(","));
      return { matches: await matcher(files), rules: settings as RuleSettings, channels };
    }),
  );
}

/** What is asked for, whatever the file. */
export interface Asked {
  readonly channels: readonly Channel[] | undefined;
  /** whether the channels were named on the command line, so that they hold for every file and transcript */
  readonly isExplicit: boolean;
  /** the least severity to show */
  readonly severity: Severity;
}

/** Settings that the configuration may change by file: `overrides` and `suppress`. Throws as `lintSettings` does. */
export async function lintSettingsByFile(
  { channels, isExplicit, severity }: Asked,
  config: Config,
): Promise<SettingsByFile> {
  const base = lintSettings(channels, config);
  const [overrides, suppressions] = await Promise.all([overridesOf(config), suppressionsOf(config)]);
  const useful = new Set<Suppression>();
  const relevant = new Set<Suppression>();
  // files with the same overrides share their settings, and with them the plan
  const cache = new Map<string, RuleSettings>();
  return {
    of(file) {
      const matching = overrides.filter(({ matches }) => matches(file));
      const key = matching.map((override) => overrides.indexOf(override)).join();
      const merged = cache.get(key) ?? Object.assign({}, base.rules, ...matching.map(({ rules: own }) => own));
      cache.set(key, merged);
      const own = suppressions.filter(({ matches }) => matches(file)).map(({ suppression }) => suppression);
      for (const suppression of own) relevant.add(suppression);
      const overridden = matching.findLast((override) => override.channels)?.channels;
      return {
        ...base,
        severity,
        channels: (!isExplicit && overridden) || base.channels,
        asRecorded: !isExplicit,
        rules: merged,
        suppressions: own,
        onSuppressed: (suppression) => useful.add(suppression),
      };
    },
    unused: () =>
      suppressions
        .filter(({ suppression }) => relevant.has(suppression) && !useful.has(suppression))
        .map(({ name }) => name),
  };
}

import { isAbsolute } from "node:path";
import type { Config } from "../config.ts";
import { UlbotError } from "../errors.ts";
import { namesFrom } from "../input/file-names.ts";
import type { Path } from "../input/locate.ts";
import type { Severity } from "../lint/finding.ts";
import type { LintSettings } from "../lint/lint.ts";
import type { RuleSetting, RuleSettings } from "../lint/plan.ts";
import { ruleIds } from "../lint/rules/index.ts";
import type { Suppression } from "../lint/suppressions.ts";
import { printable } from "../printable.ts";
import { type Channel, channelNames } from "../protocol/channels.ts";
import type { Run } from "./command.ts";
import { checkName, checkRules, lintSettings } from "./lint-settings.ts";
import { parseChannels } from "./options.ts";

/** Settings by file, and the configured suppressions that were of no use. */
export interface SettingsByFile {
  of(file: string): LintSettings;
  /** `rule in files at pointer`, of each suppression that hid nothing in the files it was asked for */
  unused(): string[];
}

type Matches = (file: string) => boolean;

/** What makes matchers of the configuration's globs, for files given by any path from the working directory. */
function createMatcher({ configDirectory, io }: Pick<Run, "configDirectory" | "io">) {
  const nameOf = namesFrom(configDirectory, io.cwd);
  return async (globs: string | readonly string[] | undefined): Promise<Matches> => {
    if (globs === undefined) return () => true;
    const { default: picomatch } = await import("picomatch");
    const names = [globs].flat().map((glob) => (isAbsolute(glob) ? nameOf(glob) : glob.replace(/^\.\//, "")));
    const matches = picomatch(names, { dot: true });
    return (file) => matches(nameOf(file));
  };
}

type Matcher = ReturnType<typeof createMatcher>;

/** The path that a JSON Pointer stands for; steps that are numbers may be indexes or keys. */
function pathOf(pointer: string): Path {
  const steps = pointer.split("/").slice(1);
  return steps.map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

async function suppressionsOf(config: Config, matcher: Matcher) {
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

function overriddenChannels(list: string | readonly string[]): readonly Channel[] {
  try {
    return parseChannels([list].flat().join(","));
  } catch (cause) {
    // commander would tell of its own options only
    const { message } = cause as Error;
    throw new UlbotError("usage", `channel of overrides in the configuration: ${printable(message)}`, { cause });
  }
}

async function overridesOf(config: Config, matcher: Matcher) {
  return Promise.all(
    (config.overrides ?? []).map(async ({ files, rules = {}, channel }) => {
      checkRules(rules as RuleSettings);
      const channels = channel === undefined ? undefined : overriddenChannels(channel);
      return { matches: await matcher(files), rules: rules as RuleSettings, channels };
    }),
  );
}

const asObject = (setting: RuleSetting | undefined) => (typeof setting === "object" ? setting : { severity: setting });

/** Settings of rules on top of others: a severity alone leaves a rule its options, and these its severity. */
function overridden(base: RuleSettings, settings: RuleSettings): RuleSettings {
  const merged = Object.entries(settings).map(([id, setting]) => [id, { ...asObject(base[id]), ...asObject(setting) }]);
  return { ...base, ...Object.fromEntries(merged) };
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
  run: Pick<Run, "config" | "configDirectory" | "io">,
): Promise<SettingsByFile> {
  const { config } = run;
  const base = lintSettings(channels, config);
  const matcher = createMatcher(run);
  const [overrides, suppressions] = await Promise.all([overridesOf(config, matcher), suppressionsOf(config, matcher)]);
  const useful = new Set<Suppression>();
  const relevant = new Set<Suppression>();
  const settingsFor = (matching: typeof overrides, own: readonly Suppression[]): LintSettings => ({
    ...base,
    severity,
    channels: (!isExplicit && matching.findLast((override) => override.channels)?.channels) || base.channels,
    asRecorded: !isExplicit,
    rules: matching.reduce((all, override) => overridden(all, override.rules), base.rules ?? {}),
    suppressions: own,
    onSuppressed: (suppression) => useful.add(suppression),
  });
  // files for which the same holds share their settings, and with them what lint remembers
  const made = new Map<string, LintSettings>();
  return {
    of(file) {
      const matching = overrides.filter(({ matches }) => matches(file));
      const own = suppressions.filter(({ matches }) => matches(file)).map(({ suppression }) => suppression);
      for (const suppression of own) relevant.add(suppression);
      const key = `${matching.map((one) => overrides.indexOf(one))} ${own.map((one) => suppressions.findIndex(({ suppression }) => suppression === one))}`;
      const settings = made.get(key) ?? settingsFor(matching, own);
      made.set(key, settings);
      return settings;
    },
    unused() {
      // on the other channels they may be of use
      if (base.channels.length < channelNames.length) return [];
      const isUnused = (suppression: Suppression) => relevant.has(suppression) && !useful.has(suppression);
      return suppressions.filter(({ suppression }) => isUnused(suppression)).map(({ name }) => name);
    },
  };
}

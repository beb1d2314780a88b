import type { Config } from "../config.ts";
import { UlbotError } from "../errors.ts";
import type { Path } from "../input/locate.ts";
import type { LintSettings } from "../lint/lint.ts";
import type { RuleSetting, RuleSettings } from "../lint/plan.ts";
import type { Rule } from "../lint/rule.ts";
import { rules } from "../lint/rules/index.ts";
import type { Suppression } from "../lint/suppressions.ts";
import { nearest } from "../nearest.ts";
import { printable } from "../printable.ts";
import { type Channel, channelNames } from "../protocol/channels.ts";
import { definitionOf, eventNames, isEventName } from "../protocol/events/index.ts";
import type { Parameters } from "../protocol/parameter.ts";
import { parseChannels } from "./options.ts";

/** Throws for a name in the configuration that isn't one of those known. */
function checkName(what: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const guess = nearest(name, known);
  const list = known.length === 0 ? "there is none" : `it can be one of ${known.join(", ")}`;
  const hint = guess === undefined ? list : `did you mean ${guess}`;
  throw new UlbotError("usage", `the configuration names ${what} "${printable(name)}", which does not exist`, { hint });
}

const ruleIds = rules.map(({ id }) => id);

function checkOption({ id, options = {} }: Rule, name: string, value: unknown): void {
  checkName(`an option of ${id}`, name, ["severity", ...Object.keys(options)]);
  const expected = options[name]?.default;
  const isFitting =
    typeof expected === "number"
      ? typeof value === "number" && value >= 0
      : Array.isArray(value) && value.every((member) => typeof member === "string");
  if (isFitting) return;
  const what = typeof expected === "number" ? "a number from 0" : "a list of texts";
  throw new UlbotError("usage", `the configuration's ${id}.${name} has to be ${what}`);
}

function checkSetting(rule: Rule, setting: RuleSetting): void {
  if (typeof setting !== "object") return;
  for (const [name, value] of Object.entries(setting)) if (name !== "severity") checkOption(rule, name, value);
}

/** Throws for settings of rules, or options of them, that don't exist. */
function checkRules(settings: RuleSettings): void {
  for (const [id, setting] of Object.entries(settings)) {
    checkName("a rule", id, ruleIds);
    for (const rule of rules) if (rule.id === id) checkSetting(rule, setting);
  }
}

/** The dotted paths of all parameters of an event. */
function parameterPaths(parameters: Parameters): string[] {
  return Object.entries(parameters).flatMap(([name, { fields = {} }]) => [
    name,
    ...parameterPaths(fields).map((path) => `${name}.${path}`),
  ]);
}

function checkCorrections(corrections: NonNullable<LintSettings["corrections"]>): void {
  for (const [event, names] of Object.entries(corrections)) {
    checkName("an event", event, eventNames);
    const known = isEventName(event) ? parameterPaths(definitionOf(event).parameters) : [];
    for (const path of Object.keys(names)) checkName(`a parameter of ${event}`, path, known);
  }
}

/**
 * What lint has to know, from the channels asked for and the configuration, whatever the file. Throws an `UlbotError` for a
 * rule, an option, an event or a parameter that doesn't exist.
 */
export function lintSettings(channels: readonly Channel[] | undefined, config: Config): LintSettings {
  const settings = (config.rules ?? {}) as RuleSettings;
  checkRules(settings);
  const corrections = config.protocol?.parameters;
  checkCorrections(corrections ?? {});
  return { channels: channels ?? channelNames, rules: settings, corrections };
}

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

/** What is asked for on the command line rather than in a configuration. */
export interface Asked {
  readonly channels: readonly Channel[] | undefined;
  /** whether the channels were named on the command line, so that they hold for every file and transcript */
  readonly isExplicit: boolean;
}

/** Settings that the configuration may change by file: `overrides` and `suppress`. Throws as `lintSettings` does. */
export async function lintSettingsByFile({ channels, isExplicit }: Asked, config: Config): Promise<SettingsByFile> {
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

import type { Config } from "../config.ts";
import { UlbotError } from "../errors.ts";
import type { LintSettings } from "../lint/lint.ts";
import type { RuleSetting, RuleSettings } from "../lint/plan.ts";
import type { Rule } from "../lint/rule.ts";
import { ruleIds, rules } from "../lint/rules/index.ts";
import { nearest } from "../nearest.ts";
import { printable } from "../printable.ts";
import { type Channel, channelNames } from "../protocol/channels.ts";
import { definitionOf, eventNames, isEventName } from "../protocol/events/index.ts";
import type { Parameters } from "../protocol/parameter.ts";

/** Throws for a name in the configuration that isn't one of those known. */
export function checkName(what: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const guess = nearest(name, known);
  const list = known.length === 0 ? "there is none" : `it can be one of ${known.join(", ")}`;
  const hint = guess === undefined ? list : `did you mean ${guess}`;
  throw new UlbotError("usage", `the configuration names ${what} "${printable(name)}", which does not exist`, { hint });
}

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
export function checkRules(settings: RuleSettings): void {
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

import type { Config } from "../config.ts";
import { UlbotError } from "../errors.ts";
import type { LintSettings } from "../lint/lint.ts";
import { rules } from "../lint/rules/index.ts";
import { nearest } from "../nearest.ts";
import { type Channel, channelNames } from "../protocol/channels.ts";
import { definitionOf, eventNames, isEventName } from "../protocol/events/index.ts";
import type { Parameters } from "../protocol/parameter.ts";

/** Throws for a name in the configuration that isn't one of those known. */
function checkName(what: string, name: string, known: readonly string[]): void {
  if (known.includes(name)) return;
  const guess = nearest(name, known);
  const hint = guess === undefined ? `it can be one of ${known.join(", ")}` : `did you mean ${guess}`;
  throw new UlbotError("usage", `the configuration names ${what} "${name}", which does not exist`, { hint });
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
 * What lint has to know, from the channels asked for and the configuration. Throws an `UlbotError` for a rule, an event or
 * a parameter that doesn't exist.
 */
export function lintSettings(channels: readonly Channel[] | undefined, config: Config): LintSettings {
  const ids = rules.map(({ id }) => id);
  for (const id of Object.keys(config.rules ?? {})) checkName("a rule", id, ids);
  const corrections = config.protocol?.parameters;
  checkCorrections(corrections ?? {});
  return { channels: channels ?? channelNames, severities: config.rules, corrections };
}

import type { Config } from "../config.ts";
import { UlbotError } from "../errors.ts";
import type { LintSettings } from "../lint/lint.ts";
import { rules } from "../lint/rules/index.ts";
import { nearest } from "../nearest.ts";
import { type Channel, channelNames } from "../protocol/channels.ts";

/** What lint has to know, from the channels asked for and the configuration. Throws for a rule that doesn't exist. */
export function lintSettings(channels: readonly Channel[] | undefined, config: Config): LintSettings {
  const ids = rules.map(({ id }) => id);
  for (const id of Object.keys(config.rules ?? {})) {
    if (ids.includes(id)) continue;
    const guess = nearest(id, ids);
    const hint = guess === undefined ? `the rules are ${ids.join(", ")}` : `did you mean ${guess}`;
    throw new UlbotError("usage", `the configuration names a rule "${id}", which does not exist`, { hint });
  }
  return {
    channels: channels ?? channelNames,
    severities: config.rules,
    corrections: config.protocol?.parameters,
  };
}

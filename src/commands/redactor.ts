import { Option } from "@commander-js/extra-typings";
import { knownToken } from "../settings.ts";
import { createRedactor, type Redactor } from "../transcript/redact.ts";
import type { Run } from "./command.ts";

/** What commands that write transcripts replace in them. */

export const redactKeyOption = () =>
  new Option("--redact-key <name>", "a key whose values are replaced wherever it stands; can be given again")
    .argParser((name: string, previous: readonly string[]) => [...previous, name])
    .default([] as readonly string[], "none");

/** Replaces what the configuration and these keys name besides what is personal anyhow, and the bot's own token. */
export function redactorFor(keys: readonly string[], { io, config }: Run): Redactor {
  const { keys: ownKeys = [], patterns = [], keep = [] } = config.redact ?? {};
  const redactor = createRedactor({ keys: [...ownKeys, ...keys], patterns, keep });
  const token = knownToken(io);
  if (token) redactor.learn(token);
  return redactor;
}

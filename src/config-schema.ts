import * as z from "zod/mini";

const texts = z.union([z.string(), z.array(z.string())]);
const amount = z.union([z.string(), z.number()]);

const severity = z.enum(["error", "warning", "info", "off"]);
const rules = z.record(z.string(), z.union([severity, z.looseObject({ severity: z.optional(severity) })]));

/** A setting that may be left out, and what it is for. */
const setting = <Schema extends z.ZodMiniType>(schema: Schema, summary: string) =>
  z.optional(schema).check(z.describe(summary));

/** `ulbot.config`: what holds for every run in a project. Options and environment variables win over it. */
export const configSchema = z.strictObject({
  $schema: setting(z.string(), "the JSON Schema that an editor checks the file with"),
  channel: setting(texts, "channels to lint for"),
  botUrl: setting(z.string(), "the bot's webhook endpoint, for `replay` and for `lint --fixtures`"),
  apiUrl: setting(z.string(), "the platform's API URL, for `send`"),
  header: setting(texts, "headers that the platform sends with each webhook, `Name: value`"),
  exec: setting(z.string(), "the command that starts the bot"),
  timeout: setting(amount, "how long the bot may take for an answer, such as `5s`"),
  jobs: setting(amount, "how many conversations `replay` plays at once"),
  readyUrl: setting(z.string(), "what answers 2xx once the bot is ready"),
  readyTimeout: setting(amount, "how long the bot's start may take"),
  apiPort: setting(amount, "the port of the API URL that `replay` and `dev` are for a bot that they do not start"),
  settle: setting(amount, "how long each turn of `replay`, or the last one of `dev` from a pipe, waits for requests"),
  port: setting(amount, "the port of the chat page of `dev`, and the one at which `record` takes webhooks"),
  devChannel: setting(z.string(), "the channel on which `dev` begins"),
  replayChannel: setting(texts, "channels to replay each conversation on, or `as-recorded`"),
  replayIgnore: setting(
    texts,
    "JSON Pointers of what `replay` does not compare, such as `/answer/*/info/context/nonce`",
  ),
  replayFormat: setting(texts, "how `replay` reports"),
  replayOutput: setting(texts, "files that `replay` writes reports to"),
  exact: setting(z.boolean(), "whether ids and times have to be the very same as expected"),
  retry: setting(amount, "how often `replay` plays a conversation that failed again"),
  deadline: setting(amount, "how long a whole run of `replay` may take"),
  minCoverage: setting(amount, "the least coverage of fixtures, in percent"),
  apiTimeout: setting(amount, "how long a request to the API URL may take"),
  maxWait: setting(amount, "how long `send` waits in all when the platform says 429 or 503, or can't be reached"),
  rate: setting(amount, "how many requests a minute `send` makes for one session"),
  severity: setting(z.string(), "the least severity that `lint` shows"),
  maxWarnings: setting(amount, "more warnings than this are a failure"),
  lintFormat: setting(texts, "how `lint` reports"),
  lintOutput: setting(
    texts,
    "files that `lint` writes reports to, by their extensions unless `lintFormat` names others",
  ),
  baseline: setting(
    z.string(),
    "the file with the findings that `lint` does not report, as `--update-baseline` writes it",
  ),
  cache: setting(z.boolean(), "whether `lint` remembers results, and lints only what has changed since"),
  cacheLocation: setting(z.string(), "the file in which it remembers them"),
  rules: setting(rules, "by rule id a severity, or an object with `severity` and the rule's own options"),
  overrides: setting(
    z.array(z.strictObject({ files: texts, rules: z.optional(rules), channel: z.optional(texts) })),
    "what is different for some files, by globs from the configuration's directory; of several that match, later ones win",
  ),
  suppress: setting(
    z.array(
      z.strictObject({
        rule: z.string(),
        files: z.optional(texts),
        pointer: z.optional(z.string().check(z.regex(/^(\/|$)/))),
        reason: z.optional(z.string()),
      }),
    ),
    "findings that nobody has to hear of: of a rule, in some files, at a value and in it",
  ),
  redact: setting(
    z.strictObject({
      keys: setting(z.array(z.string()), "names of keys whose values are replaced"),
      patterns: setting(z.array(z.string()), "regular expressions of what is replaced in any text"),
      keep: setting(z.array(z.string()), "names of keys whose values stay, and values that stay"),
    }),
    "what `record` replaces besides what is known to be personal, and what it leaves",
  ),
  protocol: setting(
    z.strictObject({
      parameters: setting(
        z.record(z.string(), z.record(z.string(), z.string())),
        "the platform's real names of inferred parameters: event name → our name → real name",
      ),
    }),
    "corrections of what ulbot could only infer",
  ),
});

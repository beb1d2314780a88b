import * as z from "zod/mini";

const texts = z.union([z.string(), z.array(z.string())]);
const amount = z.union([z.string(), z.number()]);

/** `ulbot.config`: what holds for every run in a project. Options and environment variables win over it. */
export const configSchema = z.strictObject({
  /** channels to lint for */
  channel: z.optional(texts),
  /** the bot's webhook endpoint, for `replay` */
  botUrl: z.optional(z.string()),
  /** the platform's API URL, for `send` */
  apiUrl: z.optional(z.string()),
  /** headers that the platform sends with each webhook, `Name: value` */
  header: z.optional(texts),
  /** the command that starts the bot */
  exec: z.optional(z.string()),
  /** how long the bot may take for an answer, such as `5s` */
  timeout: z.optional(amount),
  /** how many conversations `replay` plays at once */
  jobs: z.optional(amount),
  /** how long a request to the API URL may take */
  apiTimeout: z.optional(amount),
  /** how long `send` waits in all when the platform says 429 */
  maxWait: z.optional(amount),
  /** the least severity that `lint` shows */
  severity: z.optional(z.string()),
  /** more warnings than this are a failure */
  maxWarnings: z.optional(amount),
  /** severities by rule id */
  rules: z.optional(z.record(z.string(), z.enum(["error", "warning", "info", "off"]))),
  protocol: z.optional(
    z.strictObject({
      /** the platform's real names of inferred parameters: event name → our name → real name */
      parameters: z.optional(z.record(z.string(), z.record(z.string(), z.string()))),
    }),
  ),
});

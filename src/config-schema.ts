import * as z from "zod";

const texts = z.union([z.string(), z.array(z.string())]);

/** `ulbot.config`: what holds for every run in a project. Options and environment variables win over it. */
export const configSchema = z.strictObject({
  /** channels to lint for */
  channel: texts.optional(),
  /** the bot's webhook endpoint, for `replay` */
  botUrl: z.string().optional(),
  /** the platform's API URL, for `send` */
  apiUrl: z.string().optional(),
  /** headers that the platform sends with each webhook, `Name: value` */
  header: texts.optional(),
  /** the command that starts the bot */
  exec: z.string().optional(),
  /** how long the bot may take for an answer, such as `5s` */
  timeout: z.union([z.string(), z.number()]).optional(),
  /** severities by rule id */
  rules: z.record(z.string(), z.enum(["error", "warning", "info", "off"])).optional(),
  protocol: z
    .strictObject({
      /** the platform's real names of inferred parameters: event name → our name → real name */
      parameters: z.record(z.string(), z.record(z.string(), z.string())).optional(),
    })
    .optional(),
});

/** What the bot reads from its environment; `.env.example` explains each variable. */
export interface Settings {
  readonly host: string;
  readonly port: number;
  /** name of the header that proves a webhook comes from the platform */
  readonly header: string;
  /** the header's value */
  readonly token: string;
}

/** Throws where a setting is missing or wrong. An empty variable counts as missing. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const token = env.WEBHOOK_TOKEN;
  if (!token) throw new Error("WEBHOOK_TOKEN is not set: without it anybody could talk to the bot (see .env.example)");
  return {
    host: env.HOST || "127.0.0.1",
    port: readPort(env.PORT || "8000"),
    header: env.WEBHOOK_HEADER || "API-SECURITY-TOKEN",
    token,
  };
}

function readPort(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT is "${text}", but it must be 0–65535`);
  return port;
}

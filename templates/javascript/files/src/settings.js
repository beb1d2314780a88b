/**
 * What the bot reads from its environment; `.env.example` explains each variable.
 * @typedef {object} Settings
 * @property {string} host
 * @property {number} port
 * @property {string} header name of the header that proves a webhook comes from the platform
 * @property {string} token the header's value
 */

/**
 * Throws where a setting is missing or wrong. An empty variable counts as missing.
 * @param {NodeJS.ProcessEnv} env
 * @returns {Settings}
 */
export function readSettings(env) {
  const token = env.WEBHOOK_TOKEN;
  if (!token) throw new Error("WEBHOOK_TOKEN is not set: without it anybody could talk to the bot (see .env.example)");
  return {
    host: env.HOST || "127.0.0.1",
    port: readPort(env.PORT || "8000"),
    header: env.WEBHOOK_HEADER || "API-SECURITY-TOKEN",
    token,
  };
}

/** @param {string} text */
function readPort(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT is "${text}", but it must be 0–65535`);
  return port;
}

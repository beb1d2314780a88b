import { HttpError } from "./http-error.js";

/** @import { WebhookEvent } from "ulbot" */

/** Objects and lists in each other, at most: far more than the platform sends. */
const depthLimit = 100;

/**
 * Reads the body of a webhook. Throws 400 where it is not JSON, or not of the shape that answers rely on.
 * @param {string} text
 * @returns {WebhookEvent}
 */
export function parseWebhook(text) {
  const webhook = objectOr400(parseJson(text), "the body");
  if (isDeeper(webhook, depthLimit)) throw new HttpError(400, `the body is nested deeper than ${depthLimit} levels`);
  const { info, packet } = webhook;
  const { cid, context } = objectOr400(info, "info");
  const { name, payload } = objectOr400(packet, "packet");
  textOr400(cid, "info.cid");
  objectOr400(context ?? {}, "info.context");
  textOr400(name, "packet.name");
  const content = objectOr400(payload ?? {}, "packet.payload");
  checkContent(String(name), content);
  return /** @type {WebhookEvent} */ ({ info, packet: { name, payload: content } });
}

/**
 * @param {string} text
 * @returns {unknown}
 */
function parseJson(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new HttpError(400, "the body is not JSON");
  }
}

/**
 * @param {unknown} value
 * @param {number} levels
 * @returns {boolean}
 */
function isDeeper(value, levels) {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1));
}

/**
 * @param {string} name
 * @param {Record<string, unknown>} content
 */
function checkContent(name, { body, value }) {
  if (name === "message" || (body ?? null) !== null) textOr400(body, "packet.payload.body");
  if (name !== "click") return;
  const { id, label } = objectOr400(value, "packet.payload.value");
  textOr400(id, "packet.payload.value.id");
  textOr400(label ?? "", "packet.payload.value.label");
}

/**
 * @param {unknown} value
 * @param {string} what
 * @returns {Record<string, unknown>}
 */
function objectOr400(value, what) {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value };
  throw new HttpError(400, `${what} is not an object`);
}

/**
 * @param {unknown} value
 * @param {string} what
 */
function textOr400(value, what) {
  if (typeof value !== "string") throw new HttpError(400, `${what} is not a text`);
}

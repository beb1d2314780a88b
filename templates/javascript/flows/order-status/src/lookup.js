import { sayResult } from "./conversation.js";
import { log, logFailure } from "./log.js";
import { texts } from "./texts.js";

/** @import { Send } from "./api.js" */
/** @import { FindOrder } from "./samples.js" */

/**
 * Begins to look for an order, and lets the session know later.
 * @typedef {(cid: string, number: string) => void} LookUp
 */

/**
 * Looks orders up with `findOrder`, and sends what comes of it with `send`.
 * @param {FindOrder} findOrder
 * @param {Send} send
 * @returns {LookUp}
 */
export function createLookUp(findOrder, send) {
  /**
   * @param {string} cid
   * @param {string} number
   */
  const report = async (cid, number) => {
    const failure = await send(sayResult(cid, await sentence(findOrder, number)));
    log(failure === undefined ? "sent the result of a look-up" : `the result of a look-up was not sent: ${failure}`);
  };
  // not before the webhook is answered, lest the result arrives before "one moment"
  return (cid, number) => void setImmediate(report, cid, number);
}

/**
 * @param {FindOrder} findOrder
 * @param {string} number
 */
async function sentence(findOrder, number) {
  try {
    const order = await findOrder(number);
    return order ? texts.status(number, order.status) : texts.noOrder(number);
  } catch (error) {
    logFailure("the look-up failed", error);
    return texts.lookUpFailed;
  }
}

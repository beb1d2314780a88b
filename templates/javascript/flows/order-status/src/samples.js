/**
 * What is known of an order.
 * @typedef {{ status: "in preparation" | "on its way" | "delivered" }} Order
 */

/**
 * Finds an order by its number; `undefined` where there is none. Rejects where the shop can't tell.
 * @typedef {(number: string) => Promise<Order | undefined>} FindOrder
 */

/**
 * These orders do not exist: replace findOrder by a request to your shop, with a timeout.
 * @type {Map<string, Order>}
 */
const samples = new Map([
  ["10042", { status: "on its way" }],
  ["10043", { status: "delivered" }],
  ["10044", { status: "in preparation" }],
]);

/** @type {FindOrder} */
export const findOrder = async (number) => samples.get(number);

/**
 * The order number in a text, which has five to ten digits; `undefined` where there is none.
 * @param {string} text
 */
export function readOrderNumber(text) {
  return /\b\d{5,10}\b/.exec(text)?.[0];
}

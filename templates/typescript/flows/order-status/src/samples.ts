/** What is known of an order. */
export interface Order {
  readonly status: "in preparation" | "on its way" | "delivered";
}

/** Finds an order by its number; `undefined` where there is none. Rejects where the shop can't tell. */
export type FindOrder = (number: string) => Promise<Order | undefined>;

// These orders do not exist: replace findOrder by a request to your shop, with a timeout.
const samples = new Map<string, Order>([
  ["10042", { status: "on its way" }],
  ["10043", { status: "delivered" }],
  ["10044", { status: "in preparation" }],
]);

export const findOrder: FindOrder = async (number) => samples.get(number);

/** The order number in a text, which has five to ten digits; `undefined` where there is none. */
export function readOrderNumber(text: string): string | undefined {
  return /\b\d{5,10}\b/.exec(text)?.[0];
}

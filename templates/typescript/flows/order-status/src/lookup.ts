import type { Send } from "./api.ts";
import { sayResult } from "./conversation.ts";
import { log, logFailure } from "./log.ts";
import type { FindOrder } from "./samples.ts";
import { texts } from "./texts.ts";

/** Begins to look for an order, and lets the session know later. */
export type LookUp = (cid: string, number: string) => void;

/** Looks orders up with `findOrder`, and sends what comes of it with `send`. */
export function createLookUp(findOrder: FindOrder, send: Send): LookUp {
  const report = async (cid: string, number: string): Promise<void> => {
    const failure = await send(sayResult(cid, await sentence(findOrder, number)));
    log(failure === undefined ? "sent the result of a look-up" : `the result of a look-up was not sent: ${failure}`);
  };
  // not before the webhook is answered, lest the result arrives before "one moment"
  return (cid, number) => void setImmediate(report, cid, number);
}

async function sentence(findOrder: FindOrder, number: string): Promise<string> {
  try {
    const order = await findOrder(number);
    return order ? texts.status(number, order.status) : texts.noOrder(number);
  } catch (error) {
    logFailure("the look-up failed", error);
    return texts.lookUpFailed;
  }
}

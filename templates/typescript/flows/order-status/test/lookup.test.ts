import assert from "node:assert/strict";
import { test } from "node:test";
import { createLookUp } from "../src/lookup.ts";
import { type FindOrder, findOrder } from "../src/samples.ts";
import { readLog } from "./running-app.ts";

/** The text that is sent after a look-up. */
function lookUp(number: string, find: FindOrder, failure?: string): Promise<unknown> {
  return new Promise((resolve) => {
    createLookUp(find, async ([first]) => {
      resolve(first?.packet.payload.body);
      return failure;
    })("chatbot::258:a56785fb6fb84edd890905913b0c0821", number);
  });
}

test("sends what became of the order", async (t) => {
  readLog(t);
  assert.equal(await lookUp("10042", findOrder), "Order 10042 is on its way. Anything else?");
  assert.equal(await lookUp("99999", findOrder), "There is no order 99999. Anything else?");
});

test("says so where the shop can't tell, and keeps the order number out of the log", async (t) => {
  const log = readLog(t);
  const broken = () => Promise.reject(new RangeError("no shop for 10042"));
  assert.match(String(await lookUp("10042", broken)), /^I can't look into our orders right now/);
  assert.match(log(), /^the look-up failed: RangeError\n {4}at /);
  assert.doesNotMatch(log(), /10042/);
});

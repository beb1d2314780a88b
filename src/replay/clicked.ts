import { isObject } from "../input/json.ts";
import type { WebhookEvent } from "../protocol/envelope.ts";

/** The option that a click chose, as far as the webhook says it. */
export interface Clicked {
  readonly id: string;
  readonly label?: string;
}

/** The option that a webhook says was clicked; `undefined` where it is no click, or does not say. */
export function clickedOption({ packet: { name, payload } }: WebhookEvent): Clicked | undefined {
  // what was recorded has not been checked further than replay needs it
  const value: unknown = name === "click" ? payload?.value : undefined;
  if (!isObject(value) || typeof value.id !== "string") return undefined;
  return typeof value.label === "string" ? { id: value.id, label: value.label } : { id: value.id };
}

import type { Dispatcher } from "undici";

/** The value of a header of an answer, its name in lower case; the first one if it came several times. */
export function headerOf(head: Dispatcher.ResponseData, name: string): string | undefined {
  return [head.headers[name]].flat()[0];
}

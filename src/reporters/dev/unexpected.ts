import { printable } from "../../printable.ts";
import type { ApiRequest } from "../../simulator/api-request.ts";

/** What is said of a request that the API URL has refused, on one line. */
export function refusedText({ status, error = "" }: ApiRequest): string {
  return printable(`the API URL has refused a request with ${status}: ${error}`);
}

/** What is said of a fault of our own that ends nothing, on one line; its stack only below `verbose`. */
export function bugText(failure: unknown, { verbose = false }: { readonly verbose?: boolean | undefined }): string {
  const { message, stack } = failure instanceof Error ? failure : { message: String(failure), stack: undefined };
  const how = verbose ? "please report it" : "please report it with what --verbose shows";
  const line = `ulbot: this is a bug in ulbot, ${how}; all else goes on: ${printable(message)}`;
  return verbose && stack !== undefined ? `${line}\n${printable(stack, { newlines: true })}` : line;
}

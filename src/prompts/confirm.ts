import type { Io } from "../io.ts";
import { ask } from "./ask.ts";

/** Asks a yes-or-no question on the terminal; no is what Enter says. Throws as `ask` does. */
export async function confirm(message: string, io: Io): Promise<boolean> {
  const { yes } = await ask([{ type: "confirm", name: "yes", message, default: false }], io);
  return yes === true;
}

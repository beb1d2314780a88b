import { UlbotError } from "../errors.ts";
import type { Io } from "../io.ts";
import { ask } from "./ask.ts";

/**
 * Asks whether to do `what` ("end ends the session"); no is what Enter says. Throws as `ask` does, and an `UlbotError`
 * (usage) that names `--yes` where nobody `mayBeAsked`.
 */
export async function confirm(what: string, mayBeAsked: boolean, io: Io): Promise<boolean> {
  if (!mayBeAsked) throw new UlbotError("usage", what, { hint: "if that is what you want, say so with --yes" });
  const { yes } = await ask([{ type: "confirm", name: "yes", message: `${what}. Do it?`, default: false }], io);
  return yes === true;
}

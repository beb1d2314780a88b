import { Hono } from "hono";
import { UlbotError } from "../../errors.ts";
import { type Fault, type Faults, parseFault } from "../faults.ts";
import type { ServerEnv } from "../local-only.ts";
import type { Platform } from "../platform.ts";
import { bodyOf } from "./dev-body.ts";

export interface ControlsOptions {
  readonly platform: Platform;
  readonly faults?: Pick<Faults, "current" | "set"> | undefined;
  /** told when one of these is another than before */
  readonly changed: () => void;
}

/** A fault as it is written. */
export const faultText = ({ name, ms }: Fault): string => (ms === undefined ? name : `${name}=${ms / 1000}s`);

/** What the page can do with the platform as a whole. */
export function controlRoutes({ platform, faults, changed }: ControlsOptions): Hono<ServerEnv> {
  const app = new Hono<ServerEnv>();

  app.post("/operators", async (c) => {
    const read = await bodyOf(c, "operators");
    if ("error" in read) return c.json({ error: read.error }, read.status);
    // what follows from it takes as long as the bot does
    void platform.setOperators(read.body.available);
    changed();
    return c.json({}, 202);
  });

  app.post("/faults", async (c) => {
    const read = await bodyOf(c, "faults");
    if ("error" in read) return c.json({ error: read.error }, read.status);
    if (!faults) return c.json({ error: "no faults can be set here" }, 404);
    try {
      faults.set(read.body.faults.map(parseFault));
    } catch (error) {
      if (error instanceof UlbotError) return c.json({ error: error.message }, 400);
      throw error;
    }
    changed();
    return c.json({}, 202);
  });

  // by POST, for the token to be shown to nobody who has not asked for it
  app.post("/token", async (c) => {
    const read = await bodyOf(c, "nothing");
    if ("error" in read) return c.json({ error: read.error }, read.status);
    return c.json({ token: platform.token }, 200, { "cache-control": "no-store" });
  });

  return app;
}

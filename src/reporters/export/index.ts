import { artilleryScript } from "./artillery.ts";
import { curlScript } from "./curl.ts";
import { harFile } from "./har.ts";
import { hurlFile } from "./hurl.ts";
import type { Script } from "./script.ts";

/** What `ulbot export` can make of recorded conversations. */
export const exporters = {
  curl: curlScript,
  hurl: hurlFile,
  har: harFile,
  artillery: artilleryScript,
} as const satisfies Record<string, (script: Script) => string | Promise<string>>;

export const exportFormats = Object.keys(exporters) as readonly (keyof typeof exporters)[];

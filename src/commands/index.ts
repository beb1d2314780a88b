import type { CommandEntry } from "./command.ts";

/** Every command, in the order of `ulbot --help`. */
export const commands: readonly CommandEntry[] = [
  { name: "init", summary: "scaffold a bot that is right on its first run", load: () => import("./init.ts") },
  { name: "send", summary: "send events to the API URL of a live session", load: () => import("./send.ts") },
  {
    name: "replay",
    summary: "replay recorded webhooks at a bot and check its answers",
    load: () => import("./replay.ts"),
  },
  {
    name: "lint",
    summary: "check answers against the protocol and every channel's limits",
    load: () => import("./lint.ts"),
  },
  {
    name: "preview",
    summary: "draw what the contact sees of an answer, channel by channel",
    load: () => import("./preview.ts"),
  },
];

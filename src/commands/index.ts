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
    name: "dev",
    summary: "be the platform on your machine: chat page, terminal chat, API URL",
    load: () => import("./dev.ts"),
  },
  {
    name: "record",
    summary: "stand between platform and bot, and write redacted transcripts",
    load: () => import("./record.ts"),
  },
  {
    name: "import",
    summary: "make a transcript of what other tools have saved: HAR, ngrok, curl, .chat",
    load: () => import("./import.ts"),
  },
  {
    name: "export",
    summary: "make a script for curl, Hurl or Artillery, or a HAR, of recorded webhooks",
    load: () => import("./export.ts"),
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
  {
    name: "events",
    summary: "look up the events of both directions: parameters, limits, evidence",
    load: () => import("./events.ts"),
  },
  {
    name: "schema",
    summary: "print a JSON Schema of answers, webhooks or the configuration",
    load: () => import("./schema.ts"),
  },
  {
    name: "rules",
    summary: "look up the rules of lint, each with a good and a bad example",
    load: () => import("./rules.ts"),
  },
];

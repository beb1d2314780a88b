import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { deliver } from "../../src/delivery/deliver.ts";
import type { Channel } from "../../src/protocol/channels.ts";
import type { BotEvent } from "../../src/protocol/envelope.ts";
import { type External, external } from "../external.ts";
import { runBin } from "../run.ts";

const fixtures = join(import.meta.dirname, "../fixtures");

/** A bot, how it is started in a folder of its own, and what a contact says to it. */
export interface Story {
  readonly title: string;
  readonly needs: External<{ readonly python?: string }>;
  /** Puts the bot into a folder; gives the one to start it in. */
  readonly place: (folder: string) => string | Promise<string>;
  readonly args: (python: string) => readonly string[];
  /** labels to choose, each the first one that is offered, and texts to write, once the session has begun */
  readonly talk: readonly ({ readonly choose: string } | { readonly write: string })[];
  /** what is read in the end, where that comes through the API URL; else an operator takes the conversation */
  readonly result?: string;
}

const needsNothing = { found: {}, missing: "" };

const flask = (app: string, header: string) => ({
  needs: external.flask,
  place(folder: string) {
    cpSync(join(fixtures, "flask", `${app}.py`), join(folder, `${app}.py`));
    return folder;
  },
  args: (python: string) => [
    ...["--exec", `${python} -m flask --app ${app} run --port $PORT`],
    ...["--header", `API-SECURITY-TOKEN: ${header}`],
  ],
});

/** Bots of all kinds: as the platform's page has them, written by hand, and scaffolded. */
export const stories: readonly Story[] = [
  {
    title: "the page's Flask bot that asks for contacts, and forwards at once",
    ...flask("contact_bot", "d8facdb0-7510-495c-9d6e-8c22b9260e7a"),
    talk: [],
  },
  {
    title: "the page's Flask bot that signs up for campaigns",
    ...flask("campaign_bot", "your-outbound-auth-token"),
    talk: [{ choose: "start" }, { write: "help" }],
  },
  {
    title: "a bot of node:http that sends the result to the API URL",
    needs: needsNothing,
    place: (folder) => {
      cpSync(join(fixtures, "record/order-status.mjs"), join(folder, "order-status.mjs"));
      return folder;
    },
    args: () => ["--exec", `"${process.execPath}" order-status.mjs`],
    talk: [{ choose: "My order" }, { write: "4711" }],
    result: "Order 4711 of Robin Example is on its way",
  },
  {
    title: "a bot as `ulbot init` makes it",
    needs: needsNothing,
    async place(folder) {
      const options = ["--template", "javascript", "--flow", "order-status", "--no-install", "--no-git", "--no-input"];
      expect(await runBin(["init", "my-bot", ...options], { cwd: folder })).toMatchObject({ code: 0 });
      return join(folder, "my-bot");
    },
    args: () => [],
    talk: [{ choose: "Where is my order?" }, { write: "10042" }],
    result: "Order 10042 is on its way",
  },
];

/** All that stands in an element as it is read, without what only lays it out. */
export const wordsOf = (text: string): string => text.replace(/\s+/g, " ").trim();

/** What a contact is to see of an event, as `deliver` has it; nothing of what has no bubble. */
export function expected(event: BotEvent, channel: Channel): { text: string; buttons: string[] } | undefined {
  const { form, headline, text, footer, button, options, ...rest } = deliver(event, channel);
  if (form === "nothing" || form === "pause" || form === "page") return undefined;
  // of these bots none has a file or a header
  expect([form, rest.header, rest.file]).toEqual([expect.not.stringMatching("refused"), undefined, undefined]);
  const labels = options.map(({ label }) => label);
  const buttons = form === "list" ? [button ?? ""] : form === "numbered_text" ? [] : labels;
  return { text: wordsOf([headline, text, footer].filter(Boolean).join(" ")), buttons };
}

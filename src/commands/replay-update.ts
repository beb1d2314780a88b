import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { expectedPathOf, obsoleteExpected } from "../expected/expected-path.ts";
import { type PlayedTurn, updatedText } from "../expected/update.ts";
import { readTextFile, stdinName } from "../input/files.ts";
import { writeFileIn } from "../output.ts";
import { printable } from "../printable.ts";
import type { Recorded } from "../replay/conversation.ts";
import type { Turn } from "../replay/turn.ts";
import type { Run } from "./command.ts";
import type { ReplayWishes } from "./replay-plan.ts";

/** Takes down what is to be expected from now on. */
export interface Update {
  /** of any turn; those that are not to be expected are passed over */
  add(turn: Turn): void;
  /** Writes the files that change. Throws an `UlbotError` for one that can't be written. */
  write(): Promise<void>;
}

/** Begins to take down what is to be expected of fixtures, each a list of its webhooks as they were recorded. */
export function createUpdate(fixtures: readonly (readonly Recorded[])[], wishes: ReplayWishes, run: Run): Update {
  const { cwd } = run.io;
  const played = new Map<string, PlayedTurn[]>();
  const recordings = new Map(fixtures.map((recording) => [recording[0]?.file ?? "", recording]));
  return {
    add({ file, index, event, events, requests, cid, update, variant }) {
      const recorded = recordings.get(file)?.[index];
      if (update === undefined || variant !== undefined || recorded === undefined) return;
      const sent = { answer: events, requests: requests.map((request) => request.events) };
      const cids = { expected: recorded.webhook.info.cid, actual: cid };
      const turns = played.get(file) ?? [];
      turns.push({ turn: index + 1, event, sent, cid: cids });
      played.set(file, turns);
    },
    async write() {
      for (const [file, recording] of recordings) {
        if (file === "") continue;
        const path = expectedPathOf(file);
        const before = existsSync(resolve(cwd, path)) ? readTextFile(path, cwd) : undefined;
        const webhooks = recording.map(({ webhook }) => webhook.packet.name);
        const { ignore, exact } = wishes;
        const text = updatedText(before, played.get(file) ?? [], { webhooks, ignore, exact });
        if (text === undefined) continue;
        await writeFileIn(path, text, cwd);
        run.say(`${before === undefined ? "wrote" : "updated"} ${printable(path)}`);
      }
    },
  };
}

/** Says which files of expected answers belong to no fixture any more. */
export function tellObsolete(files: readonly string[], { io, say }: Run): void {
  const fixtures = files.filter((file) => file !== stdinName);
  for (const file of obsoleteExpected(fixtures, io.cwd)) {
    say(`${printable(file)} belongs to no fixture any more; remove it, or bring the fixture back`);
  }
}

import { createHash } from "node:crypto";
import { accessSync, constants, mkdirSync } from "node:fs";
import { join } from "node:path";
import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";
import type { Entry } from "../transcript/entry.ts";
import type { Redactor } from "../transcript/redact.ts";
import { openTranscript, type Transcript } from "../transcript/write.ts";

/** The transcripts of a recording, one a session. */
export interface Transcripts {
  /**
   * Writes entries of one session down, redacted before, and gives the short name that the session has in the transcript.
   * Throws an `UlbotError` where they can't be written.
   */
  write(entries: readonly Entry[]): string;
  /** the paths written to, in the order they began */
  files(): string[];
}

/** Makes the folder and finds out whether it can be written to, as nobody wants to learn that from the first turn. */
function openFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (cause) {
    const message = `transcripts cannot be written to ${printable(folder)}: ${printable((cause as Error).message)}`;
    throw new UlbotError("usage", message, { hint: "choose another directory with --out", cause });
  }
}

/**
 * Keeps transcripts in a folder, which is made where there is none; everything as it is without a `redactor`. Throws an
 * `UlbotError` (usage) for a folder that can't be written to.
 */
export function createTranscripts(folder: string, redactor: Redactor | undefined): Transcripts {
  openFolder(folder);
  const bySession = new Map<string, Transcript>();

  function transcriptOf({ at, cid }: Entry): Transcript {
    const known = bySession.get(cid);
    if (known) return known;
    const opened = openTranscript(join(folder, `${at.slice(0, 10)}-${shortName(cid)}.jsonl`));
    bySession.set(cid, opened);
    return opened;
  }

  return {
    write(entries) {
      const written = redactor ? redactor.turn(entries) : entries;
      for (const entry of written) transcriptOf(entry).append(entry);
      return shortName(written[0]?.cid ?? "");
    },
    files: () => Array.from(bySession.values(), ({ file }) => file),
  };
}

/** Eight hexadecimal digits for a session, fit for a file name whatever its id is: the last ones of the id itself, or of its hash. */
function shortName(cid: string): string {
  const digits = /[0-9a-f]{8}$/.exec(cid)?.[0];
  return digits ?? createHash("sha256").update(cid).digest("hex").slice(0, 8);
}

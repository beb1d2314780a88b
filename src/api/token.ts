import { closeSync, fstatSync, openSync, readFileSync } from "node:fs";
import { platform } from "node:os";
import { resolve } from "node:path";
import { UlbotError } from "../errors.ts";
import { joined, stdinChunks } from "../input/chunks.ts";
import { decode } from "../input/decode.ts";
import { stdinName, unreadable } from "../input/files.ts";
import { type Environment, knownToken } from "../settings.ts";

/** Where tokens are looked for. */
export interface TokenAccess {
  readonly env: Environment;
  readonly cwd: string;
  readonly stdin: NodeJS.ReadableStream;
  readonly signal: AbortSignal;
}

/** A security token, and what should be said of where it comes from. */
export interface GivenToken {
  readonly token: string;
  readonly warning?: string;
}

/**
 * The security token: of `file` (`-` for standard input) where one is given, else `ULBOT_SECURITY_TOKEN` of the environment
 * or of `.env`. Throws an `UlbotError` (usage) where there is none; it quotes no part of the token, nor of the file's name, as
 * some give the token there.
 */
export async function readToken(file: string | undefined, access: TokenAccess): Promise<GivenToken> {
  const { env, cwd } = access;
  if (file === stdinName) return { token: await tokenOnStdin(access) };
  if (file !== undefined) return readTokenFile(resolve(cwd, file));
  const token = knownToken(access);
  if (token) return { token };
  const hint = "set ULBOT_SECURITY_TOKEN, put it into .env, or name a file with --token-file";
  const message =
    token === undefined && env.ULBOT_SECURITY_TOKEN === undefined
      ? "there is no security token for the API URL"
      : "ULBOT_SECURITY_TOKEN is empty";
  throw new UlbotError("usage", message, { hint });
}

async function tokenOnStdin({ stdin, signal }: TokenAccess): Promise<string> {
  const source = "<stdin>";
  const token = decode(await joined(stdinChunks(stdin, signal), source), source).trim();
  if (token !== "") return token;
  throw new UlbotError("usage", "standard input is empty", { hint: "it has to hold the security token" });
}

function readTokenFile(path: string): GivenToken {
  const { text, isOpenToOthers } = contentOf(path);
  const token = text.trim();
  if (token === "") {
    throw new UlbotError("usage", "the token file is empty", { hint: "it has to hold the security token" });
  }
  if (!isOpenToOthers) return { token };
  return { token, warning: "the token file can be read by other users of this machine; chmod 600 keeps it to you" };
}

function contentOf(path: string): { text: string; isOpenToOthers: boolean } {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, "r");
    const { mode } = fstatSync(descriptor);
    // Windows has no such bits, and tells the same ones of every file
    const isOpenToOthers = platform() !== "win32" && (mode & 0o044) !== 0 && (mode & 0o170000) === 0o100000;
    return { text: decode(readFileSync(descriptor), "the token file"), isOpenToOthers };
  } catch (error) {
    if (error instanceof UlbotError) throw error;
    // the cause is left out: it quotes the path
    const hint = "--token-file takes the name of a file; the token itself goes into ULBOT_SECURITY_TOKEN";
    throw new UlbotError("usage", unreadable("the token file", error).message, { hint });
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Throws an `UlbotError` (usage), which does not quote it, for a token that cannot be one. */
export function checkToken(token: string): void {
  if (/^[\x21-\x7e]+$/.test(token)) return;
  const what = token === "" ? "is empty" : "holds a blank, a line break or another character that no token has";
  const hint = "copy it again from the settings of the bot in the Userlike dashboard";
  throw new UlbotError("usage", `the security token ${what}`, { hint });
}

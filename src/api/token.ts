import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { UlbotError } from "../errors.ts";
import { decode } from "../input/decode.ts";
import { unreadable } from "../input/files.ts";
import { type Environment, readDotEnv } from "../settings.ts";

/** Where tokens are looked for. */
export interface TokenAccess {
  readonly env: Environment;
  readonly cwd: string;
}

/**
 * The security token: of `file` where one is given, else `ULBOT_SECURITY_TOKEN` of the environment or of `.env`. Throws an
 * `UlbotError` (usage) where there is none; it quotes no part of the token, nor of the file's name, as some give the token
 * there.
 */
export function readToken(file: string | undefined, { env, cwd }: TokenAccess): string {
  if (file !== undefined) return readTokenFile(resolve(cwd, file));
  const token = env.ULBOT_SECURITY_TOKEN?.trim() || readDotEnv(cwd).ULBOT_SECURITY_TOKEN?.trim();
  if (token) return token;
  const hint = "set ULBOT_SECURITY_TOKEN, put it into .env, or name a file with --token-file";
  const message =
    token === undefined && env.ULBOT_SECURITY_TOKEN === undefined
      ? "there is no security token for the API URL"
      : "ULBOT_SECURITY_TOKEN is empty";
  throw new UlbotError("usage", message, { hint });
}

function readTokenFile(path: string): string {
  const token = textOf(path).trim();
  if (token !== "") return token;
  throw new UlbotError("usage", "the token file is empty", { hint: "it has to hold the security token" });
}

function textOf(path: string): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    // the cause is left out: it quotes the path
    const hint = "--token-file takes the name of a file; the token itself goes into ULBOT_SECURITY_TOKEN";
    throw new UlbotError("usage", unreadable("the token file", error).message, { hint });
  }
  return decode(bytes, "the token file");
}

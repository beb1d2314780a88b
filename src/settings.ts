import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { UlbotError } from "./errors.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What `settle` needs of one of commander's options. */
export interface SettableOption {
  readonly long?: string | undefined;
  readonly defaultValue?: unknown;
  readonly parseArg?: ((value: string, previous: never) => unknown) | undefined;
  attributeName(): string;
  isBoolean(): boolean;
}

/** What `settle` needs of one of commander's commands. */
export interface SettableCommand {
  readonly options: readonly SettableOption[];
  name(): string;
  getOptionValueSource(attribute: string): string | undefined;
  setOptionValueWithSource(attribute: string, value: unknown, source: string): unknown;
}

/** Options whose setting has another name, since one word means two things in two commands. */
const settingNames: Readonly<Record<string, string>> = { "replay url": "botUrl", "send url": "apiUrl" };

const truths: Readonly<Record<string, boolean>> = {
  "1": true,
  true: true,
  yes: true,
  on: true,
  "0": false,
  false: false,
  no: false,
  off: false,
  "": false,
};

/** The environment variable of a setting: `botUrl` is `ULBOT_BOT_URL`. */
export function environmentName(setting: string): string {
  return `ULBOT_${setting.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** The `ULBOT_…` variables of the `.env` file in a directory; none where there is no such file. */
export function readDotEnv(directory: string): Environment {
  try {
    const all = Object.entries(parseEnv(readFileSync(join(directory, ".env"), "utf8")));
    return Object.fromEntries(all.filter(([name]) => name.startsWith("ULBOT_")));
  } catch {
    return {};
  }
}

function parsed(option: SettableOption, value: unknown, name: string): unknown {
  if (option.isBoolean()) {
    const truth = typeof value === "boolean" ? value : truths[String(value).toLowerCase()];
    if (truth === undefined) throw new UlbotError("usage", `${name} is "${value}", but it is either true or false`);
    return truth;
  }
  const repeatable = Array.isArray(option.defaultValue);
  const given = Array.isArray(value) && !repeatable ? [value.join(",")] : [value].flat().map(String);
  const parse = option.parseArg as ((value: string, previous: unknown) => unknown) | undefined;
  try {
    return given.reduce<unknown>((previous, text) => (parse ? parse(text, previous) : text), option.defaultValue);
  } catch (cause) {
    throw new UlbotError("usage", `${name}: ${(cause as Error).message}`, { cause });
  }
}

/**
 * Gives a command's options that were not on the command line the value of the first source that has one: the
 * environment, then `.env`, then the configuration (whose keys are the settings' names).
 */
export function settle(
  command: SettableCommand,
  { env, dotEnv, config }: { env: Environment; dotEnv: Environment; config: Readonly<Record<string, unknown>> },
): void {
  for (const option of command.options) {
    const attribute = option.attributeName();
    const source = command.getOptionValueSource(attribute);
    if (source !== undefined && source !== "default") continue;
    const setting = settingNames[`${command.name()} ${attribute}`] ?? attribute;
    const variable = environmentName(setting);
    const [value, name] = [
      [env[variable], variable],
      [dotEnv[variable], `${variable} in .env`],
      [config[setting], `${setting} in the configuration`],
    ].find(([candidate]) => candidate !== undefined) ?? [undefined, ""];
    if (value !== undefined) command.setOptionValueWithSource(attribute, parsed(option, value, String(name)), "env");
  }
}

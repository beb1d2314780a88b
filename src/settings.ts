import { parseEnv } from "node:util";
import { systemCode, UlbotError } from "./errors.ts";
import { readTextFile } from "./input/files.ts";
import { printable } from "./printable.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** What `settle` needs of one of commander's options. */
export interface SettableOption {
  /** whether it begins with `--no-` */
  readonly negate: boolean;
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
const settingNames: Readonly<Record<string, string>> = {
  "replay url": "botUrl",
  "replay channel": "replayChannel",
  "replay ignore": "replayIgnore",
  "dev url": "botUrl",
  "dev channel": "devChannel",
  "lint url": "botUrl",
  "record to": "botUrl",
  "export url": "botUrl",
  "import channel": "importChannel",
  "send url": "apiUrl",
  "send timeout": "apiTimeout",
};

const truths: Readonly<Record<string, boolean>> = {
  "1": true,
  true: true,
  yes: true,
  on: true,
  "0": false,
  false: false,
  no: false,
  off: false,
};

/** The environment variable of a setting: `botUrl` is `ULBOT_BOT_URL`. */
export function environmentName(setting: string): string {
  return `ULBOT_${setting.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/**
 * The `ULBOT_…` variables of the `.env` file in a directory; none where there is no such file. Throws an `UlbotError`
 * (usage) for one that can't be read.
 */
export function readDotEnv(directory: string): Environment {
  const all = Object.entries(parseEnv(dotEnvText(directory)));
  return Object.fromEntries(all.filter(([name]) => name.startsWith("ULBOT_")));
}

/** The security token of the API URL, of the environment or else of `.env`; nothing where there is none, or a blank one. */
export function knownToken({ env, cwd }: { readonly env: Environment; readonly cwd: string }): string | undefined {
  return env.ULBOT_SECURITY_TOKEN?.trim() || readDotEnv(cwd).ULBOT_SECURITY_TOKEN?.trim() || undefined;
}

function dotEnvText(directory: string): string {
  try {
    return readTextFile(".env", directory);
  } catch (error) {
    // Python's virtual environments are often a directory of this name
    const isNone = ["ENOENT", "EISDIR"].includes(systemCode((error as Error).cause) ?? "");
    if (isNone) return "";
    throw error;
  }
}

function truthOf(value: unknown, name: string): boolean {
  const truth = truths[String(value).toLowerCase()];
  if (truth !== undefined) return truth;
  throw new UlbotError("usage", `${name} is "${printable(String(value))}", but it is either true or false`);
}

function parsed(option: SettableOption, value: unknown, name: string): unknown {
  if (option.negate) return !truthOf(value, name);
  if (option.isBoolean()) return truthOf(value, name);
  const repeatable = Array.isArray(option.defaultValue);
  const given = Array.isArray(value) && !repeatable ? [value.join(",")] : [value].flat().map(String);
  const parse = option.parseArg as ((value: string, previous: unknown) => unknown) | undefined;
  try {
    return given.reduce<unknown>((previous, text) => (parse ? parse(text, previous) : text), option.defaultValue);
  } catch (cause) {
    throw new UlbotError("usage", `${name}: ${printable((cause as Error).message)}`, { cause });
  }
}

const unlessBlank = (text: string | undefined): string | undefined => (text?.trim() ? text : undefined);

const prefixed = (prefix: string, name: string): string => `${prefix}${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** The name of what an option sets: `botUrl`, and `noLint` for `--no-lint`. */
function settingOf(command: SettableCommand, option: SettableOption): string {
  const attribute = option.attributeName();
  if (option.negate) return prefixed("no", attribute);
  return settingNames[`${command.name()} ${attribute}`] ?? attribute;
}

/**
 * Gives a command's options that were not on the command line the value of the first source that has one: the
 * environment, then `.env`, then the configuration, whose keys are the settings' names, or those of one command only:
 * `lintFormat`. Blank variables count as none.
 */
export function settle(
  command: SettableCommand,
  { env, dotEnv, config }: { env: Environment; dotEnv: Environment; config: Readonly<Record<string, unknown>> },
): void {
  for (const option of command.options) {
    const attribute = option.attributeName();
    // it asks for another run rather than setting something
    if (attribute === "version") continue;
    const source = command.getOptionValueSource(attribute);
    if (source !== undefined && source !== "default") continue;
    const setting = settingOf(command, option);
    const variable = environmentName(setting);
    const ownSetting = prefixed(command.name(), attribute);
    const [value, name] = [
      [unlessBlank(env[variable]), variable],
      [unlessBlank(dotEnv[variable]), `${variable} in .env`],
      [config[ownSetting], `${ownSetting} in the configuration`],
      [config[setting], `${setting} in the configuration`],
    ].find(([candidate]) => candidate !== undefined) ?? [undefined, ""];
    if (value !== undefined) command.setOptionValueWithSource(attribute, parsed(option, value, String(name)), "env");
  }
}

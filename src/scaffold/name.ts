import { builtinModules } from "node:module";
import { UlbotError } from "../errors.ts";
import { printable } from "../printable.ts";

const lengthLimit = 214;

/** Names that npm refuses or that mislead: of folders, of Node's own modules, of what the project itself depends on. */
const reserved = new Set(["node_modules", "favicon.ico", "ulbot", "typescript", ...builtinModules]);

/** Windows has no files or folders of these names, with an extension or without. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** Throws an `UlbotError` for a directory, as somebody wrote it, that not every machine can have, or that was meant otherwise. */
export function checkDirectory(directory: string): void {
  const refuse = (reason: string) => {
    throw new UlbotError("usage", `cannot use "${printable(directory)}" as a directory: ${reason}`);
  };
  if (directory.trim() === "") throw new UlbotError("usage", "the directory has no name; . is the working directory");
  if (printable(directory) !== directory) refuse("its name has characters that can't be seen");
  if (directory.startsWith("~")) refuse("only a shell knows what ~ stands for; write out the path, or ./~ for a ~");
  const reserved = directory.split(/[/\\]/).find((name) => device.test(name));
  if (reserved !== undefined) refuse(`Windows reserves the name "${reserved}"`);
}

/** Letters that have a customary spelling of their own; the others only lose their accents. */
const spelled: Readonly<Record<string, string>> = {
  ä: "ae",
  ö: "oe",
  ü: "ue",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "oe",
  å: "aa",
  ł: "l",
  đ: "d",
};

/**
 * The npm package name for a project's name: "Café Größe 2" becomes `cafe-groesse-2`; `@scope/name` is kept apart.
 * Throws an `UlbotError` where none can be made.
 */
export function packageName(name: string): string {
  const scope = /^@([^/\\]+)\/([^/\\]+)$/.exec(name);
  const parts = scope ? scope.slice(1) : [name];
  if (parts.some((part) => /[/\\]/.test(part))) throw refusal(name, "a name can't hold a path");
  const words = parts.map(hyphenated);
  if (words.includes("")) throw refusal(name, "it needs a letter from a to z or a digit");
  const [last = ""] = words.slice(-1);
  const whole = scope ? `@${words.join("/")}` : last;
  if (!scope && (reserved.has(last) || device.test(last))) throw refusal(name, `"${last}" is a reserved name`);
  if (whole.length > lengthLimit) throw refusal(name, `it may have ${lengthLimit} characters at most`);
  return whole;
}

function hyphenated(text: string): string {
  return text
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\x00-\x7f]/g, (letter) => spelled[letter] ?? letter)
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .replace(/[^a-z0-9._]+/g, "-")
    .replace(/^[-._]+|[-._]+$/g, "");
}

function refusal(name: string, reason: string): UlbotError {
  return new UlbotError("usage", `cannot call the project "${printable(name)}": ${reason}`, {
    hint: "give it another name with --name",
  });
}

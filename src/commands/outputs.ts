import { extname, resolve } from "node:path";
import { InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { UlbotError } from "../errors.ts";
import { stdinName } from "../input/files.ts";
import { printable } from "../printable.ts";
import type { Environment } from "../settings.ts";

/** The formats a command reports in. */
export interface OutputFormats<Format extends string> {
  readonly names: readonly Format[];
  /** where none is asked for */
  readonly usual: Format;
  /** what files of an extension may hold; the first is meant where no format is asked for */
  readonly ofExtension: Readonly<Record<string, readonly Format[]>>;
}

/** One report to make, and the file it goes to; standard output where there is none. */
export interface Output<Format extends string> {
  readonly format: Format;
  readonly file?: string | undefined;
}

/** What one `--format` or `-o` asks for, and as which of them it came. */
type OutputWish<Format extends string> = { readonly order: number } & (
  | { readonly format: Format }
  | { readonly file: string }
);

/** A wish, and whether it comes from the command line rather than from a setting. */
type SourcedWish<Format extends string> = OutputWish<Format> & { readonly isTyped: boolean };

function checkedFormat<Format extends string>(name: string, names: readonly Format[]): Format {
  const format = names.find((each) => each === name);
  if (format !== undefined) return format;
  throw new InvalidArgumentError(`Allowed choices are ${names.join(", ")}.`);
}

function checkedFile(name: string): string {
  if (name.trim() !== "") return name;
  throw new InvalidArgumentError("A file has to have a name.");
}

/** The options `--format` and `-o`, both of which may be given several times; their values remember their order. */
export function outputOptions<Format extends string>({ names, usual }: OutputFormats<Format>) {
  type Wishes = readonly OutputWish<Format>[];
  let order = 0;
  const addFormats = (text: string, previous: Wishes): Wishes => [
    ...previous,
    ...text.split(",").map((name) => ({ format: checkedFormat(name.trim(), names), order: order++ })),
  ];
  const addFile = (name: string, previous: Wishes): Wishes => [
    ...previous,
    { file: checkedFile(name), order: order++ },
  ];
  const none: Wishes = [];
  return {
    format: new Option("--format <name>", "how to report; may be given several times")
      .choices(names)
      .argParser(addFormats)
      .default(none, usual),
    output: new Option("-o, --output <file>", "the file that the format before it goes to")
      .argParser(addFile)
      .default(none, "standard output"),
  };
}

/** The values of both options, and whether each comes from the command line. */
export function sourced<Format extends string>(
  {
    format,
    output,
  }: { readonly format: readonly OutputWish<Format>[]; readonly output: readonly OutputWish<Format>[] },
  isTyped: (flag: "--format" | "--output") => boolean,
): SourcedWish<Format>[] {
  return [
    ...format.map((wish) => ({ ...wish, isTyped: isTyped("--format") })),
    ...output.map((wish) => ({ ...wish, isTyped: isTyped("--output") })),
  ];
}

const holds = <Format extends string>({ ofExtension }: OutputFormats<Format>, file: string) =>
  ofExtension[extname(file).toLowerCase()];

function inferredFormat<Format extends string>(file: string, formats: OutputFormats<Format>): Format {
  const [format] = holds(formats, file) ?? [];
  if (format !== undefined) return format;
  throw new UlbotError("usage", `nothing says which format ${printable(file)} is to have`, {
    hint: `put a --format before it, or end its name in one of ${Object.keys(formats.ofExtension).join(", ")}`,
  });
}

type Pair<Format extends string> = Output<Format> & { readonly isTyped: boolean };

/**
 * Whether a file goes to the output before it. A setting may have been written without a thought of the format, so that
 * there the extension has to allow it.
 */
function belongs<Format extends string>(
  wish: { readonly file: string; readonly isTyped: boolean },
  last: Pair<Format> | undefined,
  formats: OutputFormats<Format>,
): last is Pair<Format> {
  if (last === undefined || last.file !== undefined) return false;
  return (last.isTyped && wish.isTyped) || (holds(formats, wish.file)?.includes(last.format) ?? true);
}

function paired<Format extends string>(
  wishes: readonly SourcedWish<Format>[],
  formats: OutputFormats<Format>,
): Output<Format>[] {
  const outputs: Pair<Format>[] = [];
  for (const wish of wishes) {
    const last = outputs.at(-1);
    if ("format" in wish) outputs.push(wish);
    else if (belongs(wish, last, formats)) outputs.splice(-1, 1, { ...last, file: wish.file });
    else outputs.push({ ...wish, format: inferredFormat(wish.file, formats) });
  }
  return outputs;
}

/** Formats of settings come before, and files of settings after all that is on the command line. */
function inOrder<Format extends string>(wishes: readonly SourcedWish<Format>[]): SourcedWish<Format>[] {
  const rank = (wish: SourcedWish<Format>): number => {
    if (wish.isTyped) return wish.order;
    return "format" in wish ? -1 : Number.MAX_SAFE_INTEGER;
  };
  return [...wishes].sort((one, other) => rank(one) - rank(other));
}

/** Throws where two reports would go to one place. */
function checkPlaces<Format extends string>(outputs: readonly Output<Format>[], usual: Format, cwd: string): void {
  const shown = outputs.flatMap(({ format, file }) => (file === undefined ? [format] : []));
  // annotations are lines among others; all other formats are documents, or repeat what is there
  const mayShare = new Set(shown).size === shown.length && shown.every((each) => [usual, "github"].includes(each));
  if (shown.length > 1 && !mayShare) {
    const hint = "name a file for each of the others, such as --format junit -o report.xml";
    throw new UlbotError("usage", `${shown.join(" and ")} on standard output, which can hold one of them`, { hint });
  }
  const taken = new Set<string>();
  for (const { file } of outputs) {
    if (file === undefined) continue;
    const path = resolve(cwd, file);
    if (taken.has(path)) throw new UlbotError("usage", `two reports for ${printable(file)}, which can hold one`);
    taken.add(path);
  }
}

/**
 * The reports to make, where no format is asked for with the one for people on standard output, on GitHub Actions with
 * annotations as well. Throws an `UlbotError` (usage) where they can't all go where they are to go.
 */
export function planOutputs<Format extends string>(
  wishes: readonly SourcedWish<Format>[],
  formats: OutputFormats<Format>,
  { env, cwd }: { readonly env: Environment; readonly cwd: string },
): Output<Format>[] {
  const annotations = formats.names.filter((name) => env.GITHUB_ACTIONS && name === "github");
  const usual = [formats.usual, ...annotations];
  const isFormatAsked = wishes.some((wish) => "format" in wish);
  const asked = paired(inOrder(wishes), formats).map(({ format, file }) => ({
    format,
    file: file === stdinName ? undefined : file,
  }));
  const outputs = isFormatAsked ? asked : [...usual.map((format) => ({ format })), ...asked];
  checkPlaces(outputs, formats.usual, cwd);
  return outputs;
}

/** Throws where a report would be written over one of the files it reports on. */
export function checkOverwriting(outputs: readonly Output<string>[], read: readonly string[], cwd: string): void {
  if (outputs.every(({ file }) => file === undefined)) return;
  const paths = new Set(read.map((file) => resolve(cwd, file)));
  const over = outputs.find(({ file }) => file !== undefined && paths.has(resolve(cwd, file)));
  if (over === undefined) return;
  throw new UlbotError("usage", `a report can't go to ${printable(over.file ?? "")}, which it reports on`);
}

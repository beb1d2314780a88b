import { extname, resolve } from "node:path";
import { InvalidArgumentError, Option } from "@commander-js/extra-typings";
import { UlbotError } from "../errors.ts";
import { stdinName } from "../input/files.ts";
import { printable } from "../printable.ts";
import { type LintFormat, lintFormats } from "../reporters/lint/index.ts";
import type { Environment } from "../settings.ts";

/** One report to make, and the file it goes to; standard output where there is none. */
export interface LintOutput {
  readonly format: LintFormat;
  readonly file?: string | undefined;
}

/** What one `--format` or `-o` asks for, and as which of them it came. */
export type OutputWish = { readonly order: number } & ({ readonly format: LintFormat } | { readonly file: string });

/** A wish, and whether it comes from the command line rather than from a setting. */
export type SourcedWish = OutputWish & { readonly isTyped: boolean };

function checkedFormat(name: string): LintFormat {
  const format = lintFormats.find((each) => each === name);
  if (format !== undefined) return format;
  throw new InvalidArgumentError(`Allowed choices are ${lintFormats.join(", ")}.`);
}

function checkedFile(name: string): string {
  if (name.trim() !== "") return name;
  throw new InvalidArgumentError("A file has to have a name.");
}

/** The options `--format` and `-o`, both of which may be given several times; their values remember their order. */
export function outputOptions() {
  let order = 0;
  const addFormats = (text: string, previous: readonly OutputWish[]): readonly OutputWish[] => [
    ...previous,
    ...text.split(",").map((name) => ({ format: checkedFormat(name.trim()), order: order++ })),
  ];
  const addFile = (name: string, previous: readonly OutputWish[]): readonly OutputWish[] => [
    ...previous,
    { file: checkedFile(name), order: order++ },
  ];
  const none: readonly OutputWish[] = [];
  return {
    format: new Option("--format <name>", "how to report; may be given several times")
      .choices(lintFormats)
      .argParser(addFormats)
      .default(none, "stylish"),
    output: new Option("-o, --output <file>", "the file that the format before it goes to")
      .argParser(addFile)
      .default(none, "standard output"),
  };
}

/** The values of both options, and whether each comes from the command line. */
export function sourced(
  { format, output }: { readonly format: readonly OutputWish[]; readonly output: readonly OutputWish[] },
  isTyped: (flag: "--format" | "--output") => boolean,
): SourcedWish[] {
  return [
    ...format.map((wish) => ({ ...wish, isTyped: isTyped("--format") })),
    ...output.map((wish) => ({ ...wish, isTyped: isTyped("--output") })),
  ];
}

/** What files of an extension may hold; the first is meant where no format is asked for. */
const formatsOf: Readonly<Record<string, readonly LintFormat[]>> = {
  ".sarif": ["sarif"],
  ".xml": ["junit"],
  ".json": ["json", "gitlab", "sarif"],
  ".jsonl": ["jsonl"],
  ".md": ["markdown"],
};

const possibleFormats = (file: string): readonly LintFormat[] | undefined => formatsOf[extname(file).toLowerCase()];

function inferredFormat(file: string): LintFormat {
  const [format] = possibleFormats(file) ?? [];
  if (format !== undefined) return format;
  throw new UlbotError("usage", `nothing says which format ${printable(file)} is to have`, {
    hint: `put a --format before it, or end its name in one of ${Object.keys(formatsOf).join(", ")}`,
  });
}

type Pair = LintOutput & { readonly isTyped: boolean };

/**
 * Whether a file goes to the output before it. A setting may have been written without a thought of the format, so that
 * there the extension has to allow it.
 */
function belongs(wish: { readonly file: string; readonly isTyped: boolean }, last: Pair | undefined): last is Pair {
  if (last === undefined || last.file !== undefined) return false;
  return (last.isTyped && wish.isTyped) || (possibleFormats(wish.file)?.includes(last.format) ?? true);
}

function paired(wishes: readonly SourcedWish[]): LintOutput[] {
  const outputs: Pair[] = [];
  for (const wish of wishes) {
    const last = outputs.at(-1);
    if ("format" in wish) outputs.push(wish);
    else if (belongs(wish, last)) outputs.splice(-1, 1, { ...last, file: wish.file });
    else outputs.push({ ...wish, format: inferredFormat(wish.file) });
  }
  return outputs;
}

/** Formats of settings come before, and files of settings after all that is on the command line. */
function inOrder(wishes: readonly SourcedWish[]): SourcedWish[] {
  const rank = (wish: SourcedWish): number => {
    if (wish.isTyped) return wish.order;
    return "format" in wish ? -1 : Number.MAX_SAFE_INTEGER;
  };
  return [...wishes].sort((one, other) => rank(one) - rank(other));
}

/** Throws where two reports would go to one place. */
function checkPlaces(outputs: readonly LintOutput[], cwd: string): void {
  const shown = outputs.flatMap(({ format, file }) => (file === undefined ? [format] : []));
  // annotations are lines among others; all other formats are documents, or repeat what is there
  const mayShare = new Set(shown).size === shown.length && shown.every((each) => ["stylish", "github"].includes(each));
  if (shown.length > 1 && !mayShare) {
    const hint = "name a file for each of the others, such as --format sarif -o lint.sarif";
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
export function planOutputs(
  wishes: readonly SourcedWish[],
  { env, cwd }: { readonly env: Environment; readonly cwd: string },
): LintOutput[] {
  const usual: readonly LintFormat[] = env.GITHUB_ACTIONS ? ["stylish", "github"] : ["stylish"];
  const isFormatAsked = wishes.some((wish) => "format" in wish);
  const asked = paired(inOrder(wishes)).map(({ format, file }) => ({
    format,
    file: file === stdinName ? undefined : file,
  }));
  const outputs = isFormatAsked ? asked : [...usual.map((format) => ({ format })), ...asked];
  checkPlaces(outputs, cwd);
  return outputs;
}

/** Throws where a report would be written over one of the files it reports on. */
export function checkOverwriting(outputs: readonly LintOutput[], linted: readonly string[], cwd: string): void {
  const paths = new Set(linted.map((file) => resolve(cwd, file)));
  const over = outputs.find(({ file }) => file !== undefined && paths.has(resolve(cwd, file)));
  if (over === undefined) return;
  throw new UlbotError("usage", `a report can't go to ${printable(over.file ?? "")}, which it reports on`);
}

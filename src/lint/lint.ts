import type { Channel } from "../protocol/channels.ts";
import { createEngine, type Studied } from "./engine.ts";
import type { Finding, Severity } from "./finding.ts";
import type { Source } from "./place.ts";
import type { RuleSettings } from "./plan.ts";
import { rememberShapes, type ShapeMemory } from "./remembered-shapes.ts";
import type { Corrections } from "./shape.ts";
import type { Suppression } from "./suppressions.ts";

export type { Source } from "./place.ts";

/** What a run lints for. */
export interface LintSettings {
  readonly channels: readonly Channel[];
  /** lint what a transcript recorded for the channel it was recorded on, where that is one of the channels */
  readonly asRecorded?: boolean | undefined;
  /** what the configuration says of rules, by their ids */
  readonly rules?: RuleSettings | undefined;
  /** the least severity that is wanted; what is below is only counted. All unless told */
  readonly severity?: Severity | undefined;
  /** what the configuration suppresses in the file */
  readonly suppressions?: readonly Suppression[] | undefined;
  /** told each time one of these was of use */
  readonly onSuppressed?: ((suppression: Suppression) => void) | undefined;
  /** event name → the platform's real names of inferred parameters */
  readonly corrections?: Readonly<Record<string, Corrections>> | undefined;
  /** true where the text is known to come from a bot, so that nothing in it is taken for a webhook */
  readonly fromBot?: boolean;
}

/** How many findings there are of each severity. */
export type Counts = Readonly<Record<Severity, number>>;

/** What linting one text gave. */
export interface LintResult {
  readonly findings: readonly Finding[];
  /** of all findings, those below the severity that is wanted included */
  readonly counts: Counts;
  /** how many events were looked at */
  readonly events: number;
  /** false where it isn't JSON, or a webhook where an answer was expected */
  readonly readable: boolean;
}

/** Lints the texts of one file, in their order: it remembers what was said in each session. */
export type Linter = (source: Source) => LintResult;

/** A linter for the texts of one file. It never throws, whatever they hold. */
export function createLinter(settings: LintSettings): Linter {
  return createEngine(settings).lint;
}

/** The numbers among the options that a configuration sets. */
function numbersIn(rules: RuleSettings): number[] {
  const values = Object.values(rules).flatMap((setting) => (typeof setting === "object" ? Object.values(setting) : []));
  return values.filter((value) => typeof value === "number");
}

const memories = new WeakMap<LintSettings, ShapeMemory<Studied> | undefined>();

/** The memory of all files that are linted with the same settings; none for the first text, which may be the only one. */
function memoryFor(settings: LintSettings): ShapeMemory<Studied> | undefined {
  const known = memories.get(settings);
  if (known) return known;
  const memory = memories.has(settings) ? rememberShapes<Studied>(numbersIn(settings.rules ?? {})) : undefined;
  memories.set(settings, memory);
  return memory;
}

/**
 * A linter for one of very many texts or files, which finds just what any other does. It remembers the
 * shapes of texts in which there was nothing to show, and does not look twice at these.
 */
export function createQuickLinter(settings: LintSettings): Linter {
  const { lint, hear } = createEngine(settings);
  return (source) => {
    const isJson = source.json === undefined || source.json.syntax === "json";
    const memory = isJson ? memoryFor(settings) : undefined;
    if (memory === undefined) return lint(source);
    const { recall, heard } = memory;
    const recalled = recall(source.text);
    if (recalled?.outcome) return hear(source, heard, recalled.outcome);
    const studied = lint(source);
    const isKnown = studied.isPlain && studied.payloads === heard.payloads();
    if (recalled && isKnown && studied.findings.length === 0) recalled.outcome = studied;
    return studied;
  };
}

/**
 * Lints one JSON text: an event, a list of them, `{response: …}`, entries of a transcript, or a file of expected answers. Never
 * throws, whatever the text holds.
 */
export function lintText(source: Source, settings: LintSettings): LintResult {
  return createLinter(settings)(source);
}

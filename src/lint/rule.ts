import type { Json } from "../input/json.ts";
import type { Path, Span } from "../input/locate.ts";
import type { Channel } from "../protocol/channels.ts";
import type { EventName } from "../protocol/events/index.ts";
import type { Evidence } from "../protocol/parameter.ts";
import type { EnvelopeFault, EventNode, Item } from "./answer.ts";
import type { Change } from "./change.ts";
import type { LimitFacts, Severity } from "./finding.ts";
import type { Said } from "./said.ts";
import type { WrittenSuppression } from "./suppressions.ts";

/** What a rule says about a place; what it leaves out comes from the rule and from the place. */
export interface Report {
  readonly message: string;
  /** where: a path from the file's value, or offsets in its text */
  readonly at: Path | Span;
  /** point at the key of the value rather than at the value */
  readonly key?: boolean;
  readonly event?: EventName;
  readonly severity?: Severity;
  readonly hint?: string | undefined;
  readonly channels?: readonly Channel[];
  readonly limit?: LimitFacts;
  readonly evidence?: Evidence;
  /** what would make it right, where that is sure to be what was meant */
  readonly fix?: { readonly title: string; readonly changes: readonly Change[] } | undefined;
}

export type Reporter = (report: Report) => void;

/** One event in an example: its packet, and what its `info` holds besides the usual cid. */
export interface ExampleEvent {
  readonly name: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly info?: Readonly<Record<string, unknown>>;
}

/** An answer of a bot, or the text of a whole file: JSON, or JSON Lines. */
export type Example = readonly ExampleEvent[] | string;

/** A value that a configuration may set for a rule: a number, or names to leave alone. */
export type OptionValue = number | readonly string[];

/** An option of a rule, whose type is that of its default. */
export interface RuleOption<Value extends OptionValue = OptionValue> {
  readonly default: Value;
  /** what it is, as the end of "the option is …" */
  readonly summary: string;
}

type OptionsOf<Values> = { readonly [Name in keyof Values]: RuleOption<Values[Name] & OptionValue> };

/** The events of what a bot said at once, with what is known of its recording. */
export interface SaidNodes extends Said {
  readonly nodes: readonly EventNode[];
}

/** What suppressions could have been of use for. */
export interface SuppressionScope {
  /** those that were linted for */
  readonly channels: readonly Channel[];
  readonly ruleIds: readonly string[];
}

/** A check with its documentation. It reports; it prints nothing and reads no configuration. */
export interface Rule<Values = Readonly<Record<string, OptionValue>>> {
  readonly id: string;
  /** unless a report or the configuration says otherwise */
  readonly severity: Severity;
  /** a sentence that is true of good input */
  readonly summary: string;
  readonly good: Example;
  readonly bad: Example;
  /** what a configuration may set besides the severity */
  readonly options?: OptionsOf<Values>;
  /** looks at a text, whether it is JSON or not */
  readonly text?: (json: Json, report: Reporter, options: Values) => void;
  /** looks at a member of an answer that may not be an event */
  readonly item?: (item: Item, faults: readonly EnvelopeFault[], report: Reporter, options: Values) => void;
  /** looks at every event */
  readonly event?: (node: EventNode, report: Reporter, options: Values) => void;
  /** looks at the events of some names */
  readonly visit?: {
    readonly [Name in EventName]?: (node: EventNode<Name>, report: Reporter, options: Values) => void;
  };
  /** looks at all events of an answer together */
  readonly answer?: (nodes: readonly EventNode[], report: Reporter, options: Values) => void;
  /** looks at the suppressions of a file that hid nothing */
  readonly unused?: (
    suppressions: readonly WrittenSuppression[],
    run: SuppressionScope,
    report: Reporter,
    options: Values,
  ) => void;
  /** looks at what a bot says in one session, one after the other; called once for each session of a file */
  readonly session?: (options: Values) => (said: SaidNodes, report: Reporter) => void;
  /** the events that matter to `session`; unless there are any, only what a transcript recorded does */
  readonly sessionEvents?: readonly EventName[];
}

/** A rule whose options have the types of their defaults. */
export function ruleWithOptions<Values extends Readonly<Record<string, OptionValue>>>(rule: Rule<Values>): Rule {
  // the options a rule is called with are its own defaults, or what the configuration's check let pass for them
  return rule as unknown as Rule;
}

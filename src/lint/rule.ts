import type { Json } from "../input/json.ts";
import type { Path, Span } from "../input/locate.ts";
import type { Channel } from "../protocol/channels.ts";
import type { EventName } from "../protocol/events/index.ts";
import type { Evidence } from "../protocol/parameter.ts";
import type { EnvelopeFault, EventNode, Item } from "./answer.ts";
import type { LimitFacts, Severity } from "./finding.ts";

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
}

export type Reporter = (report: Report) => void;

/** One event in an example: its packet, and what its `info` holds besides the usual cid. */
export interface ExampleEvent {
  readonly name: string;
  readonly payload?: Readonly<Record<string, unknown>>;
  readonly info?: Readonly<Record<string, unknown>>;
}

/** An answer of a bot, or the text of a whole file. */
export type Example = readonly ExampleEvent[] | string;

/** A check with its documentation. It reports; it prints nothing and knows no configuration. */
export interface Rule {
  readonly id: string;
  /** unless a report or the configuration says otherwise */
  readonly severity: Severity;
  /** a sentence that is true of good input */
  readonly summary: string;
  readonly good: Example;
  readonly bad: Example;
  /** looks at a text, whether it is JSON or not */
  readonly text?: (json: Json, report: Reporter) => void;
  /** looks at a member of an answer that may not be an event */
  readonly item?: (item: Item, faults: readonly EnvelopeFault[], report: Reporter) => void;
  /** looks at every event */
  readonly event?: (node: EventNode, report: Reporter) => void;
  /** looks at the events of some names */
  readonly visit?: { readonly [Name in EventName]?: (node: EventNode<Name>, report: Reporter) => void };
  /** looks at all events of an answer together */
  readonly answer?: (nodes: readonly EventNode[], report: Reporter) => void;
}

import type { Json } from "../input/json.ts";
import { type EventName, eventNames } from "../protocol/events/index.ts";
import type { EnvelopeFault, EventNode, Item } from "./answer.ts";
import type { Severity } from "./finding.ts";
import type { OptionValue, Reporter, Rule, SuppressionScope } from "./rule.ts";
import { rules } from "./rules/index.ts";
import type { WrittenSuppression } from "./suppressions.ts";

/** What a configuration says of one rule: its severity, or that with values of its options. */
export type RuleSetting =
  | Severity
  | "off"
  | { readonly severity?: Severity | "off" | undefined; readonly [option: string]: OptionValue | string | undefined };

/** What a configuration says of rules, by their ids. */
export type RuleSettings = Readonly<Record<string, RuleSetting>>;

type OptionValues = Readonly<Record<string, OptionValue>>;

/** The severity that a setting asks for, or `undefined` where it leaves that to the rule. */
export function severityIn(setting: RuleSetting | undefined): Severity | "off" | undefined {
  return typeof setting === "object" ? setting.severity : setting;
}

/** The values of a rule's options: those of the setting, else the defaults. */
function optionsIn({ options = {} }: Rule, setting: RuleSetting | undefined): OptionValues {
  const given = typeof setting === "object" ? setting : {};
  const values = Object.entries(options).map(([name, option]) => [name, given[name] ?? option.default]);
  return Object.fromEntries(values);
}

/** A rule that is on, with one of its checks and the options to call it with. */
export interface Check<Subject extends unknown[]> {
  readonly rule: Rule;
  readonly look: (...subject: [...Subject, Reporter, OptionValues]) => void;
  readonly options: OptionValues;
}

/** The checks of the rules that are on, by what they look at. */
export interface Plan {
  readonly text: readonly Check<[Json]>[];
  readonly item: readonly Check<[Item, readonly EnvelopeFault[]]>[];
  readonly events: Readonly<Record<EventName, readonly Check<[EventNode]>[]>>;
  readonly answer: readonly Check<[readonly EventNode[]]>[];
  readonly unused: readonly Check<[readonly WrittenSuppression[], SuppressionScope]>[];
  /** the rules that remember what was said in a session */
  readonly session: readonly Listener[];
  /** those of them that listen to events whether they were recorded or not */
  readonly unrecorded: readonly Listener[];
  /** these events */
  readonly sessionEvents: ReadonlySet<unknown>;
}

/** A rule that remembers, and what begins its memory of a session. */
export interface Listener {
  readonly rule: Rule;
  begin(): ReturnType<NonNullable<Rule["session"]>>;
}

function listenerOf({ rule, options }: { rule: Rule; options: OptionValues }): Listener[] {
  const { session } = rule;
  return session ? [{ rule, begin: () => session(options) }] : [];
}

function planOf(settings: RuleSettings): Plan {
  const active = rules
    .filter(({ id }) => severityIn(settings[id]) !== "off")
    .map((rule) => ({ rule, options: optionsIn(rule, settings[rule.id]) }));
  const checks = <Subject extends unknown[]>(
    pick: (rule: Rule) => Check<Subject>["look"] | undefined,
  ): Check<Subject>[] =>
    active.flatMap(({ rule, options }) => {
      const look = pick(rule);
      return look ? [{ rule, look, options }] : [];
    });
  const eventChecks = (name: EventName) => [
    ...checks<[EventNode]>(({ event }) => event),
    // the name picks the visitor of just these nodes, which the compiler can't follow
    ...checks<[EventNode]>(({ visit }) => visit?.[name] as Check<[EventNode]>["look"] | undefined),
  ];
  return {
    text: checks(({ text }) => text),
    item: checks(({ item }) => item),
    events: Object.fromEntries(eventNames.map((name) => [name, eventChecks(name)])) as unknown as Plan["events"],
    answer: checks(({ answer }) => answer),
    unused: checks(({ unused }) => unused),
    session: active.flatMap(listenerOf),
    unrecorded: active.filter(({ rule }) => rule.sessionEvents).flatMap(listenerOf),
    sessionEvents: new Set(active.flatMap(({ rule }) => rule.sessionEvents ?? [])),
  };
}

const plans = new WeakMap<RuleSettings, Plan>();
const unchanged: RuleSettings = {};

/** The plan of a run's settings, made once: replay lints every answer with settings of its own. */
export function cachedPlan(settings: RuleSettings = unchanged): Plan {
  const plan = plans.get(settings) ?? planOf(settings);
  plans.set(settings, plan);
  return plan;
}

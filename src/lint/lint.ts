import { TextDocument } from "vscode-languageserver-textdocument";
import { type Json, parseJson } from "../input/json.ts";
import { locate, type Path, type Span } from "../input/locate.ts";
import type { Channel } from "../protocol/channels.ts";
import { type EventName, eventNames } from "../protocol/events/index.ts";
import {
  type EnvelopeFault,
  type EventNode,
  envelopeFaults,
  type Item,
  isWebhook,
  itemsOf,
  readNode,
} from "./answer.ts";
import { type Excerpt, type Finding, ruleUrl, type Severity } from "./finding.ts";
import type { Report, Reporter, Rule } from "./rule.ts";
import { rules } from "./rules/index.ts";
import type { Corrections } from "./shape.ts";

/** Severities by rule id. */
export type Severities = Readonly<Record<string, Severity | "off">>;

/** What a run lints for. */
export interface LintSettings {
  readonly channels: readonly Channel[];
  /** severities by rule id that the configuration asks for */
  readonly severities?: Severities | undefined;
  /** event name → the platform's real names of inferred parameters */
  readonly corrections?: Readonly<Record<string, Corrections>> | undefined;
  /** true where the text is known to come from a bot, so that nothing in it is taken for a webhook */
  readonly fromBot?: boolean;
}

/** What linting one text gave. */
export interface LintResult {
  readonly findings: readonly Finding[];
  /** how many events were looked at */
  readonly events: number;
  /** false where it isn't JSON, or a webhook where an answer was expected */
  readonly readable: boolean;
}

/** A text and where it came from. */
export interface Source {
  readonly file: string;
  readonly text: string;
  /** the number of the text's first line in the file, from 1 */
  readonly line?: number;
}

interface Reported extends Report {
  readonly rule: Rule;
}

type Check<Subject extends unknown[]> = readonly [rule: Rule, check: (...subject: [...Subject, Reporter]) => void];

/** The checks of the rules that are on, by what they look at. */
interface Plan {
  readonly text: readonly Check<[Json]>[];
  readonly item: readonly Check<[Item, readonly EnvelopeFault[]]>[];
  readonly events: Readonly<Record<EventName, readonly Check<[EventNode]>[]>>;
  readonly answer: readonly Check<[readonly EventNode[]]>[];
}

function planOf(severities: Severities): Plan {
  const active = rules.filter(({ id }) => severities[id] !== "off");
  const checks = <Subject extends unknown[]>(pick: (rule: Rule) => Check<Subject>[1] | undefined): Check<Subject>[] =>
    active.flatMap((rule) => {
      const check = pick(rule);
      return check ? [[rule, check] as const] : [];
    });
  const eventChecks = (name: EventName) => [
    ...checks<[EventNode]>(({ event }) => event),
    // the name picks the visitor of just these nodes, which the compiler can't follow
    ...checks<[EventNode]>(({ visit }) => visit?.[name] as Check<[EventNode]>[1] | undefined),
  ];
  return {
    text: checks(({ text }) => text),
    item: checks(({ item }) => item),
    events: Object.fromEntries(eventNames.map((name) => [name, eventChecks(name)])) as unknown as Plan["events"],
    answer: checks(({ answer }) => answer),
  };
}

const plans = new WeakMap<Severities, Plan>();
const unchanged: Severities = {};

/** The plan of a run's severities, made once: replay lints every answer with settings of its own. */
function cachedPlan({ severities = unchanged }: LintSettings): Plan {
  const plan = plans.get(severities) ?? planOf(severities);
  plans.set(severities, plan);
  return plan;
}

/** Runs the rules over a text that has been read; what is switched off does not run. */
function check(json: Json, settings: LintSettings): { reports: Reported[]; events: number; readable: boolean } {
  const plan = cachedPlan(settings);
  const reports: Reported[] = [];
  const run = <Subject extends unknown[]>(checks: readonly Check<Subject>[], ...subject: Subject): void => {
    for (const [rule, look] of checks) look(...subject, (report) => reports.push({ ...report, rule }));
  };
  run(plan.text, json);
  if (json.faults.length > 0) return { reports, events: 0, readable: false };
  const items = itemsOf(json.value);
  const nodes: EventNode[] = [];
  for (const item of items) {
    const faults = envelopeFaults(item.value, settings);
    run(plan.item, item, faults);
    const node = faults.length === 0 ? readNode(item, settings) : undefined;
    if (node === undefined) continue;
    nodes.push(node);
    run(plan.events[node.name], node);
  }
  run(plan.answer, nodes);
  const readable = !items.some(({ value }) => isWebhook(value, settings));
  return { reports, events: items.length, readable };
}

const pointerOf = (path: Path): string =>
  path.map((step) => `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

const isSpan = (at: Path | Span): at is Span => !Array.isArray(at);

/** More of a line than that helps nobody: a whole answer may stand on one. */
const excerptReach = 100;

function excerptOf(document: TextDocument, { line, character }: { line: number; character: number }): Excerpt {
  const start = Math.max(0, character - excerptReach);
  const text = document.getText({
    start: { line, character: start },
    end: { line, character: character + excerptReach },
  });
  return { text: text.replace(/\r?\n$/, ""), column: start + 1 };
}

/** Gives the reports their places, in one pass over the text, and sorts them by it. */
function place(reports: readonly Reported[], { file, text, line = 1 }: Source, settings: LintSettings): Finding[] {
  if (reports.length === 0) return [];
  const find = locate(
    text,
    reports.flatMap(({ at }) => (isSpan(at) ? [] : [at])),
  );
  const document = TextDocument.create(file, "json", 0, text);
  const findings = reports.map(({ rule, at, key, ...report }): Finding => {
    const { start, end } = isSpan(at) ? at : find(at, key ? "key" : "value");
    const [from, to] = [document.positionAt(start), document.positionAt(end)];
    const asked = settings.severities?.[rule.id];
    return {
      rule: rule.id,
      severity: asked === undefined || asked === "off" ? (report.severity ?? rule.severity) : asked,
      message: report.message,
      ...(report.hint === undefined ? {} : { hint: report.hint }),
      file,
      line: from.line + line,
      column: from.character + 1,
      endLine: to.line + line,
      endColumn: to.character + 1,
      pointer: isSpan(at) ? "" : pointerOf(at),
      ...(report.event === undefined ? {} : { event: report.event }),
      channels: report.channels ?? [],
      ...(report.limit === undefined ? {} : { limit: report.limit }),
      evidence: report.evidence ?? "documented",
      url: ruleUrl(rule.id),
      excerpt: excerptOf(document, from),
    };
  });
  return findings.sort((one, other) => one.line - other.line || one.column - other.column);
}

/** Lints one JSON text: an event, a list of them, or `{response: …}`. Never throws, whatever the text holds. */
export function lintText(source: Source, settings: LintSettings): LintResult {
  const { reports, events, readable } = check(parseJson(source.text), settings);
  return { findings: place(reports, source, settings), events, readable };
}

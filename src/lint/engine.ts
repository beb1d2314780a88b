import { isObject, type Json, parseJson } from "../input/json.ts";
import type { Path } from "../input/locate.ts";
import type { Channel } from "../protocol/channels.ts";
import { channelOf, type WebhookEvent } from "../protocol/envelope.ts";
import type { EventName } from "../protocol/events/index.ts";
import { type EventNode, envelopeFaults, type Item, isWebhook, readNode } from "./answer.ts";
import { type Collector, createCollector } from "./collector.ts";
import { isAtLeast, type Severity, severities } from "./finding.ts";
import type { LintResult, LintSettings } from "./lint.ts";
import { isPath, place, type Reported, type Source } from "./place.ts";
import { type Check, cachedPlan } from "./plan.ts";
import type { Heard } from "./remembered-shapes.ts";
import { ruleIds } from "./rules/index.ts";
import { type Said, toldBy } from "./said.ts";
import { createSessions } from "./sessions.ts";
import { isWithin, mayHoldSuppressions } from "./suppressions.ts";

/** An event as it is in all texts of one shape. */
interface Remarkable {
  readonly name: EventName;
  readonly path: Path;
  /** the place of its payload among those of the text */
  readonly payload: number;
}

/** What one text gave, and whether the same can be said of others like it. */
export interface Studied extends LintResult {
  /** every event is just as the protocol wants it; nothing is suppressed, and nothing depends on what was said before */
  readonly isPlain: boolean;
  /** how many events have a payload */
  readonly payloads: number;
  /** the events that matter to what is said later in the session */
  readonly remarkable: readonly Remarkable[];
}

/** Two ways to look at the texts of one file; it remembers what was said in each session. */
interface Engine {
  lint(source: Source): Studied;
  /** Looks only at what depends on what was said before; all else is known of texts that are like this one. */
  hear(source: Source, heard: Heard, known: Studied): LintResult;
}

function run<Subject extends unknown[]>(
  checks: readonly Check<Subject>[],
  { collect }: Pick<Collector, "collect">,
  ...subject: Subject
): void {
  for (const { rule, look, options } of checks) look(...subject, (report) => collect(rule, report), options);
}

/** Whether an item, which is known to be an event, has a payload. */
const hasPayload = ({ value }: Item): boolean => Object.hasOwn((value as { packet: object }).packet, "payload");

/** Where a session is found: by the cid that its webhook had, else by that of the first event. */
function cidOf({ entry }: Said, nodes: readonly EventNode[]): string | undefined {
  const cid = entry?.cid ?? nodes[0]?.info.cid;
  return typeof cid === "string" ? cid : undefined;
}

/** The channel that a recorded webhook came from; `undefined` where it isn't a webhook at all. */
function recordedChannel(event: unknown): Channel | undefined {
  return isObject(event) && isObject(event.info) ? channelOf(event as unknown as WebhookEvent) : undefined;
}

/** Whether it is known from where it stands that a bot said it, or is expected to. */
const isOfBot = ({ entry, isExpected = false }: Said): boolean => entry !== undefined || isExpected;

/** Takes what is reported of what was said, but for what is said of matchers. */
function besideMatchers({ matchers = [] }: Said, { collect }: Pick<Collector, "collect">): Pick<Collector, "collect"> {
  if (matchers.length === 0) return { collect };
  return {
    collect(rule, report) {
      const { at } = report;
      if (!isPath(at) || !matchers.some((matcher) => isWithin(at, matcher))) collect(rule, report);
    },
  };
}

function countsOf(reports: readonly Reported[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of reports) counts[severity]++;
  return counts;
}

/** Makes an engine. It never throws, whatever the texts hold. */
export function createEngine(settings: LintSettings): Engine {
  const { channels: asked, corrections, fromBot = false, severity: least = "info" } = settings;
  const plan = cachedPlan(settings.rules);
  const sessionOf = createSessions();
  const mattersLater = ({ name }: EventNode): boolean => plan.sessionEvents.has(name);

  const channelsFor = ({ entry }: Said): readonly Channel[] => {
    const recordedOn = settings.asRecorded && entry ? sessionOf(entry.cid).channel : undefined;
    return recordedOn ? asked.filter((channel) => channel === recordedOn) : asked;
  };

  const findingsOf = (reports: readonly Reported[], source: Source, json: Json) =>
    place(
      reports.filter(({ severity }) => isAtLeast(severity, least)),
      source,
      json,
    );

  function tellSession(said: Said, nodes: readonly EventNode[], collect: Collector["collect"]): void {
    const cid = cidOf(said, nodes);
    const listeners = said.entry ? plan.session : plan.unrecorded;
    if (cid === undefined || (said.entry === undefined && !nodes.some(mattersLater))) return;
    sessionOf(cid).tell(listeners, { ...said, nodes }, collect);
  }

  function lintSaid(said: Said, all: Collector): readonly EventNode[] {
    const collector = besideMatchers(said, all);
    const nodeSettings = { channels: channelsFor(said), corrections };
    const nodes: EventNode[] = [];
    for (const item of said.items) {
      const faults = envelopeFaults(item.value, { fromBot: fromBot || isOfBot(said) });
      run(plan.item, collector, item, faults);
      const node = faults.length === 0 ? readNode(item, nodeSettings) : undefined;
      if (node === undefined) continue;
      nodes.push(node);
      run(plan.events[node.name], collector, node);
    }
    // what a matcher stands for may be what a rule misses
    if (!said.isExpected || nodes.length === said.items.length) run(plan.answer, collector, nodes);
    return nodes;
  }

  function remarkableOf(nodes: readonly EventNode[]): Pick<Studied, "payloads" | "remarkable"> {
    const remarkable: Remarkable[] = [];
    let payloads = 0;
    for (const node of nodes) {
      if (mattersLater(node)) remarkable.push({ name: node.name, path: node.item.path, payload: payloads });
      if (hasPayload(node.item)) payloads++;
    }
    return { payloads, remarkable };
  }

  function lintValue(value: unknown, collector: Collector) {
    const { said, webhooks } = toldBy(value);
    for (const { cid, event } of webhooks) sessionOf(cid).channel = recordedChannel(event);
    const heard = said.map((one) => ({ one, nodes: lintSaid(one, collector) }));
    const before = collector.reports.length;
    for (const { one, nodes } of heard) tellSession(one, nodes, besideMatchers(one, collector).collect);
    const isReadable = (one: Said) => fromBot || isOfBot(one) || !one.items.some((item) => isWebhook(item.value));
    const nodes = heard.flatMap((each) => each.nodes);
    const events = said.reduce((count, { items }) => count + items.length, 0);
    const isByItself = collector.reports.length === before && !said.some(isOfBot) && webhooks.length === 0;
    return {
      events,
      readable: said.every(isReadable),
      isPlain:
        isByItself &&
        nodes.length === events &&
        nodes.every(({ shape }) => shape.faults.length === 0 && shape.renamed.size === 0),
      ...remarkableOf(nodes),
    };
  }

  return {
    lint(source) {
      const json = source.json ?? parseJson(source.text);
      const collector = createCollector(json, settings);
      run(plan.text, collector, json);
      const unread = { events: 0, readable: false, isPlain: false, payloads: 0, remarkable: [] };
      const read = json.faults.length > 0 ? unread : lintValue(json.value, collector);
      run(plan.unused, collector, collector.unused(), { channels: asked, ruleIds });
      const { reports } = collector;
      const isPlain = read.isPlain && !mayHoldSuppressions(source.text) && json.duplicates().length === 0;
      return { ...read, isPlain, findings: findingsOf(reports, source, json), counts: countsOf(reports) };
    },

    hear(source, heard, known) {
      const cid = heard.cid();
      if (known.remarkable.length === 0 || cid === undefined) return known;
      const items = known.remarkable.map(({ name, path, payload }) => {
        return { value: { info: { cid }, packet: { name, payload: heard.payload(payload) } }, path };
      });
      const nodes = items.flatMap((item) => readNode(item, { channels: asked, corrections }, true) ?? []);
      let collector: Collector | undefined;
      const collect: Collector["collect"] = (rule, report) => {
        collector ??= createCollector({ text: "", value: undefined }, settings);
        collector.collect(rule, report);
      };
      sessionOf(cid).tell(plan.unrecorded, { items, path: [], nodes }, collect);
      const reports = collector?.reports ?? [];
      if (reports.length === 0) return known;
      const counts = countsOf(reports);
      for (const severity of severities) counts[severity] += known.counts[severity];
      return { ...known, counts, findings: findingsOf(reports, source, parseJson(source.text)) };
    },
  };
}

import type { ChoiceName } from "../delivery/choice.ts";
import type { PartExcess, Rendering } from "../delivery/rendering.ts";
import type { Channel } from "../protocol/channels.ts";
import { isFirm } from "../protocol/limit.ts";
import type { Evidence } from "../protocol/parameter.ts";
import { listed, written } from "../written.ts";
import type { EventNode } from "./answer.ts";
import { isAtLeast, type LimitFacts, type Severity, worst } from "./finding.ts";
import type { Report, Reporter } from "./rule.ts";

/** A channel on which a part is beyond a limit. */
export interface Case extends PartExcess {
  readonly channel: Channel;
}

/** What a finding rests on: a limit, and how certain it is that it is exceeded. */
function evidenceOf({ limit, certain }: Pick<PartExcess, "limit" | "certain">): Evidence {
  return isFirm(limit) && certain ? "documented" : "inferred";
}

/** What a finding depends on where a text may be too long or not, as characters are counted. */
export function countingHint(excesses: readonly Pick<PartExcess, "certain">[]): string | undefined {
  if (excesses.every(({ certain }) => certain)) return undefined;
  return "an emoji is two UTF-16 units; whether it counts as two or as one character is not documented";
}

/** How bad it is to be beyond a limit: by what happens then, and by how sure we are of it. */
export function severityOf({ limit, certain }: Pick<PartExcess, "limit" | "certain">): Severity {
  if (limit.beyond === "split") return "info";
  return limit.beyond === "refused" && certain && isFirm(limit) ? "error" : "warning";
}

/** The facts of an excess for a finding. */
export function limitFacts({ limit, got, certain }: Pick<PartExcess, "limit" | "got" | "certain">): LimitFacts {
  return { expected: limit.value, got, unit: certain ? limit.unit : "UTF-16 units" };
}

/** The members of a list that have the same key, in the order in which the keys first come. */
export function groupedBy<T>(list: readonly T[], keyOf: (member: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const member of list) {
    const key = keyOf(member);
    const group = groups.get(key);
    if (group) group.push(member);
    else groups.set(key, [member]);
  }
  return [...groups.values()];
}

/** The excesses of an event's renderings that a rule is about, grouped by the place they point to. */
export function casesByPlace(
  node: EventNode,
  select: (rendering: Rendering) => readonly PartExcess[],
): { path: PartExcess["path"]; cases: Case[] }[] {
  if (node.renderings.every(({ excesses, asText }) => excesses.length === 0 && asText.length === 0)) return [];
  const cases = node.renderings.flatMap((rendering) =>
    select(rendering).map((excess): Case => ({ ...excess, channel: rendering.channel })),
  );
  return groupedBy(cases, ({ path }) => JSON.stringify(path)).map((group) => ({
    path: group[0]?.path ?? [],
    cases: strictestOfEachChannel(group),
  }));
}

const rank = (one: Case, other: Case): number => {
  const [left, right] = [severityOf(one), severityOf(other)];
  if (left !== right) return isAtLeast(left, right) ? -1 : 1;
  return one.limit.value - other.limit.value;
};

function strictestOfEachChannel(cases: readonly Case[]): Case[] {
  const channels = groupedBy(cases, ({ channel }) => channel);
  return channels.flatMap((group) => [...group].sort(rank).slice(0, 1)).sort(rank);
}

const verbs: Readonly<Record<string, string>> = { truncated: "shows", "as text": "can click" };

/** "facebook takes at most 2,000, whatsapp_business and telegram at most 4,096". */
function clause(cases: readonly Case[]): string {
  const groups = groupedBy(cases, ({ limit }) => `${limit.value} ${limit.beyond}`);
  const parts = groups.map((group) => {
    const { limit } = group[0] as Case;
    const channels = listed(group.map(({ channel }) => channel));
    const verb = verbs[limit.beyond] ?? "takes";
    return `${channels} ${group.length > 1 && verb !== "can click" ? verb.slice(0, -1) : verb} at most ${written(limit.value)}`;
  });
  return listed(parts);
}

/** "2,400 characters, but facebook takes at most 2,000; 4,800 UTF-8 bytes, but threema takes at most 3,500". */
function excessMessage(cases: readonly Case[]): string {
  const lead = (excess: Case): string => {
    const { got, unit } = limitFacts(excess);
    // the difference matters to who counts, not to who reads
    return `${written(got)} ${unit === "code points" ? "characters" : unit}`;
  };
  const clauses = groupedBy(cases, lead).map((group) => `${lead(group[0] as Case)}, but ${clause(group)}`);
  return clauses.join("; ");
}

/** What the excesses at one place have in common, for one report. */
export function excessReport(node: EventNode, { path, cases }: ReturnType<typeof casesByPlace>[number]): Report {
  const strictest = cases[0] as Case;
  return {
    at: node.at(path),
    event: node.name,
    severity: worst(cases.map(severityOf)),
    message: excessMessage(cases),
    channels: cases.map(({ channel }) => channel),
    limit: limitFacts(strictest),
    hint: countingHint(cases),
    evidence: evidenceOf(strictest),
  };
}

/** A visitor that reports, place by place, the excesses that a rule is about. */
export function reportExcesses(select: (rendering: Rendering) => readonly PartExcess[]) {
  return (node: EventNode, report: Reporter): void => {
    for (const place of casesByPlace(node, select)) report(excessReport(node, place));
  };
}

/** The same visitor for all choice messages. */
export function onChoices<Visitor>(visitor: Visitor): Record<ChoiceName, Visitor> {
  return { bubbles: visitor, carousel: visitor, button_template: visitor, list_template: visitor };
}

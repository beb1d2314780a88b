import { isObject } from "../../input/json.ts";
import { readNode } from "../../lint/answer.ts";
import { type Finding, worst } from "../../lint/finding.ts";
import { isWebAddress } from "../../preview/address.ts";
import { type Drawing, drawingOf } from "../../preview/drawing.ts";
import { remarksOf } from "../../preview/preview.ts";
import { printable } from "../../printable.ts";
import { type Channel, channelNames } from "../../protocol/channels.ts";
import { definitionOf, isEventName } from "../../protocol/events/index.ts";
import type { Problem } from "../../replay/turn.ts";
import type { ApiRequest } from "../api-request.ts";
import { wordsOf } from "../effect-words.ts";
import type { Happening } from "../happening.ts";
import type { LiveSession } from "../live-session.ts";
import type { Remark, Stray, Told } from "./dev-wire.ts";

type Said = Extract<Happening, { kind: "answer" | "request" }>;
type EffectOf<Kind> = Extract<Extract<Happening, { kind: "effect" }>["effect"], { kind: Kind }>;

/** More than anybody reads of one event. */
const mostRemarks = 50;
const mostNames = 20;
const longestMessage = 500;

const short = (text: string): string =>
  printable(text.length > longestMessage ? `${text.slice(0, longestMessage)}…` : text);

const fromFinding = ({ severity, message, hint, rule, url }: Finding): Remark => ({
  severity,
  message: short(message),
  hint: hint && short(hint),
  rule,
  url,
});

const fromProblem = ({ severity, message, kind }: Problem): Remark => ({
  severity,
  message: short(message),
  rule: kind,
});

function eventName(event: unknown): string {
  const name = isObject(event) && isObject(event.packet) ? event.packet.name : undefined;
  return typeof name === "string" ? printable(name.slice(0, 60)) : "no event";
}

/** The index of the event that a finding is about, in a list as well as alone; `undefined` where it is about all of them. */
function eventIndex({ pointer, event }: Finding): number | undefined {
  const [, first] = pointer.split("/");
  // an event that stands alone is the whole of the answer
  if (first === undefined) return event === undefined ? undefined : 0;
  if (/^\d+$/.test(first)) return Number(first);
  return first === "info" || first === "packet" ? 0 : undefined;
}

/** Whether the effect of an event names the event, so that what is found in it can stand there. */
function isAttached(event: unknown): boolean {
  const name = eventName(event);
  if (!isEventName(name) || name === "delay" || name === "contact_update") return false;
  return definitionOf(name).endsSession === "never";
}

/** What was found in events, by the very event. */
const findingsOf = new WeakMap<object, readonly Finding[]>();

/** Whether all that is wrong with what the bot said stands at it, as nothing of it is carried out. */
const isVoid = ({ kind, status }: Said): boolean => kind === "request" && status !== 200;

function eventOf(said: Said, finding: Finding): object | undefined {
  const index = isVoid(said) ? undefined : eventIndex(finding);
  const event = index === undefined ? undefined : said.events[index];
  return isObject(event) && isAttached(event) ? event : undefined;
}

/** Remembers what was found in each event, for when something of it is shown. To be called before that happens. */
export function noteFindings(happening: Happening): void {
  if (happening.kind !== "answer" && happening.kind !== "request") return;
  for (const finding of happening.findings) {
    const event = eventOf(happening, finding);
    if (event) findingsOf.set(event, [...(findingsOf.get(event) ?? []), finding]);
  }
}

function saidOf(said: Said) {
  const { events, findings, problems } = said;
  const own = findings.filter((finding) => eventOf(said, finding) === undefined);
  return {
    bytes: Buffer.byteLength(JSON.stringify(events)),
    names: events.slice(0, mostNames).map(eventName),
    count: events.length,
    remarks: [...problems.map(fromProblem), ...own.map(fromFinding)].slice(0, mostRemarks),
    found: findings.length + problems.length,
    worst: worst([...findings, ...problems].map(({ severity }) => severity)),
  };
}

function remarksOn(event: unknown, channel?: Channel): Remark[] {
  const findings = (isObject(event) && findingsOf.get(event)) || [];
  return remarksOf({ name: undefined, payload: {}, renderings: [], findings }, channel)
    .slice(0, mostRemarks)
    .map(fromFinding);
}

type Corrections = LiveSession["session"]["corrections"];

function drawn({ event, rendering }: EffectOf<"show" | "refused">, corrections: Corrections): Drawing {
  const node = readNode({ value: event, path: [] }, { channels: [], corrections });
  return drawingOf(rendering, node?.event.packet.payload ?? {});
}

function told(
  happening: Happening,
  { channel, corrections }: LiveSession["session"],
): DistributiveOmit<Told, "number" | "at"> {
  switch (happening.kind) {
    case "input":
      return { kind: "input", input: happening.input };
    case "webhook": {
      const bytes = Buffer.byteLength(JSON.stringify(happening.webhook));
      return { kind: "webhook", name: happening.webhook.packet.name, bytes };
    }
    case "answer":
      return { kind: "answer", to: happening.to, status: happening.status, ms: happening.ms, ...saidOf(happening) };
    case "request":
      return { kind: "request", status: happening.status, ...saidOf(happening) };
    case "effect":
      return toldEffect(happening.effect, channel, corrections);
  }
}

/** A request that no session has, as the page gets it. */
export function strayOf({ at, error = "", ...request }: ApiRequest, number: number): Stray {
  const said = saidOf({ kind: "request", number, at, ...request });
  return { kind: "request", number, at, status: request.status, ...said, remarks: [], error: short(error) };
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

function toldEffect(effect: EffectOf<string>, channel: Channel, corrections: Corrections) {
  if (effect.kind === "typing") return { kind: "typing", seconds: effect.seconds } as const;
  const event = "event" in effect ? effect.event : undefined;
  if (effect.kind === "show" || effect.kind === "refused") {
    return {
      kind: effect.kind,
      event: eventName(event),
      choice: effect.kind === "show" ? effect.choice : undefined,
      drawing: drawn(effect, corrections),
      remarks: remarksOn(event, channel),
    } as const;
  }
  const link = effect.kind === "navigate" && isWebAddress(effect.link) ? { link: effect.link } : {};
  return { kind: "line", about: effect.kind, ...wordsOf(effect), ...link, remarks: remarksOn(event) } as const;
}

const texts = new WeakMap<Happening, string>();

/** A happening as the page gets it, as JSON. */
export function toldText(happening: Happening, { session }: LiveSession): string {
  const { number, at } = happening;
  const text = texts.get(happening) ?? JSON.stringify({ number, at, ...told(happening, session) } satisfies Told);
  texts.set(happening, text);
  return text;
}

/** What every channel would make of the event that was shown, or refused; none for any other happening. */
export function drawingsOf(happening: Happening, { session: { corrections } }: LiveSession): Drawing[] {
  if (happening.kind !== "effect" || !("rendering" in happening.effect)) return [];
  const node = readNode({ value: happening.effect.event, path: [] }, { channels: channelNames, corrections });
  return node?.renderings.map((rendering) => drawingOf(rendering, node.event.packet.payload)) ?? [];
}

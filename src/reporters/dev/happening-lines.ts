import { printable } from "../../printable.ts";
import type { Channel } from "../../protocol/channels.ts";
import type { WebhookEvent } from "../../protocol/envelope.ts";
import type { Effect } from "../../simulator/effect.ts";
import type { Happening } from "../../simulator/happening.ts";
import { severityText } from "../finding-line.ts";
import { printableJson } from "../json-text.ts";
import { bubble } from "../replay/bubble.ts";
import { marks } from "../replay/chat.ts";
import { type Fault, ownFaults } from "../replay/faults.ts";
import { saidText, timeText } from "../replay/turn-text.ts";
import type { View } from "../view.ts";
import { hanging } from "../wrapped.ts";

/** A session as it is drawn: where it goes on, and the webhook that a number stands for. */
export interface DrawnSession {
  readonly channel: Channel;
  readonly webhookBy: (number: number) => WebhookEvent | undefined;
}

type Told = Exclude<Effect, { kind: "post" | "wait" }>;

const aside = (text: string, { style, width }: View): string[] =>
  hanging("    ", 4, style.dim(text), width).split("\n");

const nameOf = (event: unknown): string => {
  const { packet } = (event ?? {}) as { packet?: { name?: unknown } };
  return typeof packet?.name === "string" ? printable(packet.name) : printableJson(event);
};

function faultLines({ severity, message, rule, pointer }: Fault, { style, width }: View): string[] {
  const place = pointer ? ` at ${printable(pointer)}` : "";
  const source = rule === undefined ? "" : ` ${style.dim(`(${rule}${place})`)}`;
  return hanging("    ", 4, `${severityText(severity, style)} ${printable(message)}${source}`, width).split("\n");
}

/** The numbers that choose what can be clicked; in numbered text they stand already. */
function choiceLines({ rendering }: Extract<Told, { kind: "show" }>, view: View): string[] {
  if (rendering.form === "numbered_text" || rendering.options.length === 0) return [];
  const options = rendering.options.map(({ label }, index) => `${index + 1} ${printable(label)}`);
  return aside(`choose: ${options.join(" · ")}`, view);
}

type Drawn = {
  readonly [Kind in Told["kind"]]: (effect: Extract<Told, { kind: Kind }>, channel: Channel, view: View) => string[];
};

const effects: Drawn = {
  show: (effect, channel, view) => [...bubble(effect.event, channel, view), ...choiceLines(effect, view)],
  refused: ({ event }, channel, view) => bubble(event, channel, view),
  typing: ({ seconds }, _, view) => aside(`… typing, ${seconds} s`, view),
  navigate: ({ link }, _, view) => aside(`the browser opens ${printable(link)}`, view),
  contact: ({ changes }, _, view) => aside(`contact: ${printableJson(changes)}`, view),
  conversation: ({ changes }, _, view) => aside(`conversation: ${printableJson(changes)}`, view),
  campaigns: ({ subscribed }, _, view) =>
    aside(subscribed ? "subscribed to campaigns" : "unsubscribed from campaigns", view),
  note: ({ body }, _, view) => aside(`note for operators: ${printable(body)}`, view),
  dispatch: ({ event, state }, _, view) => aside(`${nameOf(event)}: ${state}`, view),
  over: ({ by, outcome }, _, view) => aside(`the session is over: ${outcome} by ${by}`, view),
  dropped({ event, part, reason }, _, view) {
    const what = part === undefined ? nameOf(event) : `${part} of ${nameOf(event)}`;
    return faultLines({ severity: "warning", message: `${what} has no effect: ${reason}` }, view);
  },
  impossible: ({ reason }, _, view) => faultLines({ severity: "error", message: reason }, view),
};

function effectLines<Kind extends Told["kind"]>(
  effect: Extract<Told, { kind: Kind }>,
  channel: Channel,
  view: View,
): string[] {
  return effects[effect.kind as Kind](effect, channel, view);
}

/** "✓   3.1 ms  message  Ada": how the answer went, how long it took, and to what. */
function answerLines(
  happening: Extract<Happening, { kind: "answer" }>,
  { webhookBy }: DrawnSession,
  view: View,
): string[] {
  const { style, width } = view;
  const webhook = webhookBy(happening.to);
  const faults = ownFaults(happening);
  const mark = marks[faults.some(({ severity }) => severity === "error") ? "failed" : "passed"](style);
  const first = `  ${mark} ${style.dim(timeText(happening.ms).padStart(8))}  `;
  const said = webhook ? saidText({ webhook }) : "";
  const event = style.bold(printable(webhook?.packet.name ?? ""));
  const head = hanging(first, 14, said === "" ? event : `${event}  ${said}`, width).split("\n");
  return [...head, ...faults.flatMap((fault) => faultLines(fault, view))];
}

function requestLines(happening: Extract<Happening, { kind: "request" }>, view: View): string[] {
  const refusal = happening.status === 200 ? "" : `, refused with ${happening.status}`;
  const faults = ownFaults(happening).flatMap((fault) => faultLines(fault, view));
  return [...aside(`later, through the API URL${refusal}`, view), ...faults];
}

/** Something that happened in a session, as lines of a chat; none for what is told with something else. */
export function happeningLines(happening: Happening, session: DrawnSession, view: View): string[] {
  if (happening.kind === "answer") return answerLines(happening, session, view);
  if (happening.kind === "request") return requestLines(happening, view);
  return happening.kind === "effect" ? effectLines(happening.effect, session.channel, view) : [];
}

/** The head of a session: where it goes on, and its cid. */
export function sessionLines(channel: Channel, cid: string, { style }: View): string[] {
  return [`${style.underline(channel)}  ${style.dim(printable(cid))}`];
}

import type { Difference } from "../../expected/difference.ts";
import { isObject, type JsonObject } from "../../input/json.ts";
import type { Channel } from "../../protocol/channels.ts";
import { drawnEvent } from "../../replay/rendered.ts";
import type { ReceivedRequest, Turn } from "../../replay/turn.ts";
import { printableJson } from "../json-text.ts";
import { type Html, html } from "../preview/escaped.ts";
import { messageHtml } from "../preview/message-html.ts";
import { requestTitle } from "./chat.ts";
import { kindText, type Side, sidesOf } from "./difference-text.ts";
import { differenceFault, type Fault, ownFaults, skipReason } from "./faults.ts";
import type { ReplayView } from "./index.ts";
import { payloadOf, saidBy, timeText } from "./turn-text.ts";

/** Characters of a JSON text; a page of megabytes is of no use to anybody. */
const longestJson = 20_000;

function jsonHtml(value: unknown): Html {
  const text = printableJson(value, 2);
  return html`<pre>${text.length > longestJson ? `${text.slice(0, longestJson)}…` : text}</pre>`;
}

const folded = (title: string, content: Html): Html => html`<details><summary>${title}</summary>${content}</details>`;

/** What the contact did: what it said on its own side of the chat, anything else as a line between. */
function contactHtml(turn: Turn): Html {
  const said = saidBy(turn);
  const caption = html`<p class="caption">${turn.event}</p>`;
  if (said !== undefined)
    return html`<li class="contact">${caption}<div class="bubble" dir="auto"><p>${said}</p></div></li>`;
  const payload = payloadOf(turn);
  const facts = Object.keys(payload).length > 0 ? html`<p class="event">${printableJson(payload)}</p>` : undefined;
  return html`<li class="between">${caption}${facts}</li>`;
}

/** One event of the bot as the contact sees it; its JSON where there is nothing to see. */
function eventHtml(value: unknown, channel: Channel): Html {
  const event = drawnEvent(value, channel);
  const packet: JsonObject = isObject(value) && isObject(value.packet) ? value.packet : {};
  const caption = html`<p class="caption">${typeof packet.name === "string" ? packet.name : "no event"}</p>`;
  if (event === undefined) return html`<li>${caption}${jsonHtml(value)}</li>`;
  const { payload, rendering } = event;
  const isSilent = rendering.form === "nothing" && Object.keys(payload).length > 0;
  const shown = isSilent ? html`<p class="event">${printableJson(payload)}</p>` : messageHtml(rendering, payload);
  const refused = rendering.form === "refused" ? html`<p class="event">refused by this channel</p>` : undefined;
  return html`<li>${caption}${refused ?? shown}</li>`;
}

function requestHtml(request: ReceivedRequest, channel: Channel): Html {
  const title = html`<li class="between"><p class="caption">${requestTitle(request)}</p></li>`;
  return html`${title}${request.events.map((event) => eventHtml(event, channel))}`;
}

function faultHtml({ severity, message, rule, pointer = "" }: Fault): Html {
  const source =
    rule === undefined ? undefined : html` <small>${pointer === "" ? rule : `${rule} at ${pointer}`}</small>`;
  return html`<li class="${severity}"><b>${severity}</b> <span>${message}</span>${source}</li>`;
}

const sideNames = { "-": ["del", "expected"], "+": ["ins", "came"] } as const;

function sideHtml({ sign, pieces }: Side): Html {
  const [name, title] = sideNames[sign];
  const marked = pieces.length > 1;
  const parts = pieces.map(({ text, isChanged }) => (isChanged && marked ? html`<mark>${text}</mark>` : html`${text}`));
  const content = name === "del" ? html`<del dir="auto">${parts}</del>` : html`<ins dir="auto">${parts}</ins>`;
  return html`<div class="${name}"><span class="side">${title}</span>${content}</div>`;
}

function differenceHtml(difference: Difference): Html {
  const kind = kindText(difference);
  return html`<li><p class="pointer">${difference.pointer || "/"} ${kind}</p><div class="sides">${sidesOf(difference).map(sideHtml)}</div></li>`;
}

/** What is wrong with a turn, with the answer and with what the bot sent by itself. */
function faultsHtml(turn: Turn): Html | undefined {
  if (turn.outcome === "skipped") return html`<p class="reason">${skipReason(turn)}</p>`;
  const faults = [...ownFaults(turn), ...turn.requests.flatMap(ownFaults), ...differenceFault(turn)];
  return faults.length > 0 ? html`<ul class="notes">${faults.map(faultHtml)}</ul>` : undefined;
}

function differencesHtml({ differences, update, expected }: Turn): Html {
  const updated = update && html`<p class="tag updated">expectation ${update}${expected && `: ${expected.file}`}</p>`;
  const list =
    differences.length > 0 ? html`<ul class="differences">${differences.map(differenceHtml)}</ul>` : undefined;
  return html`${updated}${list}`;
}

function wireHtml(turn: Turn, { curl }: ReplayView): Html {
  const answer = turn.events.length > 0 ? folded("JSON of the answer", jsonHtml(turn.events)) : undefined;
  const again =
    turn.outcome === "failed" && turn.ms !== null && curl
      ? folded("curl", html`<pre>${curl(turn).trim()}</pre>`)
      : undefined;
  return html`${answer}${folded("JSON of the webhook", jsonHtml(turn.webhook))}${again}`;
}

const signs = { passed: "✓", failed: "✗", skipped: "–" } as const;

/** A turn: the chat on one side; how it went, what is wrong and what differs on the other. */
export function turnHtml(turn: Turn, id: string, view: ReplayView): Html {
  const { outcome, index, event, ms, status, channel } = turn;
  const facts = [outcome, ...(ms === null ? [] : [timeText(ms)]), ...(status === null ? [] : [`status ${status}`])];
  const requests = turn.requests.map((request) => requestHtml(request, channel));
  return html`<li class="turn ${outcome}" id="${id}"><ol class="chat">${contactHtml(turn)}${turn.events.map((each) => eventHtml(each, channel))}${requests}</ol>
<div class="facts"><h3><span class="sign" aria-hidden="true">${signs[outcome]}</span> #${index + 1} ${event}</h3><p>${facts.join(", ")}</p>${faultsHtml(turn)}${differencesHtml(turn)}${wireHtml(turn, view)}</div></li>
`;
}

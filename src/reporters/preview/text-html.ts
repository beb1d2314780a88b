import type { Rendering } from "../../delivery/rendering.ts";
import type { JsonObject } from "../../input/json.ts";
import { isWebAddress } from "../../preview/address.ts";
import { type TextElement, type TextPart, type TextTag, textParts } from "../../preview/text-parts.ts";
import { type Html, html } from "./escaped.ts";

/** Opens an address in a tab that knows nothing of this one; what is no web address can't be clicked. */
export function linkTo(address: string, content: Html, name = "link"): Html {
  if (!isWebAddress(address)) return html`<span class="${name}" title="${address}">${content}</span>`;
  return html`<a class="${name}" href="${address}" target="_blank" rel="noopener noreferrer">${content}</a>`;
}

const link = (inner: Html, { address = "" }: TextElement): Html => linkTo(address, inner);

const elements: Readonly<Record<TextTag, (inner: Html, element: TextElement) => Html>> = {
  p: (inner) => html`<p>${inner}</p>`,
  div: (inner) => html`<div>${inner}</div>`,
  blockquote: (inner) => html`<blockquote>${inner}</blockquote>`,
  pre: (inner) => html`<pre>${inner}</pre>`,
  ul: (inner) => html`<ul>${inner}</ul>`,
  ol: (inner, { start = 1 }) => html`<ol start="${start}">${inner}</ol>`,
  li: (inner) => html`<li>${inner}</li>`,
  strong: (inner) => html`<strong>${inner}</strong>`,
  em: (inner) => html`<em>${inner}</em>`,
  u: (inner) => html`<u>${inner}</u>`,
  s: (inner) => html`<s>${inner}</s>`,
  code: (inner) => html`<code>${inner}</code>`,
  a: link,
  span: link,
};

function partHtml(part: TextPart): Html {
  if (typeof part === "string") return html`${part}`;
  return elements[part.tag](html`${part.parts.map(partHtml)}`, part);
}

/** What the contact reads, formatted where the channel shows that. */
export function textHtml(rendering: Rendering, payload: JsonObject): Html {
  return html`${textParts(rendering, payload).map(partHtml)}`;
}

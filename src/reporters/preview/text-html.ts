import type { MarkupNode } from "../../delivery/markup.ts";
import type { Rendering } from "../../delivery/rendering.ts";
import type { JsonObject } from "../../input/json.ts";
import { isWebAddress } from "../../preview/address.ts";
import { formattedText, isShown } from "../../preview/formatted.ts";
import { type Html, html } from "./escaped.ts";

type Draw = (node: MarkupNode) => Html;

/** Opens an address in a tab that knows nothing of this one; what is no web address can't be clicked. */
export function linkTo(address: string, content: Html, name = "link"): Html {
  if (!isWebAddress(address)) return html`<span class="${name}" title="${address}">${content}</span>`;
  return html`<a class="${name}" href="${address}" target="_blank" rel="noopener noreferrer">${content}</a>`;
}

const elements: Readonly<Partial<Record<MarkupNode["kind"], (inner: Html, node: MarkupNode) => Html>>> = {
  bold: (inner) => html`<strong>${inner}</strong>`,
  italic: (inner) => html`<em>${inner}</em>`,
  underline: (inner) => html`<u>${inner}</u>`,
  strike: (inner) => html`<s>${inner}</s>`,
  hyperlink: (inner, { href = "" }) => linkTo(href, inner),
  "inline code": (inner) => html`<code>${inner}</code>`,
  "code block": (inner) => html`<pre>${inner}</pre>`,
  "block quote": (inner) => html`<blockquote>${inner}</blockquote>`,
  list: (inner, { first }) =>
    first === undefined ? html`<ul>${inner}</ul>` : html`<ol start="${first}">${inner}</ol>`,
};

/** Parts that stand on lines of their own, whether they are formatted or not. */
const blocks: Readonly<Partial<Record<MarkupNode["kind"], (inner: Html) => Html>>> = {
  paragraph: (inner) => html`<p>${inner}</p>`,
  list: (inner) => html`<div>${inner}</div>`,
  "nested list": (inner) => html`<div>${inner}</div>`,
  "list item": (inner) => html`<div>${inner}</div>`,
  "block quote": (inner) => html`<div>${inner}</div>`,
  "code block": (inner) => html`<p>${inner}</p>`,
};

function drawOn(rendering: Rendering): Draw {
  const drawAs = (node: MarkupNode, isItem: boolean): Html => {
    const { kind, text, children } = node;
    const shown = isShown(kind, rendering);
    const isList = kind === "list" || kind === "nested list";
    const inner =
      children.length === 0 ? html`${text}` : html`${children.map((child) => drawAs(child, isList && shown))}`;
    if (isItem) return html`<li>${inner}</li>`;
    const element = shown ? elements[isList ? "list" : kind] : blocks[kind];
    return element?.(inner, node) ?? inner;
  };
  return (node) => drawAs(node, false);
}

/** What the contact reads, formatted where the channel shows that. */
export function textHtml(rendering: Rendering, payload: JsonObject): Html {
  const formatted = formattedText(rendering, payload);
  if (formatted === undefined) return html`<p>${rendering.text}</p>`;
  return html`${formatted.nodes.map(drawOn(rendering))}`;
}

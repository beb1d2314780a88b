import type { FormLimits, LimitedForm, Part } from "../protocol/channel-facts.ts";
import { factsOf } from "../protocol/channels.ts";
import { plainTextOf } from "./markup.ts";
import { excessOf } from "./measure.ts";
import type { Form, PartExcess, PayloadPath, Rendering } from "./rendering.ts";

/** Which limits bind a form; forms of the website and of the platform itself have none of their own. */
export const limitedForms: Readonly<Partial<Record<Form, LimitedForm>>> = {
  text: "text",
  numbered_text: "text",
  button_template: "button_template",
  list: "list",
  quick_replies: "quick_replies",
};

type Piece = readonly [part: Part, path: PayloadPath, value: string | number | undefined];

/** Where the text of a message comes from: the fallback once the options are numbered, else the body; `buttons` may lack one. */
export function textPath({ form, event }: Pick<Rendering, "form" | "event">): PayloadPath {
  if (form === "numbered_text") return ["fallback"];
  return event === "buttons" ? ["buttons"] : ["body"];
}

/** The parts of a rendering that a channel may limit, with their places in the payload; `undefined` for one that it lacks. */
export function* pieces(rendering: Omit<Rendering, "excesses">): Generator<Piece> {
  const { countsMarkup = true } = factsOf(rendering.channel);
  yield ["body", textPath(rendering), countsMarkup ? rendering.text : plainTextOf(rendering)];
  yield ["header", ["header", "text"], rendering.header?.type === "text" ? rendering.header.text : undefined];
  yield ["headline", ["headline"], rendering.headline];
  yield ["footer", ["footer"], rendering.footer];
  yield ["button", ["button"], rendering.button];
  yield ["options_headline", ["options_headline"], rendering.options_headline];
  if (rendering.form === "numbered_text") return;
  yield ["options", ["options"], rendering.options.length];
  for (const [index, { id, label, description }] of rendering.options.entries()) {
    yield ["id", ["options", index, "id"], id];
    yield ["label", ["options", index, "label"], label];
    yield ["description", ["options", index, "description"], description];
  }
}

/** Every part of a rendering that is beyond a limit of its form, once for each limit it is beyond. */
export function excessesOf(rendering: Omit<Rendering, "excesses">): PartExcess[] {
  const limitedForm = limitedForms[rendering.form];
  const limits: FormLimits | undefined = limitedForm && factsOf(rendering.channel).limits[limitedForm];
  if (limits === undefined) return [];
  const found: PartExcess[] = [];
  for (const [part, path, value] of pieces(rendering)) {
    for (const limit of limits[part] ?? []) {
      const excess = value === undefined ? undefined : excessOf(value, limit);
      if (excess) found.push({ ...excess, part, path });
    }
  }
  return found;
}

import * as z from "zod/mini";
import { documented, inferred, listOf, required, types } from "./parameter.ts";

/** Parameters that several events share, each described once. */

export const text = required(documented(types.text, "the text"));

export const fallback = required(
  documented(
    types.text,
    "the text that stands above the numbered options where the channel can't show them as buttons",
  ),
);

const optionId = required(documented(types.text, "comes back as `value.id` of the click"));
const optionLabel = required(documented(types.text, "what the contact reads and clicks"));

/** The keys of an option of bubbles and button_template. */
export const optionFields = { id: optionId, label: optionLabel } as const;

export const options = required({
  ...listOf(optionFields),
  evidence: "documented",
  summary: "the choices, in the order they are shown",
} as const);

export const link = required(documented(types.text, "an http(s) address"));

export const onFailure = (evidence: "documented" | "inferred") =>
  ({
    schema: z.enum(["feedback"]),
    evidence,
    summary: "`feedback`: when nobody is available the session goes on and the bot gets `forward_failed`",
  }) as const;

export const footer = inferred(types.text, "small text below the body");

export const customFields = documented(types.object, "values of custom fields by their key");

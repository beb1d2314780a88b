import type * as z from "zod/mini";

type Def = z.core.$ZodTypes["_zod"]["def"];

const plurals: Readonly<Record<string, string>> = { text: "texts", number: "numbers", object: "objects" };

const plural = (words: string): string =>
  words
    .split(" or ")
    .map((word) => plurals[word] ?? word)
    .join(" or ");

/** What a schema takes, in words: "text", "list of objects", "one of text, image, video, document", "text or number". */
export function typeWords(schema: z.core.$ZodType): string {
  const def = schema._zod.def as Def;
  switch (def.type) {
    case "string":
      return "text";
    case "boolean":
      return "true or false";
    case "record":
      return "object";
    case "unknown":
      return "anything";
    case "enum": {
      const values = Object.values(def.entries);
      return values.length === 1 ? `the text ${values.join()}` : `one of ${values.join(", ")}`;
    }
    case "array":
      return `list of ${plural(typeWords(def.element))}`;
    case "union":
      return def.options.map(typeWords).join(" or ");
    default:
      return def.type;
  }
}

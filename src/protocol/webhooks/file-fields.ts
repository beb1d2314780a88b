import { inferred, types } from "../parameter.ts";

/** The keys of a file that a contact uploads. */
export const fileFields = {
  link: inferred(types.text, "address of the file", ["url", "href"]),
  name: inferred(types.text, "file name"),
  content_type: inferred(types.text, "MIME type", ["mime_type", "mimetype"]),
  size: inferred(types.number, "size in bytes"),
} as const;

import * as z from "zod/mini";
import { inferred } from "../parameter.ts";

/** The keys of a file that a contact uploads. */
export const fileFields = {
  link: inferred(z.string(), "address of the file", ["url", "href"]),
  name: inferred(z.string(), "file name"),
  content_type: inferred(z.string(), "MIME type", ["mime_type", "mimetype"]),
  size: inferred(z.number(), "size in bytes"),
} as const;

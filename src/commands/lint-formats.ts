import { type LintFormat, lintFormats } from "../reporters/lint/index.ts";
import type { Output, OutputFormats } from "./outputs.ts";

/** The formats of `ulbot lint`, and which of them a file of an extension may hold. */
export const lintOutputFormats: OutputFormats<LintFormat> = {
  names: lintFormats,
  usual: "stylish",
  ofExtension: {
    ".sarif": ["sarif"],
    ".xml": ["junit"],
    ".json": ["json", "gitlab", "sarif"],
    ".jsonl": ["jsonl"],
    ".md": ["markdown"],
  },
};

/** One report of lint to make. */
export type LintOutput = Output<LintFormat>;

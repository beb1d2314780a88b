import type { EventReference } from "../../reference/events.ts";
import { jsonText } from "../json-text.ts";
import type { View } from "../view.ts";
import { listMarkdown } from "./list-markdown.ts";
import { listPretty } from "./list-pretty.ts";
import { pageMarkdown } from "./page-markdown.ts";
import { pagePretty } from "./page-pretty.ts";

type EventReporter = (reference: EventReference, view: View, name: string | undefined) => string;

/** The formats of `ulbot events`, by the name that `--format` takes: a list, or all of what one name stands for. */
export const eventReporters = {
  pretty: (reference, view, name) => (name === undefined ? listPretty(reference, view) : pagePretty(reference, view)),
  json: (reference) => jsonText({ schemaVersion: 1, ...reference }),
  markdown: (reference, _view, name) => (name === undefined ? listMarkdown(reference) : pageMarkdown(name, reference)),
} as const satisfies Record<string, EventReporter>;

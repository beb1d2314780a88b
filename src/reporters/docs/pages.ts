import { eventNames } from "../../protocol/events/index.ts";
import { webhookNames } from "../../protocol/webhooks/index.ts";
import { eventReference } from "../../reference/events.ts";
import { jsonSchemaOf } from "../../reference/json-schema.ts";
import { ruleFacts, ruleGroups } from "../../reference/rules.ts";
import { fidelityPage } from "../dev/fidelity.ts";
import { listMarkdown as eventList } from "../events/list-markdown.ts";
import { pageMarkdown as eventPage } from "../events/page-markdown.ts";
import { jsonText } from "../json-text.ts";
import { listMarkdown as ruleList, pageMarkdown as rulePage } from "../rules/markdown.ts";
import { channelsPage } from "./channels.ts";

/** Folders of `docs/` that hold generated pages and nothing else. */
export const generatedFolders = ["rules", "events", "schema"] as const;

/** The generated pages of the documentation: path in `docs/` → text. */
export function docsPages(): ReadonlyMap<string, string> {
  const rules = ruleGroups().flatMap((group) => group.rules);
  const names = [...new Set<string>([...eventNames, ...webhookNames])];
  return new Map([
    ["channels.md", channelsPage()],
    ["fidelity.md", fidelityPage()],
    ["rules/README.md", ruleList(ruleGroups())],
    ...rules.map((rule) => [`rules/${rule.id}.md`, rulePage(ruleFacts(rule))] as const),
    ["events/README.md", eventList(eventReference(undefined))],
    ...names.map((name) => [`events/${name}.md`, eventPage(name, eventReference(name))] as const),
    ...["answer", "webhook", "expected", "transcript", "config"].map(
      (name) => [`schema/${name}.json`, jsonText(jsonSchemaOf(name))] as const,
    ),
  ]);
}

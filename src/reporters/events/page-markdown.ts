import type { EventFacts, EventReference, WebhookFacts } from "../../reference/events.ts";
import { laidOut } from "../../reference/laid-out.ts";
import type { LimitGroup } from "../../reference/limits.ts";
import type { ParameterFacts } from "../../reference/parameters.ts";
import { code, fenced, page, paragraph, prose, table } from "../markdown-text.ts";
import {
  beyondWords,
  boundText,
  channelsText,
  eventNotes,
  groupTitle,
  limitText,
  sentence,
  uniqueText,
} from "../reference-words.ts";
import { renderingLines } from "../rendering.ts";
import { plainStyle } from "../style.ts";
import { type Alike, alike } from "./alike.ts";

function parameterRows(parameters: readonly ParameterFacts[], before = ""): string[][] {
  return parameters.flatMap(({ name, type, required, evidence, summary, aliases, fields }) => {
    const also = aliases.length > 0 ? `; also read as ${aliases.map(code).join(", ")}` : "";
    const path = `${before}${name}`;
    const isList = type.startsWith("list of");
    return [
      [code(path), prose(type), required ? "yes" : "", evidence, prose(summary + also)],
      ...parameterRows(fields, `${path}${isList ? "[]" : ""}.`),
    ];
  });
}

function parameterTable(parameters: readonly ParameterFacts[]): string {
  if (parameters.length === 0) return "None.";
  return table(["parameter", "type", "required", "evidence", "what it is"], parameterRows(parameters));
}

function seen({ channels, form, losses, rendering }: Alike): string[] {
  const lines = renderingLines(rendering, plainStyle);
  const head = `${prose(channels)}: **${form}**${losses}`;
  return [head, ...(lines.length > 0 ? [fenced("text", lines.join("\n"))] : [])];
}

function limitBlocks(groups: readonly LimitGroup[], heading: string): string[] {
  if (groups.length === 0) return [];
  const rows = groups.flatMap((group) =>
    group.limits.map((bound) => {
      const { limit, media } = bound;
      const types = media?.types ? `; ${media.types.join(", ")}` : "";
      return [
        groupTitle(group),
        `${code(boundText(bound))}${types}`,
        limitText(limit),
        beyondWords[limit.beyond],
        limit.trust,
        limit.source,
      ];
    }),
  );
  const unique = groups.flatMap((group) =>
    group.unique.length > 0 ? [`- ${groupTitle(group)}: ${uniqueText(group.unique)}`] : [],
  );
  const head = ["where", "what", "at most", "beyond it", "trust", "source"];
  return [`${heading} Limits`, rows.length > 0 ? table(head, rows) : "", unique.join("\n")];
}

function eventBlocks(event: EventFacts, heading: string): string[] {
  const { summary, parameters, example, renderings, limits } = event;
  return [
    paragraph(sentence(summary)),
    eventNotes(event)
      .map((note) => `- ${prose(note)}`)
      .join("\n"),
    `${heading} Parameters`,
    parameterTable(parameters),
    `${heading} Example`,
    fenced("json", laidOut(example)),
    `${heading} What the contact sees of it`,
    ...alike(renderings).flatMap(seen),
    ...limitBlocks(limits, heading),
  ];
}

function webhookBlocks(
  { summary, evidence, comesFrom, parameters, examples }: WebhookFacts,
  heading: string,
): string[] {
  return [
    paragraph(sentence(summary)),
    [evidence, `from ${channelsText(comesFrom)}`].map((note) => `- ${note}`).join("\n"),
    `${heading} Parameters`,
    parameterTable(parameters),
    `${heading} ${examples.length > 1 ? "Examples" : "Example"}`,
    ...examples.map((example) => fenced("json", laidOut(example))),
  ];
}

/** A page with everything of the events of one name, the bot's first. */
export function pageMarkdown(name: string, { events, webhooks }: EventReference): string {
  return page([
    `# ${name}`,
    ...events.flatMap((event) => ["## Sent by the bot", ...eventBlocks(event, "###")]),
    ...webhooks.flatMap((webhook) => ["## Posted by the platform", ...webhookBlocks(webhook, "###")]),
    "[All events](README.md) · [Limits of the channels](../channels.md)",
  ]);
}

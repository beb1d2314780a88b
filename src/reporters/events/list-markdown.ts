import type { EventReference } from "../../reference/events.ts";
import { code, page, paragraph, prose, table } from "../markdown-text.ts";
import { channelsText, endings } from "../reference-words.ts";

const linkTo = (name: string): string => `[${code(name)}](${name}.md)`;

/** All events of both directions, each with a link to its page. */
export function listMarkdown({ events, webhooks }: EventReference): string {
  const sent = events.map(({ name, summary, endsSession, deprecatedFor, madeFor, evidence }) => {
    const deprecation = deprecatedFor === undefined ? "" : `; deprecated, use ${code(deprecatedFor)}`;
    return [linkTo(name), prose(summary + deprecation), endings[endsSession], channelsText(madeFor), evidence];
  });
  const posted = webhooks.map(({ name, summary, comesFrom, evidence }) => {
    return [linkTo(name), prose(summary), channelsText(comesFrom), evidence];
  });
  return page([
    "# Events",
    "## Sent by the bot",
    table(["event", "what it does", "then", "made for", "evidence"], sent),
    "## Posted by the platform",
    table(["webhook", "what happened", "comes from", "evidence"], posted),
    paragraph(
      "`documented` stands on the platform's own page, in prose or in a sample; what is `inferred` is consistent with it, but a guess. `ulbot events NAME` prints a page with the names that `protocol.parameters` in your `ulbot.config` corrects.",
    ),
  ]);
}

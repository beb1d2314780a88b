import { type Channel, factsOf } from "../../protocol/channels.ts";
import { listed } from "../../written.ts";
import type { Rule } from "../rule.ts";

const template = (header: Readonly<Record<string, unknown>>) => ({
  ...header,
  body: "Our spring sale starts tomorrow. Shall we remind you?",
  options: [{ id: "yes", label: "Remind me" }],
  fallback: "Our spring sale starts tomorrow. Send 1 if we shall remind you.",
});

export const templateHeader: Rule = {
  id: "template-header",
  severity: "error",
  summary: "the header of a button_template is of a type that the channel shows",
  good: [{ name: "button_template", payload: template({}) }],
  bad: [{ name: "button_template", payload: template({ header: { type: "text", text: "Spring sale" } }) }],
  visit: {
    button_template({ name, event, renderings, at }, report) {
      const { header } = event.packet.payload;
      if (header === undefined) return;
      const losses = renderings.flatMap(({ channel, lost }) => lost.map((loss) => ({ ...loss, channel })));
      const headers = losses.filter(({ part }) => part === "header");
      const wrongType = headers.filter(({ byType }) => byType).map(({ channel }) => channel);
      const dropped = headers.filter(({ byType }) => !byType).map(({ channel }) => channel);
      const place = { at: at(["header"]), event: name };
      if (wrongType.length > 0) {
        const takes = (channel: Channel) => `${channel} shows only ${listed(factsOf(channel).headers)}`;
        const message = `the header is of type ${header.type}, but ${wrongType.map(takes).join(", ")}`;
        report({ ...place, message, channels: wrongType });
      }
      const content = header.type === "text" ? "text" : "link";
      if (header[content] === undefined) {
        const message = `the header is of type ${header.type}, but has no ${content} to show`;
        report({ ...place, severity: "warning", evidence: "inferred", message });
      }
      if (dropped.length > 0) {
        const message = `the header is lost on ${listed(dropped)}`;
        report({ ...place, severity: "warning", message, channels: dropped, hint: "say it in the body as well" });
      }
    },
  },
};

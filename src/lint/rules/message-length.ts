import { excessOf } from "../../delivery/measure.ts";
import { platformLimits } from "../../protocol/channels.ts";
import { written } from "../../written.ts";
import { countingHint, limitFacts, severityOf } from "../limits.ts";
import type { Rule } from "../rule.ts";

export const messageLength: Rule = {
  id: "message-length",
  severity: "error",
  summary: "a message has at most 5,000 characters, whatever the channel",
  good: [{ name: "message", payload: { body: "Hello" } }],
  bad: [{ name: "message", payload: { body: "Hello ".repeat(1000) } }],
  visit: {
    message({ event, name, at }, report) {
      const excess = excessOf(event.packet.payload.body, platformLimits.messageBody);
      if (excess === undefined) return;
      const { unit, got, expected } = limitFacts(excess);
      report({
        at: at(["body"]),
        event: name,
        severity: severityOf(excess),
        message: `${written(got)} ${unit}, but a message has at most ${written(expected)}`,
        limit: limitFacts(excess),
        hint: countingHint([excess]),
      });
    },
  },
};

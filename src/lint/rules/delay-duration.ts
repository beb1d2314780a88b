import { platformLimits } from "../../protocol/channels.ts";
import { ruleWithOptions } from "../rule.ts";

const { value: advised, unit } = platformLimits.delayAdvised;

const answer = (duration: number) => [
  { name: "delay", payload: { duration } },
  { name: "message", payload: { body: "Here it is" } },
];

export const delayDuration = ruleWithOptions({
  id: "delay-duration",
  severity: "warning",
  summary: "a delay takes some seconds, but not more than a minute",
  good: answer(2),
  bad: answer(2000),
  options: { seconds: { default: advised as number, summary: "the longest delay that is still fine, in seconds" } },
  visit: {
    delay({ name, given, at }, report, { seconds: longest }) {
      const duration = given(["duration"]);
      if (typeof duration !== "number" || (duration > 0 && duration <= longest)) return;
      const place = { at: at(["duration"]), event: name, evidence: "inferred" as const };
      if (duration <= 0) report({ ...place, message: `a delay of ${duration} seconds holds nothing back` });
      else {
        const message = `a delay of ${duration} seconds, but nobody waits longer than ${longest}`;
        const limit = { expected: longest, got: duration, unit };
        report({ ...place, message, hint: "the duration is in seconds, not in milliseconds", limit });
      }
    },
  },
});

import { measure } from "../../delivery/measure.ts";
import { isObject } from "../../input/json.ts";
import { platformLimits } from "../../protocol/channels.ts";
import type { Beyond } from "../../protocol/limit.ts";
import { written } from "../../written.ts";
import { limitFacts, severityOf } from "../limits.ts";
import { ruleWithOptions } from "../rule.ts";

const { context, contextAdvised } = platformLimits;

const verdicts: Readonly<Partial<Record<Beyond, string>>> = {
  refused: "but the platform keeps at most",
  "advised against": "close to the most that the platform keeps:",
};

export const contextSize = ruleWithOptions({
  id: "context-size",
  severity: "error",
  summary: "the context is at most 10 KB of compact JSON",
  good: [{ name: "message", payload: { body: "Hello" }, info: { context: { step: "name" } } }],
  bad: [{ name: "message", payload: { body: "Hello" }, info: { context: { history: "x".repeat(10_240) } } }],
  options: { bytes: { default: contextAdvised.value as number, summary: "from how many bytes on to warn" } },
  event({ name, info, item }, report, { bytes }) {
    if (!isObject(info.context)) return;
    const got = measure(JSON.stringify(info.context), "UTF-8 bytes");
    const limit = [context, { ...contextAdvised, value: bytes }].find(({ value }) => got > value);
    if (limit === undefined) return;
    const excess = { limit, got, certain: true };
    report({
      at: [...item.path, "info", "context"],
      event: name,
      severity: severityOf(excess),
      message: `the context has ${written(got)} bytes, ${verdicts[limit.beyond]} ${written(context.value)}`,
      limit: limitFacts(excess),
    });
  },
});

import { expect, it } from "vitest";
import type { RuleSettings } from "../../src/lint/plan.ts";
import { rules } from "../../src/lint/rules/index.ts";
import { eventOf, findingsIn, told } from "./answers.ts";

const context = { notes: "x".repeat(9000) };

// an event, the rule that finds something in it, and a setting with which it doesn't, or the other way round
it.each<[string, unknown, RuleSettings, readonly string[], readonly string[]]>([
  [
    "delay-duration",
    [eventOf("delay", { duration: 90 }), eventOf("message", { body: "Hi" })],
    { "delay-duration": { seconds: 90 } },
    ["warning delay-duration /0/packet/payload/duration"],
    [],
  ],
  [
    "context-size",
    [eventOf("message", { body: "Hi" }, { context })],
    { "context-size": { bytes: 9000 } },
    [],
    ["warning context-size /0/info/context"],
  ],
  [
    "parameter-unknown",
    [eventOf("message", { body: "Hi", trace: 1 })],
    { "parameter-unknown": { allow: ["trace"] } },
    ["info parameter-unknown /0/packet/payload/trace"],
    [],
  ],
  [
    "url-form",
    [eventOf("media", { link: "http://intranet.local/a.png" })],
    { "url-form": { allow: ["intranet.local"] } },
    ["warning url-form /0/packet/payload/link"],
    [],
  ],
])("%s", (rule, value, settings, before, after) => {
  const of = (rules: RuleSettings) =>
    findingsIn(value, { rules })
      .filter((finding) => finding.rule === rule)
      .map(told);
  expect(of({})).toEqual(before);
  expect(of(settings)).toEqual(after);
});

it("has a severity beside options", () => {
  const found = findingsIn([eventOf("message", { body: "Hi", trace: 1 })], {
    rules: { "parameter-unknown": { severity: "error", allow: [] } },
  });
  expect(found.map(told)).toEqual(["error parameter-unknown /0/packet/payload/trace"]);
  expect(
    findingsIn([eventOf("message", { body: "Hi", trace: 1 })], { rules: { "parameter-unknown": { severity: "off" } } }),
  ).toEqual([]);
});

it.each(rules.filter(({ options }) => options))("$id says what its options are", ({ options = {} }) => {
  for (const { summary } of Object.values(options)) expect(summary).toMatch(/^[a-z].*[^.\s]$/);
});

it("renames only one of two keys that could be meant for the same", () => {
  const found = findingsIn([eventOf("message", { bodi: "Hi", boddy: "Ho" })], { channels: ["web"] });
  const fixes = found.filter(({ rule }) => rule === "parameter-unknown").map(({ fix }) => fix?.title);
  expect(fixes).toEqual(["rename it to body", undefined]);
  const apart = findingsIn([eventOf("message", { bodi: "Hi" }), eventOf("message", { bodi: "Ho" })]);
  expect(apart.flatMap(({ fix }) => fix?.title ?? [])).toEqual(["rename it to body", "rename it to body"]);
});

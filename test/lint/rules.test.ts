import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Finding, severities } from "../../src/lint/finding.ts";
import type { Rule } from "../../src/lint/rule.ts";
import { isRuleId, rules } from "../../src/lint/rules/index.ts";
import { findingsIn, textOf, told } from "./answers.ts";

const folder = new URL("../../src/lint/rules/", import.meta.url);
const files = readdirSync(folder).filter((file) => file !== "index.ts");

describe("the list of rules", () => {
  it.each(files)("has the rule of %s, whose id is the file's name", async (file) => {
    const exported = Object.values<Rule>(await import(new URL(file, folder).href));
    expect(exported.map(({ id }) => `${id}.ts`)).toEqual([file]);
    for (const rule of exported) expect(rules).toContain(rule);
  });

  it("has nothing else, and nothing twice", () => {
    expect(rules.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
  });

  it("tells ids from other words", () => {
    expect(["envelope", "Envelope", "toString", ""].map(isRuleId)).toEqual([true, false, false, false]);
  });

  it.each(rules)("says in a sentence what $id wants, and how bad it is", ({ summary, severity }) => {
    expect(summary).toMatch(/^[a-z].*[^.\s]$/);
    expect(severities).toContain(severity);
  });

  it.each(rules)("has examples for $id in which no text and no list is empty", ({ good, bad }) => {
    for (const example of [good, bad]) expect(textOf(example)).not.toMatch(/""|\[\]/);
    expect(textOf(good)).not.toContain("{}");
  });
});

/**
 * What the bad example of each rule gives: what the rule itself finds, then what comes with it, on all channels. What other
 * rules say for information only is left out: every choice is numbered text somewhere.
 */
const bad: Readonly<Record<string, readonly string[]>> = {
  "json-syntax": ["error json-syntax "],
  "json-duplicate-key": ["error json-duplicate-key "],
  envelope: ["error envelope /0"],
  "event-name": ["error event-name /0/packet/name"],
  "parameter-required": ["error parameter-required /0/packet/payload", "error media-channel /0"],
  "parameter-type": ["error parameter-type /0/packet/payload/text_format"],
  "parameter-unknown": ["warning parameter-unknown /0/packet/payload/text_fromat"],
  "cid-format": ["warning cid-format /0/info/cid"],
  "cid-mixed": ["error cid-mixed /1/info/cid"],
  "context-object": ["error context-object /0/info/context"],
  "context-size": ["error context-size /0/info/context"],
  "context-empty": ["info context-empty /0/info/context"],
  "event-after-end": ["error event-after-end /1"],
  "delay-effect": ["warning delay-effect /1"],
  "delay-duration": ["warning delay-duration /0/packet/payload/duration"],
  "forward-feedback": ["info forward-feedback /0"],
  "contact-fields": ["warning contact-fields /0/packet/payload/email"],
  "campaigns-channel": ["warning campaigns-channel /0/packet/payload/campaigns"],
  "update-empty": ["error update-empty /0/packet/payload"],
  "deprecated-event": ["warning deprecated-event /0/packet/name"],
  "message-length": [
    "error message-length /0/packet/payload/body",
    "error text-length /0/packet/payload/body",
    "warning sms-segments /0/packet/payload/body",
  ],
  "text-length": ["error text-length /0/packet/payload/body", "warning sms-segments /0/packet/payload/body"],
  "text-empty": ["error text-empty /0/packet/payload/body"],
  "choice-as-text": ["info choice-as-text /0"],
  "choice-fallback": ["error choice-fallback /0/packet/payload"],
  "choice-clickable": ["warning choice-clickable /0/packet/payload/options"],
  "choice-text-length": [
    "error choice-text-length /0/packet/payload/fallback",
    "warning sms-segments /0/packet/payload/fallback",
  ],
  "option-count": ["error option-count /0/packet/payload/options"],
  "option-label-length": ["error option-label-length /0/packet/payload/options/0/label"],
  "option-label-unique": ["error option-label-unique /0/packet/payload/options/1/label"],
  "option-id-unique": ["error option-id-unique /0/packet/payload/options/1/id"],
  "option-id-length": ["error option-id-length /0/packet/payload/options/0/id"],
  "option-description-length": [
    "error option-description-length /0/packet/payload/options/0/description",
    "warning template-parts-lost /0/packet/payload/options/0/description",
  ],
  "template-header": [
    "error template-header /0/packet/payload/header",
    "warning template-header /0/packet/payload/header",
  ],
  "template-text-length": ["error template-text-length /0/packet/payload/button"],
  "template-parts-lost": ["warning template-parts-lost /0/packet/payload/footer"],
  "carousel-as-text": ["warning carousel-as-text /0"],
  "buttons-as-text": ["info buttons-as-text /0"],
  "media-channel": ["error media-channel /0"],
  "url-form": ["error url-form /0/packet/payload/link", "warning navigate-channel /0"],
  "dispatch-recipient": ["error dispatch-recipient /0/packet/payload/recipient/type"],
  "text-markup": ["warning text-markup /0/packet/payload/body"],
  "sms-segments": ["info sms-segments /0/packet/payload/body"],
  "media-type": ["error media-type /0/packet/payload/link", "error media-channel /0"],
  "navigate-channel": ["warning navigate-channel /0"],
  "answer-list": ["info answer-list "],
  "option-blanks": ["warning option-blanks /0/packet/payload/options/0/id"],
  "option-label-reuse": ["warning option-label-reuse /1/packet/payload/options/0/label"],
  "rate-limit": ["error rate-limit /20/at"],
  "cid-reply": ["error cid-reply /0/events/0/info/cid"],
  "unused-suppression": ["warning unused-suppression /~1~1ulbot-disable/0"],
};

/** What the good example of a rule gives, because of other rules. */
const goodFor: Readonly<Record<string, readonly string[]>> = {
  "media-type": ["error media-channel /0"],
  "unused-suppression": ["warning sms-segments /packet/payload/body"],
  "url-form": ["warning navigate-channel /0"],
  "parameter-required": ["error media-channel /0"],
  "option-description-length": ["warning template-parts-lost /0/packet/payload/options/0/description"],
};

const isShown = (rule: Rule) => (finding: Finding) => finding.severity !== "info" || finding.rule === rule.id;

describe.each(rules)("$id", (rule) => {
  it("has nothing to say about its good example", () => {
    expect(findingsIn(textOf(rule.good)).filter(isShown(rule)).map(told)).toEqual(goodFor[rule.id] ?? []);
  });

  it("finds what is bad in its bad example", () => {
    const expected = bad[rule.id] ?? [];
    expect(findingsIn(textOf(rule.bad)).filter(isShown(rule)).map(told).sort()).toEqual([...expected].sort());
    expect(expected[0]).toContain(` ${rule.id} `);
  });

  it("does not run where it is switched off", () => {
    const found = findingsIn(textOf(rule.bad), { rules: { [rule.id]: "off" } });
    expect(found.filter((finding) => finding.rule === rule.id)).toEqual([]);
  });

  it.each(["error", "warning", "info"] as const)("is as bad as the configuration says: %s", (severity) => {
    const found = findingsIn(textOf(rule.bad), { rules: { [rule.id]: severity } });
    const own = found.filter((finding) => finding.rule === rule.id);
    expect(own.map((finding) => finding.severity)).toEqual(own.map(() => severity));
    expect(own).not.toEqual([]);
  });
});

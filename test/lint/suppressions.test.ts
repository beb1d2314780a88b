import { describe, expect, it } from "vitest";
import type { LintSettings } from "../../src/lint/lint.ts";
import { eventOf, findingsIn, told } from "./answers.ts";

const long = { body: "Hello ".repeat(400) };
const disable = (...rules: unknown[]) => ({ "//ulbot-disable": rules });
const tooLong = "warning text-length /packet/payload/body";
const unused = (pointer: string) => `warning unused-suppression ${pointer.replace("///", "/~1~1")}`;

// a text that is long on Facebook has many parts as an SMS, too
const toldOf = (value: unknown, settings: Partial<LintSettings> = {}) =>
  findingsIn(value, { severity: "warning", ...settings, rules: { ...settings.rules, "sms-segments": "off" } }).map(
    told,
  );

describe('"//ulbot-disable"', () => {
  it.each([
    ["in the event", { ...eventOf("message", long), ...disable("text-length") }, []],
    ["in the payload", eventOf("message", { ...long, ...disable("text-length") }), []],
    ["as one word", eventOf("message", { ...long, "//ulbot-disable": "text-length" }), []],
    [
      "of two rules, one of no use",
      eventOf("message", { ...long, ...disable("text-length", "url-form") }),
      [unused("/packet/payload///ulbot-disable/1")],
    ],
    [
      "of another rule",
      { ...eventOf("message", long), ...disable("message-length") },
      [tooLong, unused("///ulbot-disable/0")],
    ],
    [
      "of what is no rule",
      { ...eventOf("message", long), ...disable("text-lenght", 5) },
      [tooLong, unused("///ulbot-disable/0"), unused("///ulbot-disable/1")],
    ],
    ["around the event", { response: [eventOf("message", long)], ...disable("text-length") }, []],
    [
      "beside the place",
      { ...eventOf("message", long), info: { cid: "chatbot::1:a", ...disable("text-length") } },
      ["warning cid-format /info/cid", unused("/info///ulbot-disable/0"), tooLong],
    ],
  ])("%s", (_, value, expected) => {
    expect(toldOf(value).sort()).toEqual([...expected].sort());
  });

  it("is no parameter that nobody knows, and no key of an option", () => {
    const options = [{ id: "a", label: "A".repeat(30), ...disable("choice-clickable") }];
    const bubbles = eventOf("bubbles", { body: "Well?", options, fallback: "Well?" });
    expect(findingsIn(bubbles).map(({ rule }) => rule)).not.toContain("parameter-unknown");
    expect(toldOf(bubbles)).toEqual([]);
  });

  it("does not count what it hides", () => {
    const settings = { rules: { "text-length": "error" } } as const;
    expect(
      findingsIn({ ...eventOf("message", long), ...disable("text-length") }, settings).filter(
        (f) => f.severity === "error",
      ),
    ).toEqual([]);
  });

  it("is not called unused for a rule that is off, and only by the way where not all channels are linted for", () => {
    const value = { ...eventOf("message", { body: "Hello" }), ...disable("text-length") };
    expect(toldOf(value, { rules: { "text-length": "off" } })).toEqual([]);
    const [finding] = findingsIn(value, { channels: ["web"] }).filter(({ rule }) => rule === "unused-suppression");
    expect(finding?.severity).toBe("info");
  });
});

describe("suppressions of the configuration", () => {
  const suppression = { rule: "text-length", path: ["1"] };

  it("hold for a value and what is in it, and tell that they were of use", () => {
    const used: unknown[] = [];
    const settings = { suppressions: [suppression], onSuppressed: (one: unknown) => used.push(one) };
    const value = [eventOf("message", long), eventOf("message", long)];
    expect(toldOf(value, settings)).toEqual(["warning text-length /0/packet/payload/body"]);
    expect(used).toEqual([suppression]);
  });
});

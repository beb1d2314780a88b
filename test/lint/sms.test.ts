import { describe, expect, it } from "vitest";
import { type Channel, channelNames } from "../../src/protocol/channels.ts";
import { eventOf, findingsIn } from "./answers.ts";

const found = (name: string, payload: unknown, channels: readonly Channel[] = channelNames) =>
  findingsIn(eventOf(name, payload), { channels }).filter(({ rule }) => rule === "sms-segments");

const ofText = (body: string) => found("message", { body });

describe("a text of several parts", () => {
  const foreign = (character: string) => `; ${character} is not in GSM-7, so all of it is sent in UCS-2`;

  const utf16 = (units: number, character: string) =>
    `2 SMS parts: ${units} UTF-16 units, but one part holds 70${foreign(character)}`;

  it.each<[message: string, body: string]>([
    ["2 SMS parts: 161 septets, but one part holds 160", "a".repeat(161)],
    ["2 SMS parts: 162 septets, but one part holds 160", "€".repeat(81)],
    [utf16(71, "a curly quote ’ (U+2019)"), `’${"a".repeat(70)}`],
    [utf16(71, "a dash – (U+2013)"), `–${"a".repeat(70)}`],
    [utf16(72, "a tab (U+0009)"), `a\t${"a".repeat(70)}`],
    [utf16(71, "a blank (U+00A0)"), `\u00a0${"a".repeat(70)}`],
    [utf16(72, "a combining mark (U+0301)"), `e\u0301${"a".repeat(70)}`],
    [utf16(71, "an invisible character (U+200B)"), `\u200b${"a".repeat(70)}`],
    [utf16(72, "😀 (U+1F600)"), "😀".repeat(36)],
    [utf16(72, "🇩🇪"), "🇩🇪".repeat(18)],
    [utf16(75, "👩‍🚀"), "👩‍🚀".repeat(15)],
    [utf16(71, "ж (U+0436)"), "ж".repeat(71)],
    ["11 SMS parts, but more than 10 are advised against", "a".repeat(1531)],
    [`11 SMS parts, but more than 10 are advised against${foreign("ж (U+0436)")}`, "ж".repeat(671)],
  ])("%s", (message, body) => {
    expect(ofText(body).map((finding) => finding.message)).toEqual([message]);
  });

  it.each<[length: number, severity: string, expected: number, got: number]>([
    [161, "info", 1, 2],
    [1530, "info", 1, 10],
    [1531, "warning", 10, 11],
  ])("is as bad as it is long: %i characters, %s", (length, severity, expected, got) => {
    expect(ofText("a".repeat(length))).toMatchObject([
      { severity, limit: { expected, got, unit: "parts" }, channels: ["sms"], pointer: "/packet/payload/body" },
    ]);
  });

  it("is a warning from where the configuration says", () => {
    const settings = { rules: { "sms-segments": { parts: 1 } } };
    const [finding] = findingsIn([eventOf("message", { body: "a".repeat(161) })], settings);
    expect(finding).toMatchObject({ severity: "warning", message: "2 SMS parts, but more than 1 are advised against" });
  });

  it("is fine where one is enough", () => {
    for (const body of ["a".repeat(160), "😀".repeat(35), "ü€".repeat(53), ""]) expect(ofText(body)).toEqual([]);
  });

  it("does not matter where nothing is sent as SMS", () => {
    expect(found("message", { body: "a".repeat(2000) }, ["web", "telegram"])).toEqual([]);
  });
});

describe("what would make it shorter", () => {
  const plain = (parts: string) => `with plain quotes, dashes, spaces and letters it would be ${parts} in GSM-7`;

  it.each<[body: string, hint: string | undefined]>([
    [`’${"a".repeat(70)}`, plain("1 part")],
    [`„${"a".repeat(200)}“ …`, plain("2 parts")],
    [`e\u0301${"a".repeat(70)}`, plain("1 part")],
    [`\u200b\u00a0\t${"a".repeat(70)}`, plain("1 part")],
    [`😀${"a".repeat(70)}`, "without 😀 it would be 1 part in GSM-7"],
    [`😀 ☎️ 🇩🇪 – ${"a".repeat(70)}`, "without 😀, ☎️ and 🇩🇪 it would be 1 part in GSM-7"],
    [`😀😃😄😁${"a".repeat(70)}`, "without emoji and other symbols it would be 1 part in GSM-7"],
    // a letter can't be left out
    [`ж 😀${"a".repeat(70)}`, undefined],
    ["a".repeat(161), undefined],
    // escape characters take more room in GSM-7 than in UCS-2
    [`’${"€".repeat(90)}`, undefined],
  ])("%j", (body, hint) => {
    expect(ofText(body).map((finding) => finding.hint)).toEqual([hint]);
  });
});

describe("the text is what the contact reads", () => {
  const long = "a".repeat(155);
  const option = { id: "a", label: "Yes" };
  const others = { body: "Yes?", fallback: long };

  it.each<[name: string, payload: Record<string, unknown>, pointer: string | undefined]>([
    ["bubbles", { ...others, options: [option] }, "/packet/payload/fallback"],
    ["carousel", { ...others, options: [{ ...option, image_url: "https://x.de/a.png" }] }, "/packet/payload/fallback"],
    ["button_template", { ...others, options: [option] }, "/packet/payload/fallback"],
    ["list_template", { ...others, button: "Open", options: [option] }, "/packet/payload/fallback"],
    ["bubbles", { body: "a".repeat(500), fallback: "Yes?", options: [option] }, undefined],
    ["buttons", { body: long, buttons: [{ body: "Go", link: "https://x.de" }] }, "/packet/payload/buttons"],
    ["buttons", { buttons: [{ body: long, link: "https://x.de" }] }, "/packet/payload/buttons"],
    ["button", { body: long, link: "https://x.de" }, "/packet/payload/body"],
    ["note_create", { body: "a".repeat(500) }, undefined],
  ])("of %s %j", (name, payload, pointer) => {
    expect(found(name, payload).map((finding) => finding.pointer)).toEqual(pointer === undefined ? [] : [pointer]);
  });

  it("counts numbered options, and says so", () => {
    const [finding] = found("bubbles", { ...others, options: [option] });
    expect(finding?.message).toBe(
      "with its numbered options the fallback is 2 SMS parts: 163 septets, but one part holds 160",
    );
  });

  it.each<[text_format: string, got: number[]]>([
    ["markdown_v1", []],
    ["plain", [2]],
  ])("without the signs of %s", (text_format, got) => {
    const body = `**${"a".repeat(158)}**`;
    expect(found("message", { body, text_format }).map(({ limit }) => limit?.got)).toEqual(got);
  });
});

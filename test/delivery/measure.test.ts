import { describe, expect, it } from "vitest";
import { excessOf, measure } from "../../src/delivery/measure.ts";
import { smsLimits } from "../../src/protocol/channels.ts";
import type { Limit, Unit } from "../../src/protocol/limit.ts";
import fc from "../property.ts";

const parcel = "\u{1f4e6}";
const family = "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}";

const limit = (value: number, unit: Unit): Limit => ({
  value,
  unit,
  trust: "vendor",
  beyond: "refused",
  source: "the test",
});

describe("the length of a text", () => {
  it.each<[what: string, text: string, characters: number, bytes: number, units: number]>([
    ["nothing", "", 0, 0, 0],
    ["a letter", "a", 1, 1, 1],
    ["an umlaut", "ü", 1, 2, 1],
    ["an umlaut with a combining mark", "u\u0308", 2, 3, 2],
    ["the euro sign", "€", 1, 3, 1],
    ["a line break", "a\r\nb", 4, 4, 4],
    ["an emoji", parcel, 1, 4, 2],
    ["a family", family, 5, 18, 8],
    ["half a surrogate pair", "\ud83d", 1, 3, 1],
    ["the halves in the wrong order", "\udce6\ud83d", 2, 6, 2],
  ])("%s: %j is %i characters, %i bytes, %i UTF-16 units", (_what, text, characters, bytes, units) => {
    const all = ["characters", "code points", "UTF-8 bytes", "UTF-16 units"] as const;
    expect(all.map((unit) => measure(text, unit))).toEqual([characters, characters, bytes, units]);
  });

  it("is what Node.js counts, whatever the text", () => {
    const half = fc.constantFrom("\ud83d", "\udce6");
    const text = fc.array(fc.oneof(fc.string({ unit: "binary" }), half)).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(text, (text) => {
        expect(measure(text, "characters")).toBe([...text].length);
        expect(measure(text, "code points")).toBe([...text].length);
        expect(measure(text, "UTF-8 bytes")).toBe(Buffer.byteLength(text));
        expect(measure(text, "UTF-16 units")).toBe(text.length);
      }),
    );
  });

  it.each<Unit>(["septets", "bytes", "options", "parts", "seconds", "hours"])("is not counted in %s", (unit) => {
    expect(() => measure("text", unit)).toThrow(TypeError);
    expect(() => measure("text", unit)).toThrow(`not measured in ${unit}`);
  });
});

describe("what is beyond a limit", () => {
  it.each<[what: string, value: string | number, limit: Limit, got: number | undefined, certain?: boolean]>([
    ["letters at the limit", "x".repeat(20), limit(20, "characters"), undefined],
    ["one letter more", "x".repeat(21), limit(20, "characters"), 21, true],
    ["twice the letters", "x".repeat(40), limit(20, "characters"), 40, true],
    ["nothing, where nothing is allowed", "", limit(0, "characters"), undefined],
    ["a letter, where nothing is allowed", "x", limit(0, "characters"), 1, true],
    ["emoji at the limit however counted", parcel.repeat(10), limit(20, "characters"), undefined],
    ["emoji beyond it in UTF-16 units only", parcel.repeat(11), limit(20, "characters"), 22, false],
    ["emoji at it in code points", parcel.repeat(20), limit(20, "characters"), 40, false],
    ["emoji beyond it however counted", parcel.repeat(21), limit(20, "characters"), 21, true],
    ["combining marks, each a character", "u\u0308".repeat(11), limit(20, "characters"), 22, true],
    ["code points, where the vendor counts those", parcel.repeat(20), limit(20, "code points"), undefined],
    ["one code point more", parcel.repeat(21), limit(20, "code points"), 21, true],
    ["umlauts at the limit in bytes", "ü".repeat(10), limit(20, "UTF-8 bytes"), undefined],
    ["a byte more", `${"ü".repeat(10)}x`, limit(20, "UTF-8 bytes"), 21, true],
    ["few letters of many bytes", "€".repeat(7), limit(20, "UTF-8 bytes"), 21, true],
    ["an emoji of two units", parcel, limit(1, "UTF-16 units"), 2, true],
    ["a count at the limit", 10, limit(10, "options"), undefined],
    ["one more", 11, limit(10, "options"), 11, true],
  ])("%s", (_what, value, given, got, certain) => {
    expect(excessOf(value, given)).toEqual(got === undefined ? undefined : { limit: given, got, certain });
  });

  it("is found exactly when the measure is greater, whatever the text", () => {
    const units = fc.constantFrom<Unit>("code points", "UTF-8 bytes", "UTF-16 units");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), units, fc.nat(40), (text, unit, value) => {
        expect(excessOf(text, limit(value, unit)) !== undefined).toBe(measure(text, unit) > value);
      }),
    );
  });

  it("is found for the parts of an SMS in UCS-2", () => {
    expect(excessOf(parcel.repeat(35), smsLimits.ucs2.one)).toBeUndefined();
    expect(excessOf(`${parcel.repeat(35)}x`, smsLimits.ucs2.one)).toMatchObject({ got: 71 });
  });
});

import { SegmentedMessage } from "sms-segments-calculator";
import { describe, expect, it } from "vitest";
import { fitsInOnePart, gsm7For, smsParts } from "../../src/delivery/segments.ts";
import { smsLimits } from "../../src/protocol/channels.ts";
import fc, { runs } from "../property.ts";

const { septets, ucs2, parts, text } = smsLimits;

/** What the vendor's own calculator says. */
function calculated(message: string) {
  const { encodingName, segmentsCount } = new SegmentedMessage(message);
  return { encoding: encodingName, parts: segmentsCount };
}

const told = (message: string) => {
  const { encoding, parts } = smsParts(message);
  return { encoding, parts };
};

describe("the parts of a text", () => {
  it.each<[what: string, message: string, encoding: string, parts: number]>([
    ["nothing", "", "GSM-7", 1],
    ["what one part holds", "a".repeat(septets.one.value), "GSM-7", 1],
    ["one more", "a".repeat(septets.one.value + 1), "GSM-7", 2],
    ["what two parts hold", "ü".repeat(septets.each.value * 2), "GSM-7", 2],
    ["one more than that", "ü".repeat(septets.each.value * 2 + 1), "GSM-7", 3],
    ["80 euro signs", "€".repeat(80), "GSM-7", 1],
    ["81 euro signs", "€".repeat(81), "GSM-7", 2],
    ["every escape character", "^{}\\[~]|€\f".repeat(8), "GSM-7", 1],
    ["an escape pair at the end of a part", `${"a".repeat(152)}€${"a".repeat(152)}`, "GSM-7", 3],
    ["an escape pair that just fits", `${"a".repeat(151)}€${"a".repeat(153)}`, "GSM-7", 2],
    ["35 emoji", "😀".repeat(35), "UCS-2", 1],
    ["36 emoji", "😀".repeat(36), "UCS-2", 2],
    ["66 emoji: an odd unit stays free in each part", "😀".repeat(66), "UCS-2", 2],
    ["67 emoji", "😀".repeat(67), "UCS-2", 3],
    ["17 flags of four units", "🇩🇪".repeat(17), "UCS-2", 1],
    ["18 flags", "🇩🇪".repeat(18), "UCS-2", 2],
    ["letters with combining marks", "e\u0301".repeat(35), "UCS-2", 1],
    ["one more of them", "e\u0301".repeat(36), "UCS-2", 2],
    ["euro signs beside a curly quote count once", `’${"€".repeat(ucs2.one.value - 1)}`, "UCS-2", 1],
    ["half an emoji", "\ud83d".repeat(71), "UCS-2", 2],
  ])("%s", (_what, message, encoding, count) => {
    expect(told(message)).toEqual({ encoding, parts: count });
    expect(calculated(message)).toEqual({ encoding, parts: count });
  });

  it("counts units and says where the first foreign character stands", () => {
    expect(smsParts("5 €")).toMatchObject({ units: 4, foreignAt: -1 });
    expect(smsParts("5 € 😀…")).toMatchObject({ units: 7, foreignAt: 4 });
  });
});

describe("the vendor's calculator says the same", () => {
  // emoji sequences are left out: the calculator never divides them
  const gsm7 = fc.constantFrom(..."ab ü@\n€{}\\~");
  const units = fc.oneof({ weight: 20, arbitrary: gsm7 }, fc.constantFrom("’", "ж", "😀", "\u00a0", "`", "\t"));
  const near = (limit: number) => fc.integer({ min: limit - 4, max: limit + 4 });
  const lengths = fc.oneof(...[70, 80, 134, 153, 160, 306, 400].map(near));
  const texts = fc.tuple(fc.boolean(), lengths).chain(([isPlain, length]) => {
    const array = fc.array(isPlain ? gsm7 : units, { minLength: length, maxLength: length });
    return array.map((characters) => characters.join(""));
  });

  it("of texts around the limits", { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(texts, (message) => {
        expect(told(message)).toEqual(calculated(message));
      }),
      { numRuns: runs(150) },
    );
  });

  it("of what fits into one part", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          texts,
          texts.map((text) => text.slice(0, 160)),
        ),
        (message) => {
          expect(fitsInOnePart(message)).toBe(smsParts(message).parts === 1);
        },
      ),
    );
  });

  it("of every character up to the symbols", () => {
    const differing = Array.from({ length: 0x2800 }, (_, code) => String.fromCharCode(code)).filter(
      (character) => calculated(character).encoding !== smsParts(character).encoding,
    );
    expect(differing).toEqual([]);
  });
});

it("a text that is too long for the vendor is always of too many parts", () => {
  expect(smsParts("a".repeat(text.value + 1)).parts).toBeGreaterThan(parts.value);
});

it("a text of any length is counted at once", () => {
  expect(smsParts("a".repeat(1_530_000)).parts).toBe(10_000);
});

it.each<[character: string, plain: string | undefined]>([
  ["a", "a"],
  ["€", "€"],
  ["’", "'"],
  ["„", '"'],
  ["–", "-"],
  ["…", "..."],
  ["\u00a0", " "],
  ["\t", " "],
  ["\u200b", ""],
  ["ж", undefined],
  ["😀", undefined],
])("for %j GSM-7 has %j", (character, plain) => {
  expect(gsm7For(character)).toBe(plain);
});

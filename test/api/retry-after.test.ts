import { describe, expect, it } from "vitest";
import { delayAfter } from "../../src/api/retry-after.ts";
import fc from "../property.ts";

const now = Date.parse("2024-05-01T12:00:00Z");

describe("the wait after a 429", () => {
  it.each([
    ["7", 1, 60_000, 7000],
    [" 7 ", 1, 60_000, 7000],
    ["0", 1, 60_000, 1000],
    ["60", 1, 60_000, 60_000],
    ["61", 1, 60_000, undefined],
    ["Wed, 01 May 2024 12:00:20 GMT", 1, 60_000, 20_000],
    ["Wed, 01 May 2024 11:00:00 GMT", 1, 60_000, 1000],
    ["Wed, 01 May 2024 13:00:00 GMT", 1, 60_000, undefined],
    [undefined, 1, 60_000, 3000],
    [undefined, 2, 60_000, 6000],
    [undefined, 5, 60_000, 48_000],
    [undefined, 5, 15_000, 15_000],
    [undefined, 5, 999, undefined],
    [undefined, 1, 0, undefined],
    ["soon", 1, 60_000, 3000],
    ["1.5", 1, 60_000, 3000],
    ["-4", 1, 60_000, 3000],
    ["Wed, 99 Foo 2024", 1, 60_000, 3000],
    ["99999999999999999999", 1, 60_000, undefined],
  ])("Retry-After: %s, attempt %i, %i ms left: %s", (retryAfter, attempts, leftMs, expected) => {
    const chance = /^ *\d+ *$|GMT/.test(retryAfter ?? "") ? 0 : 1;
    expect(delayAfter(retryAfter, { attempts, now, leftMs, chance })).toBe(expected);
  });

  it.each([
    ["7", 60_000, 7000, 7700],
    ["60", 60_000, 60_000, 60_000],
    [undefined, 60_000, 1500, 3000],
    [undefined, 2000, 1500, 2000],
  ])("Retry-After: %s, %i ms left: from %i to %i", (retryAfter, leftMs, shortest, longest) => {
    const delay = (chance: number) => delayAfter(retryAfter, { attempts: 1, now, leftMs, chance });
    expect([delay(0), delay(1)]).toEqual([shortest, longest]);
  });

  it("is never nothing and never more than what is left", () => {
    const header = fc.option(
      fc.oneof(
        fc.string(),
        fc.nat().map(String),
        fc.date({ noInvalidDate: true }).map((date) => date.toUTCString()),
      ),
      { nil: undefined },
    );
    const chances = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        header,
        fc.integer({ min: 1, max: 100 }),
        fc.nat(),
        chances,
        (retryAfter, attempts, leftMs, chance) => {
          const delay = delayAfter(retryAfter, { attempts, now, leftMs, chance }) ?? 1000;
          expect(delay).toBeGreaterThanOrEqual(1000);
          expect(delay).toBeLessThanOrEqual(Math.max(leftMs, 1000));
        },
      ),
    );
  });
});

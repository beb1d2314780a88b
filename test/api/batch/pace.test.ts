import { expect, test } from "vitest";
import { createPace } from "../../../src/api/batch/pace.ts";
import fc from "../../property.ts";

const minute = 60_000;

test("the first requests of a session go out at once, the next a minute after the end of the first", () => {
  const pace = createPace(3);
  for (const end of [100, 200, 300]) {
    expect(pace.delay(["a"], end - 50)).toBe(0);
    pace.count(["a"], end);
  }
  expect(pace.delay(["a"], 300)).toBe(minute - 200);
  expect(pace.delay(["b"], 300)).toBe(0);
  expect(pace.delay(["b", "a"], 300)).toBe(minute - 200);
  expect(pace.delay(["a"], minute + 99)).toBe(1);
  expect(pace.delay(["a"], minute + 100)).toBe(0);
});

test("a clock that was set back makes nobody wait for more than a minute", () => {
  const pace = createPace(1);
  pace.count(["a"], 5_000_000);
  expect(pace.delay(["a"], 0)).toBe(minute);
});

test("whenever they arrive between their beginning and their end, no minute holds more than the limit", () => {
  const request = fc.record({
    thinks: fc.nat(9000),
    takes: fc.nat(9000),
    arrives: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 5 }),
      fc.array(request, { minLength: 6, maxLength: 40 }),
      (limit, requests) => {
        const pace = createPace(limit);
        const arrivals: number[] = [];
        let now = 0;
        for (const { thinks, takes, arrives } of requests) {
          now += thinks;
          now += pace.delay(["a"], now);
          arrivals.push(now + takes * arrives);
          now += takes;
          pace.count(["a"], now);
        }
        for (const [index, arrival] of arrivals.entries()) {
          const later = arrivals[index + limit] ?? Number.POSITIVE_INFINITY;
          expect(later - arrival).toBeGreaterThanOrEqual(minute - 1e-6);
        }
      },
    ),
  );
});

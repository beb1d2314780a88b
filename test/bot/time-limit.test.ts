import { describe, expect, it } from "vitest";
import { duration, pause, TimeLimitError, withinTime } from "../../src/bot/time-limit.ts";

const never = new AbortController().signal;
const reason = new Error("interrupted");

describe("withinTime", () => {
  it("gives what the work gives", async () => {
    expect(await withinTime(5000, never, async () => 7)).toBe(7);
    await expect(withinTime(5000, never, () => Promise.reject(reason))).rejects.toBe(reason);
  });

  it("ends work that never does, and tells it", async () => {
    let told: AbortSignal | undefined;
    const work = (signal: AbortSignal) => {
      told = signal;
      return new Promise<never>(() => {});
    };
    await expect(withinTime(20, never, work)).rejects.toThrow(TimeLimitError);
    expect(told?.reason).toBeInstanceOf(TimeLimitError);
  });

  it("ends work when the signal aborts, with its reason", async () => {
    const controller = new AbortController();
    const limited = withinTime(5000, controller.signal, () => new Promise<never>(() => {}));
    controller.abort(reason);
    await expect(limited).rejects.toBe(reason);
    await expect(withinTime(5000, controller.signal, async () => 7)).rejects.toBe(reason);
  });

  it("hands no work a signal that has aborted before", async () => {
    for (let round = 0; round < 3; round += 1) {
      await expect(withinTime(1, never, () => new Promise<never>(() => {}))).rejects.toThrow(TimeLimitError);
      expect(await withinTime(5000, never, async (signal) => signal.aborted)).toBe(false);
    }
  });

  it("takes a time beyond what a timer holds", async () => {
    expect(await withinTime(1e12, never, () => new Promise((resolve) => setImmediate(resolve, 7)))).toBe(7);
  });
});

describe("pause", () => {
  it("can be interrupted", async () => {
    const controller = new AbortController();
    const pausing = pause(1e12, controller.signal);
    controller.abort(reason);
    await expect(pausing).rejects.toBe(reason);
  });
});

it.each([
  [0, "0 ms"],
  [300, "300 ms"],
  [1000, "1 s"],
  [2500, "2.5 s"],
  [120_000, "120 s"],
])("%i ms is %s", (ms, text) => {
  expect(duration(ms)).toBe(text);
});

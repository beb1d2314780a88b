import { describe, expect, it } from "vitest";
import type { Finding } from "../../../src/lint/finding.ts";
import { fingerprintsOf } from "../../../src/reporters/lint/fingerprint.ts";
import { locationOf } from "../../../src/reporters/lint/location.ts";
import { findingOf, nastyNames, options } from "./reports.ts";

describe("the place of a file", () => {
  it.each([
    ["answer.json", "bot/answer.json", "bot/answer.json", true],
    ["./a/../answer.json", "bot/answer.json", "bot/answer.json", true],
    ["../other/a.json", "other/a.json", "other/a.json", true],
    ["/checkout/a b.json", "a b.json", "a%20b.json", true],
    ["..a.json", "bot/..a.json", "bot/..a.json", true],
    ["../..b/c.json", "..b/c.json", "..b/c.json", true],
    ["/elsewhere/a b.json", "/elsewhere/a b.json", "file:///elsewhere/a%20b.json", false],
    ["../../a.json", "../../a.json", "file:///a.json", false],
    ["<stdin>", "<stdin>", "%3Cstdin%3E", true],
  ])("%s is %s", (file, path, uri, isInRoot) => {
    expect(locationOf(file, options)).toEqual({ path, uri, isInRoot });
  });

  it.each(nastyNames)("can be read back from its URI: %j", (file) => {
    const { uri } = locationOf(file, options);
    expect(uri).toMatch(/^[A-Za-z0-9%/._~!*'()-]+$/);
    expect(decodeURIComponent(uri)).toBe(`bot/${file}`.toWellFormed());
  });
});

describe("fingerprints", () => {
  const of = (...findings: readonly Finding[]) => fingerprintsOf(findings, options);
  const [base = ""] = of(findingOf());

  it("stay the same when lines move and texts change", () => {
    expect(of(findingOf({ line: 99, column: 9, message: "another" }))).toEqual([base]);
    expect(fingerprintsOf([findingOf({ file: "bot/answer.json" })], { cwd: "/checkout", root: "/checkout" })).toEqual([
      base,
    ]);
    expect(base).toMatch(/^[0-9a-f]{32}$/);
  });

  it("differ by rule, file, pointer, event, and order", () => {
    const others = [{ rule: "text-empty" }, { file: "b.json" }, { pointer: "/1" }, { event: "message" as const }, {}];
    const all = of(findingOf(), ...others.map(findingOf));
    expect([all[0], new Set(all).size]).toEqual([base, all.length]);
  });
});

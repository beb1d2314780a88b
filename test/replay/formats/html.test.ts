import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { html } from "../../../src/reporters/replay/html.ts";
import { type Element, elementsOf, readPage, textOf } from "../../preview/page.ts";
import fc, { patience, runs } from "../../property.ts";
import { coverage, curl, differenceOf, nastyText, nastyTurn, sample, turnOf, view, written } from "./turns.ts";

const pageOf = (...given: Parameters<typeof written> extends [unknown, ...infer Rest] ? Rest : never) =>
  readPage(written(html, ...given));
const named = (page: Element, name: string) => elementsOf(page).filter((element) => element.name === name);
const classed = (page: Element, name: string) =>
  elementsOf(page).filter(({ attributes }) => (attributes.class ?? "").split(" ").includes(name));

/** Every attribute that an element may have; those that run or load something are not among them. */
const attributes = [
  "aria-hidden",
  "aria-label",
  "aria-labelledby",
  "charset",
  "class",
  "content",
  "dir",
  "href",
  "html",
  "http-equiv",
  "id",
  "lang",
  "name",
  "rel",
  "role",
  "start",
  "tabindex",
  "target",
  "title",
];
const dangerous = ["script", "img", "iframe", "object", "embed", "form", "input", "link", "base", "svg", "template"];

describe("html", () => {
  it("loads and runs nothing, and allows its own style sheet only", () => {
    const page = pageOf(sample);
    const [style] = named(page, "style");
    const hash = createHash("sha256").update(String(style?.children[0])).digest("base64");
    const policies = named(page, "meta").filter((meta) => meta.attributes["http-equiv"]);
    expect(policies.map((meta) => meta.attributes.content)).toEqual([
      `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    ]);
    expect(String(style?.children[0])).not.toMatch(/url\(|@import|https?:/);
  });

  it("has a conversation as the messenger shows it, the contact on its own side", () => {
    const page = pageOf(sample.map((turn) => ({ ...turn, channel: "telegram" as const })));
    expect(named(page, "article").map((article) => article.attributes.class)).toEqual(["phone talk telegram"]);
    expect(classed(page, "contact").map(textOf)).toEqual([
      "clickDelivery status",
      "messageWhere is it?",
      "messageThanks",
      "messageHi",
    ]);
    expect(classed(page, "between").map(textOf)).toEqual([
      "start",
      "later, through the API URL, after 230 ms",
      "later, through the API URL, after 1.4 s, refused with 429",
    ]);
    expect(classed(page, "bubble").map(textOf)).toContain("Welcome to the shop");
    expect(named(page, "strong").map(textOf)).toContain("Welcome");
  });

  it("shows what was expected beside what came, with the words that differ marked", () => {
    const page = pageOf(sample);
    expect(named(page, "del").map(textOf)).toEqual([
      '"Hi, welcome to the shop"',
      '{"$match":"^Order [0-9]+$"}',
      '"See you"',
    ]);
    expect(named(page, "ins").map(textOf)).toEqual(['"Hello, welcome to the shop"', "end {}", "4711", '"Bye"']);
    expect(named(page, "mark").map(textOf).slice(0, 2)).toEqual(["Hi", "Hello"]);
  });

  it("says how each turn went, and what is wrong", () => {
    const facts = classed(pageOf(sample), "facts").map((fact) => textOf(fact).split("JSON of")[0]);
    expect(facts).toEqual([
      "✓ #1 startpassed, 3.1 ms, status 200",
      expect.stringMatching(/^✗ #2 clickfailed, 12\.5 ms, status 200error 21 requests, .*error 3 differences from/),
      "✗ #3 messagefailed, 3.1 ms, status 200error message has no body parameter-required at /0/packet/payload",
      expect.stringContaining("expectation changed: fixtures/order.expected.json"),
      "– #5 messageskippednot sent: the bot's end has ended the session",
    ]);
  });

  it("leads to the failed turns, and has their curl lines", () => {
    const page = pageOf(sample, { ...view, curl });
    const links = named(page, "a").map((link) => link.attributes.href);
    expect(links).toEqual(["#turn-2", "#turn-3"]);
    const ids = classed(page, "failed").map((element) => element.attributes.id);
    expect(ids).toEqual(expect.arrayContaining(["turn-2", "turn-3"]));
    const curls = named(page, "pre").filter((pre) => textOf(pre).startsWith("curl "));
    expect(curls.length).toBe(2);
  });

  it("has no list of failed turns where none failed", () => {
    const page = pageOf([turnOf()]);
    expect(named(page, "nav")).toEqual([]);
    expect(named(page, "title").map(textOf)).toEqual(["passed – ulbot replay"]);
  });

  it("tells what is covered, and where channels differ", () => {
    const sections = classed(pageOf(sample, view, { coverage, variations: [] }), "listing").map(textOf);
    expect(sections).toEqual([
      "Channelsthe bot does the same on every channel that was played",
      expect.stringMatching(/^Coveragecoverage 50\.0%\n/),
    ]);
  });

  it("cuts long JSON", () => {
    const long = turnOf({
      events: [{ packet: "x".repeat(100_000) }],
      differences: [differenceOf({ actual: "y".repeat(50_000) })],
    });
    expect(written(html, [long]).length).toBeLessThan(100_000);
  });

  it(
    "holds nothing of a bot but its text",
    () => {
      fc.assert(
        fc.property(fc.array(nastyTurn, { maxLength: 3 }), nastyText, (turns, text) => {
          const page = pageOf(turns, { ...view, curl: () => text });
          for (const element of elementsOf(page)) {
            expect(dangerous).not.toContain(element.name);
            expect(attributes).toEqual(expect.arrayContaining(Object.keys(element.attributes)));
            if (element.name === "a") expect(element.attributes.href).toMatch(/^(https?:|#turn-\d+$)/i);
          }
        }),
        { numRuns: runs(100) },
      );
    },
    patience(60_000),
  );
});

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import MarkdownIt from "markdown-it";
import { describe, expect, it } from "vitest";
import { ruleUrl } from "../../src/lint/finding.ts";
import { rules } from "../../src/lint/rules/index.ts";
import { eventNames } from "../../src/protocol/events/index.ts";
import { webhookNames } from "../../src/protocol/webhooks/index.ts";
import { docsPages, generatedFolders } from "../../src/reporters/docs/pages.ts";

const docs = join(dirname(dirname(import.meta.dirname)), "docs");
const pages = docsPages();
const paths = [...pages.keys()];
const markdown = paths.filter((path) => path.endsWith(".md"));

function written(path: string): string | undefined {
  try {
    return readFileSync(join(docs, path), "utf8");
  } catch {
    return undefined;
  }
}

describe("docs/", () => {
  it("is what the program knows, else: run npm run docs", () => {
    const stale = paths.filter((path) => written(path) !== pages.get(path));
    expect(stale, "these pages are missing or stale: run npm run docs").toEqual([]);
  });

  it.each(generatedFolders)("has no page in %s of something that is gone", (folder) => {
    const files = readdirSync(join(docs, folder)).map((file) => `${folder}/${file}`);
    expect(
      files.filter((path) => !pages.has(path)),
      "these pages are left over: run npm run docs",
    ).toEqual([]);
  });

  it("has the page that a finding's address leads to, for every rule", () => {
    const base = "https://unpkg.com/ulbot/docs/";
    const addresses = rules.map(({ id }) => ruleUrl(id));
    expect(addresses.filter((url) => !url.startsWith(base) || !pages.has(url.slice(base.length)))).toEqual([]);
  });

  it("has a page for every event and every webhook", () => {
    const missing = [...eventNames, ...webhookNames].filter((name) => !pages.has(`events/${name}.md`));
    expect(missing).toEqual([]);
  });
});

/** Every token of a page, those inside of others included. */
const tokensOf = (path: string) =>
  new MarkdownIt({ html: true })
    .parse(pages.get(path) ?? "", {})
    .flatMap((token) => [token, ...(token.children ?? [])]);

describe.each(markdown)("%s", (path) => {
  const tokens = tokensOf(path);

  it("has one title", () => {
    expect(tokens.filter(({ type, tag }) => type === "heading_open" && tag === "h1")).toHaveLength(1);
  });

  it("holds nothing that is taken for HTML", () => {
    expect(tokens.filter(({ type }) => type.startsWith("html")).map(({ content }) => content)).toEqual([]);
  });

  it("links to pages that there are", () => {
    const links = tokens.flatMap((token) => (token.type === "link_open" ? [String(token.attrGet("href"))] : []));
    expect(links.filter((link) => !pages.has(posix.join(posix.dirname(path), link)))).toEqual([]);
  });

  it("has tables with as many cells in each row as in the head", () => {
    const rows = (pages.get(path) ?? "").split("\n").filter((line) => line.startsWith("| "));
    const tables = tokens.filter(({ type }) => type === "table_open").length;
    const rules = rows.filter((line) => /^[| -]+$/.test(line)).length;
    expect(rules).toBe(tables);
    const cells = tokens.filter(({ type }) => type === "td_open" || type === "th_open").length;
    const written = rows.filter((line) => !/^[| -]+$/.test(line)).map((line) => line.split(/(?<!\\)\|/).length - 2);
    expect(written.reduce((sum, count) => sum + count, 0)).toBe(cells);
  });
});

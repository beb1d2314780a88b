import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { type Browser, chromium } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { channelNames } from "../../../src/protocol/channels.ts";
import { html } from "../../../src/reporters/replay/html.ts";
import { describeWith } from "../../external.ts";
import { curl, sample, view, written } from "./turns.ts";

const executablePath = "/usr/bin/chromium";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const turns = channelNames.flatMap((channel) => sample.map((turn) => ({ ...turn, channel })));
const page = written(html, turns, { ...view, curl });

describeWith(
  { found: existsSync(executablePath) ? executablePath : undefined, missing: "there is no chromium" },
  "the page in a browser",
  (path) => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({
        executablePath: path,
        args: ["--no-sandbox", "--disable-background-networking"],
      });
    }, 60_000);
    afterAll(() => browser?.close());

    it.each([
      ["light", 1280],
      ["dark", 1280],
      ["light", 390],
    ] as const)(
      "can be read by everybody, %s and %i wide",
      async (colorScheme, width) => {
        const tab = await browser.newPage({ colorScheme, viewport: { width, height: 900 } });
        const complaints: string[] = [];
        tab.on("console", (message) => complaints.push(message.text()));
        tab.on("request", (request) => complaints.push(request.url()));
        await tab.setContent(page);
        await tab.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
        await tab.evaluate(axe);
        const { violations } = (await tab.evaluate("axe.run()")) as AxeResults;
        const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
        expect(
          serious.map(({ id, nodes }) => [id, nodes.map(({ html: at, failureSummary }) => [at, failureSummary])]),
        ).toEqual([]);
        expect(await tab.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
        expect(complaints).toEqual([]);
        await tab.close();
      },
      60_000,
    );
  },
);

import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import type { Channel } from "../../src/protocol/channels.ts";
import type { External } from "../external.ts";

const executablePath = "/usr/bin/chromium";

/** The browser that the page is tried in. */
export const browserHere: External<string> = {
  found: existsSync(executablePath) ? executablePath : undefined,
  missing: "there is no chromium",
};

export function openBrowser(path: string): Promise<Browser> {
  return chromium.launch({ executablePath: path, args: ["--no-sandbox", "--disable-background-networking"] });
}

/** The page in a tab, and what it has complained of since; requests to anywhere else fail. */
export interface Tab {
  readonly page: Page;
  /** violations of the policy, errors of the page, dialogs */
  readonly complaints: string[];
}

/** Opens the page, which is closed when the test is over. */
export async function openTab(browser: Browser, url: URL, options: BrowserContextOptions = {}): Promise<Tab> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("dialog", (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("console", (message) => {
    // images of hosts that are not there
    if (!message.text().startsWith("Failed to load resource: net::")) complaints.push(message.text());
  });
  await page.route(
    ({ origin }) => origin !== url.origin,
    (route) => route.abort(),
  );
  await page.goto(url.href);
  return { page, complaints };
}

/** Begins a session on a channel, and resolves once it is shown. */
export async function onChannel({ page }: Tab, channel: Channel): Promise<void> {
  await page.waitForURL(/#/);
  const before = page.url();
  await page.getByLabel("Channel", { exact: true }).selectOption(channel);
  await page.waitForURL((url) => url.href !== before);
}

/** Writes as the contact. */
export async function write({ page }: Tab, text: string): Promise<void> {
  await page.getByRole("textbox", { name: "Message" }).fill(text);
  await page.keyboard.press("Enter");
}

/** Resolves once the conversation holds a text. */
export async function reads({ page }: Tab, text: string | RegExp): Promise<void> {
  await page.getByRole("log").getByText(text).first().waitFor();
}

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Expects that everybody can use the page as it is now, and that nothing of it lies beside it. */
export async function expectAccessible({ page }: Tab): Promise<void> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate("axe.run()")) as AxeResults;
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html, failureSummary }) => [html, failureSummary])])).toEqual(
    [],
  );
  expect(await page.evaluate("document.documentElement.scrollWidth - innerWidth")).toBeLessThanOrEqual(0);
}

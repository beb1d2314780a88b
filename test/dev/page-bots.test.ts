import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { channelNames } from "../../src/protocol/channels.ts";
import type { BotEvent } from "../../src/protocol/envelope.ts";
import { describeWith } from "../external.ts";
import { folderOf, runBin } from "../run.ts";
import { expected, stories, wordsOf } from "./bots.ts";
import { startDev } from "./dev-process.ts";
import { browserHere, onChannel, openBrowser, openTab, reads, type Tab, write } from "./page-browser.ts";

const fixtures = join(import.meta.dirname, "../fixtures");

/** What the inspector shows of the bot's answers and requests, in the order that they came. */
async function inspected(page: Page): Promise<BotEvent[]> {
  const inspector = page.getByRole("complementary", { name: "Inspector" });
  const said = inspector.locator(".entries > li:not(.webhook)");
  await said.locator("summary").evaluateAll((all) => {
    for (const summary of all) (summary as { click(): void } & typeof summary).click();
  });
  const count = await said.count();
  await expect.poll(() => said.locator("pre").count()).toBe(count);
  const texts = await said.locator("pre").allTextContents();
  return texts.reverse().flatMap((text) => JSON.parse(text) as BotEvent[]);
}

/** What stands in elements, as it is laid out. */
const laidOut = (all: Locator): Promise<string[]> =>
  all.evaluateAll((elements) => elements.map((element) => String(Reflect.get(element, "innerText"))));

/** What one of the bot's bubbles shows: its text and its buttons. */
async function drawnIn(item: Locator): Promise<{ text: string; buttons: string[] }> {
  const buttons = (await laidOut(item.locator("button.option"))).map(wordsOf);
  const [all = ""] = (await laidOut(item.locator(".bubble"))).map(wordsOf);
  // a card has its buttons inside of its bubble
  const isCard = (await item.locator(".bubble button.option").count()) > 0;
  return { text: isCard ? wordsOf(all.slice(0, -buttons.join(" ").length)) : all, buttons };
}

async function bubbles(page: Page): Promise<{ text: string; buttons: string[] }[]> {
  const items = page.getByRole("log").locator(".chat > li:not(.mine, .line, .typist)");
  return Promise.all((await items.all()).map(drawnIn));
}

/** Chooses an option as the channel lets a contact do it: by a click, or by its number. */
async function choose(tab: Tab, label: string): Promise<void> {
  const log = tab.page.getByRole("log");
  const button = log.getByRole("button", { name: label, exact: true });
  const numbered = log.getByText(`. ${label}`);
  await button.or(numbered).first().waitFor();
  if ((await button.count()) > 0) return button.first().click();
  const [text = ""] = await laidOut(numbered);
  const line = text.split("\n").find((each) => each.endsWith(`. ${label}`));
  return write(tab, line?.split(".")[0] ?? "");
}

/** Ends a simulator, and the bot that it has started. */
async function stop({ child }: Awaited<ReturnType<typeof startDev>>): Promise<void> {
  child.kill("SIGINT");
  await child;
}

describeWith(browserHere, "what is seen on the page agrees with deliver", (path) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(path);
  });
  afterAll(() => browser?.close());

  for (const { title, needs, place, args, talk, result } of stories) {
    describeWith(needs, `of ${title}`, ({ python = "" }) => {
      it("on every channel", async () => {
        // a Python that pyenv manages is looked for below HOME
        const dev = await startDev(args(python), await place(await folderOf({})), { HOME: process.env.HOME });
        onTestFinished(() => stop(dev));
        await dev.said("the bot is there");
        const tab = await openTab(browser, new URL(dev.page));
        for (const channel of channelNames) {
          await onChannel(tab, channel);
          if (channel !== "web") await write(tab, "Hi");
          for (const next of talk) await ("choose" in next ? choose(tab, next.choose) : write(tab, next.write));
          await reads(tab, result ?? "an operator has taken the conversation");
          const events = await inspected(tab.page);
          const wanted = events.flatMap((event) => expected(event, channel) ?? []);
          expect(await bubbles(tab.page), channel).toEqual(wanted);
        }
        expect(tab.complaints).toEqual([]);
      }, 60_000);
    });
  }

  it("and the order status goes from the welcome to the result, is saved there, and replays green", async () => {
    const cwd = await folderOf({});
    const exec = `"${process.execPath}" "${join(fixtures, "record/order-status.mjs")}"`;
    const dev = await startDev(["--exec", exec], cwd);
    onTestFinished(() => stop(dev));
    const tab = await openTab(browser, new URL(dev.page));
    await reads(tab, "Hello Robin Example! What is it about?");
    await tab.page.getByRole("button", { name: "My order" }).click();
    await reads(tab, "Which order number?");
    await write(tab, "4711");
    await reads(tab, "One moment …");
    await reads(tab, "Order 4711 of Robin Example is on its way");
    await tab.page.getByText("⇠ request").waitFor();
    await tab.page.getByRole("button", { name: "Save as fixture" }).click();
    await tab.page.getByRole("textbox", { name: "Name" }).fill("order.jsonl");
    await tab.page.getByRole("button", { name: "Save", exact: true }).click();
    await tab.page.getByText("saved as fixtures/order.jsonl").waitFor();
    expect(tab.complaints).toEqual([]);
    const ran = await runBin(["replay", "fixtures/order.jsonl", "--exec", exec], { cwd });
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining("1 conversation, 3 turns: 3 passed") });
  });
});

import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { channelNames } from "../../src/protocol/channels.ts";
import { describeWith } from "../external.ts";
import { closeServers } from "../servers.ts";
import { browserHere, expectAccessible, onChannel, openBrowser, openTab, reads, write } from "./page-browser.ts";
import { type Bot, event, openWorld, textOf, type World } from "./page-world.ts";

const bidi = "\u202egnp.exe\u2066";

const options = [
  { id: "a", label: "<b>bold</b>", image_url: "javascript:alert(4)" },
  { id: "b", label: `B ${bidi}`, image_url: "https://files.example.com/b.jpg" },
];

const hostileText = [
  "<script>alert(1)</script><img src=x onerror=alert(2)>",
  "[click](javascript:alert(3)) [data](data:text/html,x) [fine](https://example.com/)",
  `**bold** ${bidi} \u001b[31mred`,
].join("\n\n");

/** Everything that can be shown, as somebody would write it who means harm. */
const hostile: Bot = (webhook) => {
  if (textOf(webhook) === "many") {
    return Array.from({ length: 2500 }, (_, index) => event(webhook, "message", { body: `message ${index + 1}` }));
  }
  const say = (name: string, payload: object) => event(webhook, name, payload);
  const choice = { body: hostileText, fallback: hostileText, options };
  return [
    say("message", { body: hostileText, text_format: "markdown_v1" }),
    say("message", { body: hostileText }),
    say("bubbles", choice),
    say("carousel", choice),
    say("button_template", {
      ...choice,
      header: { type: "image", link: "javascript:alert(5)" },
      footer: "<i>foot</i>",
    }),
    say("list_template", { ...choice, headline: "<u>head</u>", button: "<s>Open</s>", options_headline: bidi }),
    say("buttons", { body: "Links", buttons: [{ body: "<em>go</em>", link: "javascript:alert(6)" }] }),
    say("media", { link: "javascript:alert(7)", name: '"><script>alert(8)</script>' }),
    say("navigate", { link: "javascript:alert(9)" }),
    say("contact_update", { name: "<script>alert(10)</script>" }),
    say("note_create", { body: `<script>alert(11)</script>${bidi}` }),
    say("<script>alert(12)</script>", {}),
    say("message", { body: "that was all" }),
  ];
};

describeWith(browserHere, "the page", (path) => {
  let browser: Browser;
  let world: World & { close(): Promise<void> };
  beforeAll(async () => {
    browser = await openBrowser(path);
    world = await openWorld(hostile);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
    await closeServers();
  });

  it.each(channelNames)("makes nothing but text of what a bot says on %s", async (channel) => {
    const tab = await openTab(browser, world.server.url);
    await onChannel(tab, channel);
    if (channel !== "web") await write(tab, "hi");
    await reads(tab, "that was all");
    const log = tab.page.getByRole("log");
    expect(await log.locator("script, iframe, object, embed, b:not(.notes b), i:not(.typing i)").count()).toBe(0);
    const addresses = await tab.page
      .locator("a, img")
      .evaluateAll((all) => all.map((one) => one.getAttribute("href") ?? one.getAttribute("src") ?? ""));
    expect(addresses.filter((address) => !/^https:\/\//.test(address))).toEqual([]);
    expect(await log.textContent()).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u001b]/);
    expect(await tab.page.evaluate("document.querySelectorAll('[onerror], [onclick], [style]').length")).toBe(0);
    expect(tab.complaints).toEqual([]);
  });

  it.each([
    ["light", 1440],
    ["dark", 390],
  ] as const)(
    "can be used by everybody, %s and %i wide",
    async (colorScheme, width) => {
      const tab = await openTab(browser, world.server.url, { colorScheme, viewport: { width, height: 844 } });
      const view = async (name: string) => {
        if (width < 800) await tab.page.getByRole("button", { name, exact: true }).click();
      };
      for (const channel of channelNames) {
        await view("Setup");
        await onChannel(tab, channel);
        await view("Chat");
        if (channel !== "web") await write(tab, "hi");
        await reads(tab, "that was all");
        await expectAccessible(tab);
      }
      await view("Inspector");
      const inspector = tab.page.getByRole("complementary", { name: "Inspector" });
      for (const entry of await inspector.locator("summary").all()) await entry.click();
      await inspector.getByText('"approach_mode"').first().waitFor();
      await expectAccessible(tab);
      await view("Setup");
      await tab.page.getByRole("button", { name: "Contact …" }).click();
      await expectAccessible(tab);
      await tab.page.keyboard.press("Escape");
      await expectAccessible(tab);
    },
    120_000,
  );

  it("keeps what was focused, and where", async () => {
    const tab = await openTab(browser, world.server.url);
    await onChannel(tab, "whatsapp_business");
    await write(tab, "hi");
    await reads(tab, "that was all");
    const focused = () => tab.page.evaluate("document.activeElement.textContent || document.activeElement.ariaLabel");
    expect(await focused()).toBe("Message");
    const button = tab.page.getByRole("button", { name: "<s>Open</s>" });
    await button.focus();
    await tab.page.keyboard.press("Enter");
    await tab.page.getByRole("dialog").waitFor();
    await tab.page.keyboard.press("Escape");
    await expect.poll(focused).toBe("<s>Open</s>");
  });

  it("stays smooth with 10,000 messages", async () => {
    const tab = await openTab(browser, world.server.url);
    await onChannel(tab, "sms");
    for (let round = 1; round <= 4; round++) {
      await write(tab, "many");
      await expect.poll(() => tab.page.locator(".entries .answer").count(), { timeout: 30_000 }).toBe(round);
    }
    await expect.poll(() => tab.page.locator(".earlier").first().textContent(), { timeout: 30_000 }).toMatch(/^98/);
    expect(await tab.page.locator(".log li").count()).toBeLessThan(400);
    await write(tab, "hi");
    await reads(tab, "that was all");
    expect(await tab.page.locator(".log li").count()).toBeLessThan(400);
    await tab.page
      .getByRole("log")
      .getByRole("button", { name: /earlier/ })
      .click();
    await expect.poll(() => tab.page.locator(".chat > li").count()).toBe(300);
  }, 120_000);
});

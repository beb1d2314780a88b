import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { describeWith } from "../external.ts";
import { folderOf, runBin } from "../run.ts";
import { closeServers, httpServer } from "../servers.ts";
import { orderBot } from "./order-bot.ts";
import { browserHere, expectAccessible, onChannel, openBrowser, openTab, reads, write } from "./page-browser.ts";
import { event, openWorld, type World } from "./page-world.ts";

describeWith(browserHere, "talking to a bot on the page", (path) => {
  let browser: Browser;
  let world: World & { close(): Promise<void> };
  beforeAll(async () => {
    browser = await openBrowser(path);
    world = await openWorld(orderBot);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
    await closeServers();
  });

  const open = (options = {}) => openTab(browser, world.server.url, options);

  it("on the website: the messenger opens, a bubble is clicked once, a number is typed", async () => {
    const tab = await open();
    await onChannel(tab, "web");
    await reads(tab, "What can I do for you?");
    const option = tab.page.getByRole("button", { name: "Where is my order?" });
    await option.click();
    await reads(tab, "tell me your order number");
    expect(await option.getAttribute("aria-disabled")).toBe("true");
    await write(tab, "1234");
    await reads(tab, "Order 1234 is on its way");
    expect(tab.complaints).toEqual([]);
  });

  it("on WhatsApp: the contact writes first, an option of a list is chosen on its screen, by keyboard alone", async () => {
    const tab = await open();
    await onChannel(tab, "whatsapp_business");
    await reads(tab, "Write something");
    await write(tab, "shops");
    await tab.page.getByRole("button", { name: "Choose a shop" }).focus();
    await tab.page.keyboard.press("Enter");
    const screen = tab.page.getByRole("dialog", { name: "Choose a shop" });
    await screen.getByRole("radio", { name: /Station/ }).focus();
    await tab.page.keyboard.press("Space");
    await expectAccessible(tab);
    await tab.page.keyboard.press("Enter");
    await reads(tab, "You chose station");
    await screen.waitFor({ state: "detached" });
    expect(tab.complaints).toEqual([]);
  });

  it("on Facebook: an option of a button template can be clicked again, and is a message then", async () => {
    const tab = await open();
    await onChannel(tab, "facebook");
    await write(tab, "hi");
    const option = tab.page.getByRole("button", { name: "Return something" });
    await option.click();
    await reads(tab, "You chose return");
    await option.click();
    await reads(tab, "You said Return something");
  });

  it.each(["telegram", "threema", "sms", "custom"] as const)(
    "on %s: an option is chosen by its number",
    async (channel) => {
      const tab = await open();
      await onChannel(tab, channel);
      await write(tab, "hi");
      await reads(tab, "2. Return something");
      await write(tab, "2");
      await reads(tab, "You chose return");
    },
  );

  it("shows the same event on every channel", async () => {
    const tab = await open();
    await onChannel(tab, "web");
    await reads(tab, "What can I do for you?");
    await tab.page.getByRole("button", { name: "all channels: bubbles" }).click();
    const all = tab.page.getByRole("dialog", { name: "bubbles on every channel" });
    await all.getByText("1. Where is my order?").first().waitFor();
    expect(await all.getByRole("article").count()).toBe(7);
    await expectAccessible(tab);
    await tab.page.keyboard.press("Escape");
    await all.waitFor({ state: "detached" });
  });

  it("says what is found below the bubble that it is about", async () => {
    const tab = await open();
    await onChannel(tab, "web");
    await write(tab, "typo");
    const bubble = tab.page.getByRole("log").getByRole("listitem").filter({ hasText: "What can I do for you?" }).last();
    await bubble.getByText("choice-fallback").waitFor();
  });

  it("sends what can't be typed", async () => {
    const tab = await open();
    await onChannel(tab, "whatsapp_business");
    await write(tab, "hi");
    await reads(tab, "What can I do for you?");
    const palette = tab.page.getByRole("dialog", { name: "What can't be typed" });
    for (const [button, answer] of [
      ["Send the file", "You sent media"],
      ["Share the place", "You sent location"],
      ["Unsubscribe", "You sent campaign_unsubscribe"],
      ["Nobody takes the forward", "You sent forward_failed"],
    ] as const) {
      await tab.page.getByRole("button", { name: "What can't be typed" }).click();
      await palette.getByRole("button", { name: button }).click();
      await reads(tab, answer);
    }
    expect(tab.complaints).toEqual([]);
  });

  it("uploads files that the bot can fetch, of the size that it is told", async () => {
    const fetching = await openWorld(async (webhook) => {
      const { link, size, content_type: type } = webhook.packet.payload as Record<string, string>;
      if (link === undefined) return [];
      if (size === undefined) return [event(webhook, "message", { body: `${link} is ${type}` })];
      const response = await fetch(link);
      const { byteLength } = await response.arrayBuffer();
      const isTrue = byteLength === Number(size) && response.headers.get("content-type") === type;
      return [event(webhook, "message", { body: `${type} of ${size}: ${isTrue}` }), event(webhook, "media", { link })];
    });
    onTestFinished(fetching.close);
    const tab = await openTab(browser, fetching.server.url);
    await onChannel(tab, "telegram");
    const palette = tab.page.getByRole("dialog", { name: "What can't be typed" });
    const send = async (kind: string, address = "") => {
      await tab.page.getByRole("button", { name: "What can't be typed" }).click();
      await palette.getByLabel("Kind").selectOption(kind);
      if (address) await palette.getByLabel("Address").fill(address);
      await palette.getByRole("button", { name: "Send the file" }).click();
      await palette.waitFor({ state: "detached" });
    };
    for (const { title, content_type: type, size } of fetching.platform.files) {
      await send(title);
      await reads(tab, `${type} of ${size}: true`);
    }
    await send("another file", "https://example.com/a.pdf");
    await reads(tab, "https://example.com/a.pdf is application/pdf");
    expect(tab.complaints).toEqual([]);
  });

  it("lets nobody take a forward where operators are not online", async () => {
    const tab = await open();
    const operators = tab.page.getByLabel("Operators are online");
    await operators.uncheck();
    await onChannel(tab, "sms");
    await write(tab, "human");
    await reads(tab, "You sent forward_failed");
    await operators.check();
    await write(tab, "human");
    await reads(tab, "an operator has taken the conversation");
    await tab.page.getByText("This session is over.").waitFor();
  });

  it("shows how slow it is on purpose, and makes an end of it", async () => {
    await world.ask("/faults", { faults: ["slow=2s"] });
    const tab = await open();
    await tab.page.getByText("Faults: slow=2s").click();
    const slow = tab.page.getByLabel("slow=2s");
    expect(await slow.isChecked()).toBe(true);
    await slow.click();
    await tab.page.getByText("Faults", { exact: true }).waitFor();
    expect(await tab.page.getByLabel("slow=3s").isChecked()).toBe(false);
  });

  it("edits a webhook and posts it again", async () => {
    const tab = await open();
    await onChannel(tab, "sms");
    await write(tab, "before");
    await reads(tab, "You said before");
    const inspector = tab.page.getByRole("complementary", { name: "Inspector" });
    await inspector.getByText("→ webhook").click();
    await inspector.getByRole("button", { name: "Edit and resend" }).click();
    const text = tab.page.getByRole("textbox", { name: "Webhook" });
    const webhook = JSON.parse(await text.inputValue());
    webhook.packet = { name: "message", payload: { body: "after" } };
    await text.fill("{");
    await tab.page.getByRole("button", { name: "Resend" }).last().click();
    await tab.page.getByRole("alert").waitFor();
    await text.fill(JSON.stringify(webhook));
    await tab.page.getByRole("button", { name: "Resend" }).last().click();
    await reads(tab, "You said after");
  });

  it("copies a webhook as a command, and shows the token to whoever asks", async () => {
    const tab = await open({ permissions: ["clipboard-read", "clipboard-write"] });
    await onChannel(tab, "sms");
    await write(tab, "hi");
    const inspector = tab.page.getByRole("complementary", { name: "Inspector" });
    await inspector.getByText("→ webhook").click();
    await inspector.getByRole("button", { name: "Copy as curl" }).click();
    await tab.page.getByText("copied as a curl command").waitFor();
    expect(await tab.page.evaluate("navigator.clipboard.readText()")).toMatch(/^curl .*chatbot::0:/);
    expect(await tab.page.content()).not.toContain(world.platform.token);
    await tab.page.getByRole("button", { name: "Show the token" }).click();
    await tab.page.getByText(world.platform.token).waitFor();
  });

  it("says in the dialog what is wrong there, for everybody to hear", async () => {
    const tab = await open();
    await onChannel(tab, "sms");
    const said = (title: string) =>
      tab.page.getByRole("dialog", { name: title }).getByRole("status").textContent({ timeout: 5000 });
    await tab.page.getByRole("button", { name: "Contact …" }).click();
    await tab.page.getByLabel("Context to begin with (JSON)").fill("{nope");
    await tab.page.getByRole("button", { name: "Begin a session" }).click();
    await expect.poll(() => said("Contact")).toContain("the context is no JSON: ");
    await expectAccessible(tab);
    await tab.page.keyboard.press("Escape");
    await tab.page.getByRole("button", { name: "Save as fixture" }).click();
    await tab.page.getByRole("textbox", { name: "Name" }).fill("../evil");
    await tab.page.getByRole("button", { name: "Save", exact: true }).click();
    await expect.poll(() => said("Save as a fixture")).toContain("name has to be up to 80 letters");
    // once for each who may hear it
    expect(await tab.page.locator(".notice").count()).toBe(1);
  });

  it("tells whoever listens which words are the contact's", async () => {
    const tab = await open();
    await onChannel(tab, "telegram");
    await write(tab, "who is that?");
    await reads(tab, "You said who is that?");
    const heard = await tab.page.getByRole("log").ariaSnapshot();
    expect(heard).toMatch(/the contact:"\s*- paragraph: who is that\?/);
    expect(heard.match(/the contact:/g)).toHaveLength(1);
  });

  it("is where it was when it is loaded again", async () => {
    const tab = await open();
    await onChannel(tab, "telegram");
    await write(tab, "remember me");
    await reads(tab, "You said remember me");
    await tab.page.reload();
    await reads(tab, "You said remember me");
  });

  it("saves a conversation that replays green", async () => {
    const tab = await open();
    await onChannel(tab, "telegram");
    await write(tab, "hi");
    await reads(tab, "3. Talk to a person");
    await write(tab, "1");
    await reads(tab, "tell me your order number");
    await write(tab, "1234");
    await reads(tab, "Order 1234 is on its way");
    await tab.page.getByRole("button", { name: "Save as fixture" }).click();
    await tab.page.getByRole("textbox", { name: "Name" }).fill("order");
    await tab.page.getByRole("button", { name: "Save", exact: true }).click();
    await tab.page.getByText("saved as fixtures/order.jsonl").waitFor();

    const lines = world.saved.get("order")?.map((entry) => `${JSON.stringify(entry)}\n`) ?? [];
    const cwd = await folderOf({ "order.jsonl": lines.join("") });
    const bot = await httpServer((response, { body }) => {
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(orderBot(JSON.parse(body))));
    });
    const ran = await runBin(["replay", "order.jsonl", "--url", bot.url.href], { cwd: join(cwd) });
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining("3 passed") });
  });
});

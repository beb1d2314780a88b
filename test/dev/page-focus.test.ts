import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeWith } from "../external.ts";
import { closeServers } from "../servers.ts";
import { browserHere, onChannel, openBrowser, openTab, reads, type Tab, write } from "./page-browser.ts";
import { type Bot, event, openWorld, textOf, type World } from "./page-world.ts";

const options = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `${index + 1}`, label: `Option ${index + 1}` }));

/** A bot that offers as many options as it is told to, and ends at the second. */
const offering: Bot = (webhook) => {
  const { name } = webhook.packet;
  const { value } = (webhook.packet.payload ?? {}) as { value?: { id: string } };
  const offer = { body: "Which one?", fallback: "Which one?", options: options(Number(textOf(webhook) || 3)) };
  if (name !== "click") return [event(webhook, "bubbles", offer)];
  const chosen = event(webhook, "message", { body: `You chose ${value?.id}` });
  return value?.id === "2" ? [chosen, event(webhook, "end")] : [chosen];
};

/** The role and the name of what is focused. */
const focused = ({ page }: Tab): Promise<string> =>
  page.evaluate("document.activeElement.ariaLabel ?? document.activeElement.textContent");

describeWith(browserHere, "the focus on the page", (path) => {
  let browser: Browser;
  let world: World & { close(): Promise<void> };
  beforeAll(async () => {
    browser = await openBrowser(path);
    world = await openWorld(offering);
  });
  afterAll(async () => {
    await browser?.close();
    await world?.close();
    await closeServers();
  });

  const open = async (): Promise<Tab> => {
    const tab = await openTab(browser, world.server.url);
    await onChannel(tab, "web");
    return tab;
  };
  const option = ({ page }: Tab, number: number) =>
    page.getByRole("log").getByText(`Option ${number}`, { exact: true });

  it.each(["by the mouse", "by the keyboard"])(
    "is where the contact writes once an option is chosen %s",
    async (how) => {
      const tab = await open();
      if (how === "by the mouse") await option(tab, 1).click();
      else await option(tab, 1).press("Enter");
      await reads(tab, "You chose 1");
      await tab.page.keyboard.type("4");
      await tab.page.keyboard.press("Enter");
      await option(tab, 4).waitFor();
      expect(await focused(tab)).toBe("Message");
      // back from there the options are reached again
      await tab.page.keyboard.press("Shift+Tab");
      expect(await focused(tab)).toBe("What can't be typed");
      expect(tab.complaints).toEqual([]);
    },
  );

  it("stays where it is when what is clicked was answered before", async () => {
    const tab = await open();
    await option(tab, 1).click();
    await reads(tab, "You chose 1");
    await option(tab, 3).press("Enter");
    expect(await focused(tab)).toBe("Option 3");
  });

  it("is where the contact writes once an option of a list is sent", async () => {
    const tab = await openTab(browser, world.server.url);
    await onChannel(tab, "whatsapp_business");
    await write(tab, "4");
    await tab.page.getByRole("log").locator("[aria-haspopup=dialog].option").press("Enter");
    const screen = tab.page.getByRole("dialog");
    await screen.getByRole("radio", { name: "Option 1" }).check();
    await screen.getByRole("button", { name: "Send" }).click();
    await reads(tab, "You chose 1");
    await screen.waitFor({ state: "detached" });
    expect(await focused(tab)).toBe("Message");
  });

  it("is at the end of the session where nothing can be written, and typing presses nothing there", async () => {
    const tab = await open();
    await option(tab, 2).click();
    await tab.page.getByText("This session is over.").waitFor();
    const before = tab.page.url();
    expect(await focused(tab)).toContain("This session is over.");
    await tab.page.keyboard.press("Space");
    await tab.page.keyboard.press("Enter");
    expect(tab.page.url()).toBe(before);
    await tab.page.keyboard.press("Tab");
    expect(await focused(tab)).toBe("New session");
    await tab.page.keyboard.press("Enter");
    await tab.page.waitForURL((url) => url.href !== before);
    await expect.poll(() => focused(tab)).toBe("Message");
  });
});

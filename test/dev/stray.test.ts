import type { Browser } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, it, onTestFinished, test } from "vitest";
import { describeWith } from "../external.ts";
import { answer, bot } from "../replay/project.ts";
import { folderOf } from "../run.ts";
import { closeServers } from "../servers.ts";
import { startDev } from "./dev-process.ts";
import { browserHere, openBrowser, openTab } from "./page-browser.ts";

afterEach(closeServers);

const unknownCid = "chatbot::0:00000000000000000000000000000000";
const end = { info: { cid: unknownCid }, packet: { name: "end", payload: {} } };
const secret = "a-token-that-nobody-may-read";

type Stray = readonly [status: number, header: (token: string) => string | undefined, body: string, reason: string];

/** Requests that reach no session: what the header holds, the body, and what is said of them. */
const strays: readonly Stray[] = [
  [404, (token: string) => token, JSON.stringify(end), `there is no live session "${unknownCid}"`],
  [401, () => undefined, JSON.stringify(end), "the header SECURITY-TOKEN is missing"],
  [401, () => secret, JSON.stringify(end), "the header SECURITY-TOKEN holds another token than this API URL's"],
  [400, (token: string) => token, '[{"info": ', "the body cannot be read as JSON"],
  [400, (token: string) => token, "[]", "the body is an empty list, but it has to be an event or a list of events"],
];

/** A simulator for a bot that greets, and a function that posts to its API URL. */
async function simulator() {
  const server = await bot((posted) => answer(posted, "message", { body: "Hello" }));
  const dev = await startDev(["--url", server.url.href], await folderOf({}));
  onTestFinished(async () => {
    dev.child.kill("SIGKILL");
    await dev.child;
  });
  await dev.said("ULBOT_SECURITY_TOKEN=");
  const [, api = ""] = /ULBOT_API_URL=(\S+)/.exec(dev.text()) ?? [];
  const [, token = ""] = /ULBOT_SECURITY_TOKEN=(\S+)/.exec(dev.text()) ?? [];
  const post = async ([status, header, body]: Stray): Promise<void> => {
    const given = header(token);
    const headers = { "content-type": "application/json", ...(given && { "security-token": given }) };
    expect((await fetch(api, { method: "POST", headers, body })).status).toBe(status);
  };
  return { dev, token, post };
}

describe("a request to the API URL that reaches no session", () => {
  test("is told where the simulator runs, and never the token", async () => {
    const { dev, token, post } = await simulator();
    const before = dev.text();
    for (const stray of strays) {
      await post(stray);
      await dev.said(`the API URL has refused a request with ${stray[0]}: ${stray[3]}`);
    }
    const since = dev.text().slice(before.length);
    expect(since.match(/^the API URL has refused/gm)).toHaveLength(strays.length);
    expect([since.includes(token), since.includes(secret)]).toEqual([false, false]);
  });
});

describeWith(browserHere, "a request to the API URL that reaches no session, on the page", (path) => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser(path);
  });
  afterAll(() => browser?.close());

  it("stands in the inspector with the reason, whatever session is shown", async () => {
    const { dev, token, post } = await simulator();
    const tab = await openTab(browser, new URL(dev.page));
    const inspector = tab.page.getByRole("complementary", { name: "Inspector" });
    await inspector.getByText("← answer").waitFor();
    for (const stray of strays) {
      await post(stray);
      const [status, , , reason] = stray;
      const entry = inspector.locator(".entries > li").first();
      await entry.getByText(reason).waitFor();
      expect(await entry.locator(".status").textContent()).toBe(String(status));
      await tab.page.getByRole("status").getByText(`is refused with ${status}: ${reason}`).waitFor();
    }
    expect(await inspector.getByText("It reached no session").count()).toBe(strays.length);
    const page = await tab.page.content();
    expect([page.includes(token), page.includes(secret)]).toEqual([false, false]);
    // what names a session that is known is of that session, whatever else is wrong with it
    const [, cid = ""] = tab.page.url().split("#");
    await post([401, () => undefined, JSON.stringify({ ...end, info: { cid } }), ""]);
    await dev.said("the API URL has refused a request with 401: the header SECURITY-TOKEN is missing");
    await tab.page.getByRole("log").getByText("the header SECURITY-TOKEN is missing").waitFor();
    await tab.page.reload();
    await inspector.getByText("It reached no session").first().waitFor();
    expect(await inspector.getByText("It reached no session").count()).toBe(strays.length);
    expect(tab.complaints).toEqual([]);
  });
});

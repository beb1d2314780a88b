// Draws docs/dev.png, the chat page in the middle of a conversation: npm run picture. Needs Debian's chromium.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const root = fileURLToPath(new URL("..", import.meta.url));
const ulbot = join(root, "bin/ulbot.cjs");
const directory = mkdtempSync(join(tmpdir(), "ulbot-picture-"));
const bot = join(directory, "bot");

/** Starts the simulator with a scaffolded bot; gives the process and the address of its page. */
async function startDev() {
  const scaffold = ["init", bot, "--template", "javascript", "--flow", "order-status", "--no-input", "--quiet"];
  execFileSync(process.execPath, [ulbot, ...scaffold], { stdio: "ignore" });
  const child = spawn(process.execPath, [ulbot, "dev", "--channel", "whatsapp_business"], { cwd: bot });
  let said = "";
  while (!said.includes("the bot is there")) said += (await once(child.stderr, "data"))[0];
  return { child, page: /http:\/\/127\.0\.0\.1:\d+\//.exec(said)?.[0] ?? "" };
}

/** Talks to the bot as a contact who wants to know where an order is. */
async function talk(page) {
  const write = async (text) => {
    await page.getByLabel("Message", { exact: true }).fill(text);
    await page.keyboard.press("Enter");
  };
  const log = page.getByRole("log");
  await page.waitForURL(/#/);
  await write("Good morning!");
  await log.getByRole("button", { name: "Where is my order?" }).click();
  await log
    .getByText(/number/)
    .first()
    .waitFor();
  await write("10042");
  await log.getByText("Order 10042 is on its way").waitFor();
  await page.getByRole("complementary", { name: "Inspector" }).locator("summary").nth(1).click();
}

const { child, page: address } = await startDev();
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox"] });
try {
  const page = await browser.newPage({ viewport: { width: 1240, height: 800 }, deviceScaleFactor: 1.25 });
  await page.goto(address);
  await talk(page);
  await page.screenshot({ path: join(root, "docs/dev.png"), animations: "disabled" });
} finally {
  await browser.close();
  child.kill("SIGINT");
  await once(child, "exit");
  rmSync(directory, { recursive: true, force: true });
}

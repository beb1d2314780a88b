// The main job on embedded defaults, without network and account: scaffold a bot, replay its recorded webhooks at it, lint
// its answers, lint, mend and draw one that goes wrong, send an event to a stand-in for the platform's API URL. Leaves
// nothing behind.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { styleText } from "node:util";

const root = fileURLToPath(new URL("..", import.meta.url));
const ulbot = join(root, "bin", "ulbot.cjs");
const directory = mkdtempSync(join(tmpdir(), "ulbot-demo-"));
const bot = join(directory, "bot");
const token = "a-token-only-this-demo-knows";
const colour = process.stdout.isTTY && !process.env.NO_COLOR;

const size = (number) => ({ id: `size-${number}`, label: `Size ${number}` });
/** Without a text for channels that have no buttons, and with more options than WhatsApp has buttons for. */
const wrongAnswer = [
  {
    info: { cid: "chatbot::258:a56785fb6fb84edd890905913b0c0821" },
    packet: {
      name: "bubbles",
      payload: { body: "Which size?", options: [35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45].map(size) },
    },
  },
];

const painted = (format, text) => (colour ? styleText(format, text) : text);

/** @type {Set<import("node:child_process").ChildProcess>} */
const children = new Set();

/**
 * Runs a program to its end: shows what it writes, or gives what it wrote to stdout.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ cwd?: string, env?: Record<string, string>, show?: boolean, expected?: number }} options
 */
function run(command, args, { cwd = bot, env = {}, show = true, expected = 0 } = {}) {
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env, ...(colour ? { FORCE_COLOR: "1" } : {}) },
    // both of its streams as they are here, so that their lines stay in order
    stdio: ["ignore", show ? "inherit" : "pipe", show ? "inherit" : "pipe"],
  });
  children.add(child);
  let output = "";
  let errors = "";
  child.stdout?.setEncoding("utf8").on("data", (text) => {
    output += text;
  });
  child.stderr?.setEncoding("utf8").on("data", (text) => {
    errors += text;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      children.delete(child);
      if (code === expected) resolve(output);
      else reject(new Error(`${[command, ...args].join(" ")} ended with exit code ${code}\n${output}${errors}`));
    });
  });
}

/** Shows a command as one would type it, and runs it. */
function ulbotRun(args, options = {}) {
  const typed = args.map((arg) => (/^[\w./:-]+$/.test(arg) ? arg : `'${arg}'`)).join(" ");
  console.log(`${painted("bold", `$ ulbot ${typed}`)}`);
  return run(process.execPath, [ulbot, ...args], options);
}

function title(text) {
  console.log(`\n${painted(["bold", "cyan"], `── ${text}`)}\n`);
}

/** What `npm install` would do in the bot's folder, from what is here already. */
function linkPackages() {
  const modules = join(bot, "node_modules");
  mkdirSync(modules);
  for (const name of ["typescript", "@types", ".bin"])
    symlinkSync(join(root, "node_modules", name), join(modules, name));
  symlinkSync(root, join(modules, "ulbot"));
}

/** Writes every answer that the bot gave, one file for each turn: `answers/website-0-start.json` and so on. */
function writeAnswers(report) {
  mkdirSync(join(directory, "answers"));
  for (const { file, index, event, events } of report.turns) {
    const name = `${basename(file, ".json")}-${index}-${event}.json`;
    if (events.length > 0) writeFileSync(join(directory, "answers", name), JSON.stringify(events, null, 2));
  }
}

/** A stand-in for the platform's API URL on this machine; tells what it got. */
async function listen() {
  const requests = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const accepted = request.headers["security-token"] === token;
    requests.push({ accepted, body: JSON.parse(Buffer.concat(chunks).toString("utf8")) });
    response.writeHead(accepted ? 200 : 401).end();
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { server, requests, url: `http://127.0.0.1:${port}/v1/` };
}

async function demo() {
  title("Scaffold a bot");
  await ulbotRun(["init", "bot", "--no-input"], { cwd: directory });
  linkPackages();
  await run("npm", ["run", "--silent", "build"], { show: false });

  title("Replay what the platform would send it: a conversation on the website");
  await ulbotRun(["replay", "fixtures/website.json"]);

  title("Lint every answer to every recorded webhook, for all channels");
  const report = JSON.parse(
    await run(process.execPath, [ulbot, "replay", "fixtures/*.json", "--format", "json", "-q"], { show: false }),
  );
  writeAnswers(report);
  await ulbotRun(["lint", "answers/*.json", "--channel", "all"], { cwd: directory });

  title("What lint says of an answer that goes wrong, and what it can mend by itself");
  writeFileSync(join(directory, "wrong.json"), JSON.stringify(wrongAnswer, null, 2));
  await ulbotRun(["lint", "wrong.json"], { cwd: directory, expected: 1 });
  await ulbotRun(["lint", "wrong.json", "--fix"], { cwd: directory });

  title("The same answer as each channel shows it");
  await ulbotRun(["preview", "wrong.json"], { cwd: directory });

  title("Send an event to a live session, here to a stand-in for the API URL");
  const { server, requests, url } = await listen();
  const { cid } = report.turns[0];
  const env = { ULBOT_API_URL: url, ULBOT_SECURITY_TOKEN: token };
  await ulbotRun(["send", "--cid", cid, "-m", "Your parcel is on its way."], { cwd: directory, env }).finally(() =>
    server.close(),
  );
  const [request] = requests;
  if (requests.length !== 1 || !request?.accepted) throw new Error("the stand-in did not get exactly one request");
  console.log(`the API URL got: ${request.body.packet.name} ${JSON.stringify(request.body.packet.payload)}`);
}

function cleanUp() {
  for (const child of children) child.kill();
  rmSync(directory, { recursive: true, force: true });
}

for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
]) {
  process.on(signal, () => {
    cleanUp();
    process.exit(code);
  });
}

try {
  await demo();
  console.log(painted("green", "\nThat is ulbot. Begin with: ulbot init my-bot"));
} catch (error) {
  console.error(`the demo failed: ${error.message}`);
  process.exitCode = 1;
} finally {
  cleanUp();
}

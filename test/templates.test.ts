import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { Agent, createServer, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from "vitest";
import { isInstalled } from "../src/scaffold/surroundings.ts";
import { listTemplates } from "../src/scaffold/template.ts";
import { describeWith, type External, external } from "./external.ts";
import { closedPort } from "./servers.ts";

const root = dirname(import.meta.dirname);

// compilers and package tools start here, which takes a busy machine a while
vi.setConfig({ testTimeout: 120_000, maxConcurrency: 3 });

/** outside the repository: `node_modules` is as after an installation, and projects beside it find it */
let home: string;
let env: Record<string, string>;

/** What a template needs besides Node.js. */
const needs: Readonly<Record<string, External<{ readonly python?: string }>>> = { "python-flask": external.flask };

const nothing: External<{ readonly python?: string }> = { found: {}, missing: "" };

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "ulbot-templates-"));
  const packages = join(home, "node_modules");
  await mkdir(join(packages, ".bin"), { recursive: true });
  await mkdir(join(packages, "ulbot"));
  const { stdout } = await execa("npm", ["pack", "--ignore-scripts", "--pack-destination", home], { cwd: root });
  const tarball = join(home, stdout.split("\n").at(-1) ?? "");
  await execa("tar", ["-xzf", tarball, "-C", join(packages, "ulbot"), "--strip-components=1"]);
  for (const name of ["@types", "typescript", "zod"])
    await symlink(join(root, "node_modules", name), join(packages, name));
  await symlink(join(packages, "ulbot/bin/ulbot.cjs"), join(packages, ".bin/ulbot"));
  await symlink(join(root, "node_modules/.bin/tsc"), join(packages, ".bin/tsc"));
  const path = [join(packages, ".bin"), process.env.PATH].join(delimiter);
  // so that a replay fails where nothing is expected of a turn, in whatever command line
  env = { PATH: path, HOME: home, ULBOT: "ulbot", ULBOT_CI: "true" };
});

afterAll(() => rm(home, { recursive: true, force: true }));

/** Runs a command line in a project; fails unless it ends with 0. Gives what it wrote. */
async function shell(command: string, cwd: string): Promise<string> {
  const { exitCode, all } = await execa(command, { cwd, env, extendEnv: false, shell: true, reject: false, all: true });
  expect(exitCode, `${command}\n${all}`).toBe(0);
  return all;
}

async function scaffold(name: string, options = ""): Promise<string> {
  await shell(`ulbot init ${name} ${options} --no-input`, home);
  return join(home, name);
}

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** What a replay of a project's fixtures on all channels says: how many they were, what failed, and faults of turns. */
async function replayEverywhere(project: string) {
  const expected = filesIn(join(project, "fixtures")).filter((file) => file.endsWith(".expected.json"));
  // on a busy machine what a bot sends late takes a while
  const isLate = expected.some((file) => readFileSync(file, "utf8").includes('"requests"'));
  const settle = isLate ? "--jobs 32 --settle 2s" : "--jobs 8";
  const json = await execa(`ulbot replay 'fixtures/*.json' --channel all ${settle} --format json`, {
    ...{ cwd: project, env, extendEnv: false, shell: true, reject: false },
  });
  const { turns, summary } = JSON.parse(json.stdout);
  const faults = turns.flatMap(({ findings = [], problems = [], ...turn }: Record<string, { severity: string }[]>) =>
    [...findings, ...problems]
      .filter(({ severity }) => severity !== "info")
      .map((fault) => ({ ...fault, file: turn.file, index: turn.index, channel: turn.channel })),
  );
  const channels = new Set(turns.map(({ channel }: { channel: string }) => channel)).size;
  const { failed, skipped, unexpected } = summary;
  return { exitCode: json.exitCode, faults, failed, skipped, unexpected, channels };
}

/** Starts a project's bot as its configuration says, until the test ends. */
function start(project: string, variables: Record<string, string>) {
  const { exec } = JSON.parse(readFileSync(join(project, "ulbot.config.json"), "utf8"));
  const [program, ...args] = exec.split(" ");
  const api = { ULBOT_API_URL: "http://127.0.0.1:9/v1/", ULBOT_SECURITY_TOKEN: "only-for-tests" };
  const started = execa(program, args, {
    cwd: project,
    env: { ...env, ...api, ...variables },
    extendEnv: false,
    reject: false,
  });
  onTestFinished(() => {
    started.kill("SIGKILL");
  });
  return started;
}

/** Starts a project's bot on a free port; it reads its secret from `.env`. */
async function serve(project: string) {
  const started = start(project, { PORT: "0" });
  const [line] = await once(started.stdout, "data");
  const url = /^listening on (http:\/\/127\.0\.0\.1:\d+\/webhook)\n/.exec(String(line))?.[1] ?? String(line);
  const secret = /^WEBHOOK_TOKEN=(\w+)$/m.exec(readFileSync(join(project, ".env"), "utf8"))?.[1] ?? "";
  return { started, url, secret };
}

/**
 * Builds what the Dockerfile of a project describes, as folders in `home` for its stages, so that what is installed is found.
 * Gives the last one, with what is set, checked and started there.
 */
async function buildImage(project: string) {
  const stages = new Map<string, string>();
  const ignored = readFileSync(join(project, ".dockerignore"), "utf8").trim().split("\n");
  const image = { folder: "", user: "root", health: "", command: [] as string[], env: {} as Record<string, string> };
  for (const line of readFileSync(join(project, "Dockerfile"), "utf8").trim().split("\n")) {
    const [instruction = "", rest = ""] = line.split(/ (.*)/);
    if (instruction === "FROM") {
      const [, name = "last"] = rest.split(" AS ");
      image.folder = await mkdtemp(join(home, "image-"));
      stages.set(name, image.folder);
    } else if (instruction === "COPY") {
      const [from] = /(?<=^--from=)\w+/.exec(rest) ?? [];
      const words = rest.split(" ").filter((word) => !word.startsWith("--"));
      const to = join(image.folder, words.pop() ?? "");
      const source = from === undefined ? project : (stages.get(from) ?? "");
      for (const path of words.map((word) => word.replace(/^\/bot\//, ""))) {
        if (path.endsWith("*") && !existsSync(join(source, path.slice(0, -1)))) continue;
        const isFile = statSync(join(source, path)).isFile();
        const filter = (file: string) => from !== undefined || !ignored.includes(file.slice(project.length + 1));
        await cp(join(source, path), isFile ? join(to, path) : to, { recursive: true, filter });
      }
    } else if (instruction === "RUN" && !/^(npm|pip) install/.test(rest)) await shell(rest, image.folder);
    else if (instruction === "ENV")
      Object.assign(image.env, Object.fromEntries(rest.split(" ").map((pair) => pair.split("="))));
    else if (instruction === "USER") image.user = rest;
    else if (instruction === "HEALTHCHECK") image.health = rest.replace(/^CMD /, "");
    else if (instruction === "CMD") image.command = JSON.parse(rest);
  }
  return image;
}

/** Whether nothing listens at a port of this machine. */
function isRefused(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  return once(socket, "connect")
    .then(
      () => socket.destroy(),
      () => undefined,
    )
    .then((connected) => connected === undefined);
}

const startWebhook = JSON.stringify({
  info: { cid: "chatbot::1:00000000000000000000000000000000" },
  packet: { name: "start", payload: {} },
});

for (const { name, flows, next, install } of listTemplates(join(root, "templates"))) {
  describeWith(needs[name] ?? nothing, `the template ${name}`, ({ python }) => {
    beforeAll(() => {
      if (python && dirname(python) !== ".") env.PATH = `${dirname(python)}${delimiter}${env.PATH}`;
    });

    describe.concurrent("with each of its flows", () => {
      test.for(Object.keys(flows))("%s is right from its first run", async (flow, { expect }) => {
        const project = await scaffold(`${name}-${flow}`, `--template ${name} --flow ${flow}`);
        expect(statSync(join(project, ".env")).mode & 0o077).toBe(0);
        expect(filesIn(project).filter((file) => readFileSync(file, "utf8").match(/\{\{\w+\}\}/))).toEqual([]);
        for (const command of next.filter((line) => !install.includes(line))) await shell(command, project);
        const fine = { exitCode: 0, faults: [], failed: 0, skipped: 0, unexpected: 0, channels: 7 };
        expect(await replayEverywhere(project)).toEqual(fine);
        await shell("ulbot lint 'fixtures/*.expected.json' --max-warnings 0", project);
      });
    });

    test.for(Object.keys(flows))("%s serves, and stops when it is asked to", async (flow) => {
      const { started, url, secret } = await serve(join(home, `${name}-${flow}`));
      expect(await (await fetch(new URL("/health", url))).json()).toEqual({ status: "ok" });
      const init = { method: "POST", body: startWebhook };
      expect((await fetch(url, init)).status).toBe(401);
      const answered = await fetch(url, { ...init, headers: { "api-security-token": secret } });
      expect({ status: answered.status, events: await answered.json() }).toMatchObject({ status: 200, events: [{}] });
      started.kill("SIGTERM");
      expect(await started).toMatchObject({ exitCode: 0, stderr: "" });
    });

    test("chats, though it has no API URL of its own", async () => {
      const command = next.includes("make test") ? "make dev ARGS=--terminal" : "npm run dev -- --terminal";
      const chat = await shell(`echo 10042 | ${command}`, join(home, `${name}-order-status`));
      expect(chat).toContain("Order 10042 is on its way.");
    });

    test("finishes a request under way when it is asked to stop, and stops right after", async () => {
      const { started, url, secret } = await serve(join(home, `${name}-blank`));
      const agent = new Agent({ keepAlive: true });
      const headers = { "api-security-token": secret, "content-length": Buffer.byteLength(startWebhook) };
      const underWay = request(url, { method: "POST", agent, headers });
      underWay.write(startWebhook.slice(0, 10));
      // what came before this is under way once this is answered
      await fetch(new URL("/health", url), { headers: { connection: "close" } });
      started.kill("SIGTERM");
      await vi.waitUntil(() => isRefused(Number(new URL(url).port)), { timeout: 10_000 });
      underWay.end(startWebhook.slice(10));
      const [response] = await once(underWay, "response");
      response.resume();
      expect(response).toMatchObject({ statusCode: 200, headers: { connection: "close" } });
      expect(await started).toMatchObject({ exitCode: 0, stderr: "" });
    });

    test("runs in the container of its Dockerfile, but not as root", async ({ skip }) => {
      const { folder, user, health, command, env: set } = await buildImage(join(home, `${name}-blank`));
      expect(user).not.toBe("root");
      const [, server = "node"] = /^exec (\w+)/.exec(command.at(-1) ?? "") ?? [];
      skip(!isInstalled(server, env), `there is no ${server}`);
      const variables = {
        ...env,
        ...set,
        HOST: "127.0.0.1",
        PORT: String(await closedPort()),
        WEBHOOK_TOKEN: "secret",
      };
      const [program = "", ...args] = command;
      const settings = { cwd: folder, env: variables, extendEnv: false, reject: false } as const;
      const started = execa(program, args, settings);
      onTestFinished(() => {
        started.kill("SIGKILL");
      });
      const isHealthy = async () => (await execa(health, { ...settings, shell: true })).exitCode === 0;
      await vi.waitUntil(isHealthy, { timeout: 30_000 });
      const url = `http://127.0.0.1:${variables.PORT}/webhook`;
      const answered = await fetch(url, {
        method: "POST",
        body: startWebhook,
        headers: { "api-security-token": "secret" },
      });
      expect({ status: answered.status, events: await answered.json() }).toMatchObject({ status: 200, events: [{}] });
      started.kill("SIGTERM");
      expect(await started).toMatchObject({ exitCode: 0 });
      expect(await isHealthy()).toBe(false);
    });

    test("does not start without a token, nor where the port is taken", async () => {
      const project = join(home, `${name}-blank`);
      const other = createServer().listen(0, "127.0.0.1");
      onTestFinished(() => {
        other.close();
      });
      await once(other, "listening");
      const { port } = other.address() as { port: number };
      const silent = await await start(project, { WEBHOOK_TOKEN: "" });
      expect(silent).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/^WEBHOOK_TOKEN is not set: /) });
      const late = await await start(project, { PORT: String(port) });
      expect(late).toMatchObject({ exitCode: 1, stderr: expect.stringMatching(/address.*in use/i) });
    });
  });
}

describe("the template typescript", () => {
  test("has a compiler that tells which event of the platform has no answer", async () => {
    const project = await scaffold("unanswered", "--flow blank");
    const path = join(project, "src/bot.ts");
    const text = await readFile(path, "utf8");
    const without = text.replace('    case "location":\n', "");
    expect(without).not.toBe(text);
    await writeFile(path, without);
    const { exitCode, stdout } = await execa("tsc", ["--noEmit"], {
      cwd: project,
      env,
      extendEnv: false,
      reject: false,
    });
    expect(exitCode).not.toBe(0);
    expect(stdout).toMatch(/^src\/bot\.ts\(\d+,\d+\): error TS1360: .*does not satisfy the expected type 'never'/);
  });
});

describe("the template javascript", () => {
  test("has types that hold, in every flow", async () => {
    const flows = readdirSync(home).filter((name) => name.startsWith("javascript-"));
    expect(flows).not.toEqual([]);
    for (const flow of flows) await shell("npm run check", join(home, flow));
  });
});

import { once } from "node:events";
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";

const root = dirname(import.meta.dirname);
const program = join(root, "bin/ulbot.cjs");

let home: string;
let project: string;

/** Scaffolds a project and gives it the packages that `npm install` would, without a network. */
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "ulbot-template-"));
  project = join(home, "bot");
  await execa(process.execPath, [program, "init", "bot"], { cwd: home });
  const packages = join(project, "node_modules");
  await mkdir(packages);
  for (const name of [".bin", "@types", "typescript"])
    await symlink(join(root, "node_modules", name), join(packages, name));
  await symlink(root, join(packages, "ulbot"));
  await execa("npm", ["run", "build"], { cwd: project });
}, 180_000);

afterAll(() => rm(home, { recursive: true, force: true }));

let endBot: (() => unknown) | undefined;

afterEach(async () => {
  await endBot?.();
  endBot = undefined;
});

/** Starts the compiled bot as a process of its own. */
function start(env: Record<string, string>, cwd = project) {
  const server = join(project, "dist/src/server.js");
  const started = execa(process.execPath, [server], { cwd, env, extendEnv: false, reject: false });
  endBot = () => started.kill("SIGKILL") && started;
  return started;
}

test("its own tests pass", async () => {
  const { stdout } = await execa("npm", ["test"], { cwd: project });
  expect(stdout).toMatch(/^(#|ℹ) pass [1-9]\d*$/m);
  expect(stdout).toMatch(/^(#|ℹ) fail 0$/m);
}, 120_000);

test("its fixtures replay without an error or a warning, each on its channel", async () => {
  const { scripts } = JSON.parse(await readFile(join(project, "package.json"), "utf8"));
  expect(scripts.replay).toBe("tsc && ulbot replay fixtures/*.json");
  const args = [program, "replay", "fixtures/*.json", "--format", "json"];
  const { turns, summary } = JSON.parse((await execa(process.execPath, args, { cwd: project })).stdout);
  const faults = turns.flatMap(({ file, index, findings, problems }: Record<string, { severity: string }[]>) =>
    [...(findings ?? []), ...(problems ?? [])]
      .filter(({ severity }) => severity !== "info")
      .map((fault) => ({ file, index, fault })),
  );
  expect(faults).toEqual([]);
  expect(summary).toMatchObject({ failed: 0, skipped: 0, turns: summary.passed });
  expect(new Set(turns.map(({ channel }: { channel: string }) => channel)).size).toBeGreaterThan(3);
}, 60_000);

test("the compiler tells which event of the platform has no answer", async () => {
  const path = join(project, "src/bot.ts");
  const text = await readFile(path, "utf8");
  const without = text.replace('    case "location":\n', "");
  expect(without).not.toBe(text);
  try {
    await writeFile(path, without);
    const { exitCode, stdout } = await execa("npx", ["tsc", "--noEmit"], { cwd: project, reject: false });
    expect(exitCode).not.toBe(0);
    expect(stdout).toMatch(/^src\/bot\.ts\(\d+,\d+\): error TS1360: .*does not satisfy the expected type 'never'/);
  } finally {
    await writeFile(path, text);
  }
}, 60_000);

test("needs nothing but Node.js at run time, reads .env, and stops when it is asked to", async () => {
  const elsewhere = await mkdtemp(join(home, "elsewhere-"));
  await writeFile(join(elsewhere, ".env"), "WEBHOOK_TOKEN=from-a-file\nWEBHOOK_HEADER=X-From\nPORT=0\n");
  const started = start({ PORT: "0" }, elsewhere);
  const [line] = await once(started.stdout, "data");
  const url = /^listening on (http:\/\/127\.0\.0\.1:\d+\/webhook)\n$/.exec(String(line))?.[1] ?? "";
  const init = {
    method: "POST",
    headers: { "x-from": "from-a-file" },
    body: JSON.stringify({ info: { cid: "chatbot::1:00000000000000000000000000000000" }, packet: { name: "start" } }),
  };
  const response = await fetch(url, init);
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject([{ packet: { name: "bubbles" } }]);
  started.kill("SIGTERM");
  expect(await started).toMatchObject({ exitCode: 0, stderr: "" });
});

test("does not start without a token", async () => {
  const { exitCode, stderr } = await start({}, home);
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^WEBHOOK_TOKEN is not set: /);
});

test("does not start where the port is taken", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as { port: number };
  const { exitCode, stderr } = await start({ WEBHOOK_TOKEN: "x", PORT: String(port) }, home);
  other.close();
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/EADDRINUSE/);
});

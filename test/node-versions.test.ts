import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { describeWith, type External } from "./external.ts";

const root = dirname(import.meta.dirname);
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** The program of another Node.js. npm fetches it once and keeps it; asking takes 30 s at most, then one. */
async function findNode(major: number): Promise<External<string>> {
  const args = ["--yes", "--prefer-offline", "--package", `node@${major}`, "node", "--print", "process.execPath"];
  const { failed, stdout } = await execa("npx", args, { reject: false, timeout: 180_000 });
  return { found: failed ? undefined : stdout, missing: `Node.js ${major} can't be had from the npm registry` };
}

const nodes = await Promise.all([22, 24].map(async (major) => ({ major, node: await findNode(major) })));

for (const { major, node } of nodes) {
  describeWith(node, `on Node.js ${major}`, (path) => {
    const ulbot = (...args: string[]) => execa(path, [join(root, "bin/ulbot.cjs"), ...args], { cwd: root });

    test("which is the one asked for", async () => {
      expect((await execa(path, ["--version"])).stdout).toMatch(new RegExp(`^v${major}\\.`));
    });

    test("the version is printed", async () => {
      expect(await ulbot("--version")).toMatchObject({ stdout: version, stderr: "" });
    });

    test("the commands are listed", async () => {
      const { stdout, stderr } = await ulbot("--help");
      expect(stdout).toMatch(/^ {2}lint /m);
      expect(stderr).toBe("");
    });

    test("a good answer has no findings", async () => {
      const { stdout } = await ulbot("lint", "--format", "json", "test/fixtures/answer.json");
      expect(JSON.parse(stdout)).toMatchObject({ summary: { files: 1, events: 1, errors: 0 }, findings: [] });
    });
  });
}

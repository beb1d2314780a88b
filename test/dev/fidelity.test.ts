import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { type Claim, fidelity } from "../../src/simulator/fidelity.ts";
import { run } from "../run.ts";

const root = join(import.meta.dirname, "../..");
const claims = fidelity.flatMap(({ rows }) => rows.filter((row): row is Claim => "test" in row));

/** The names of all tests in some files, as vitest itself tells them. */
async function testsIn(files: readonly string[]): Promise<Set<string>> {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  // --json comes last: it would take the next word for a file to write to
  const { stdout } = await execa(process.execPath, [vitest, "list", ...files, "--json"], {
    cwd: root,
    env: { PATH: process.env.PATH },
    extendEnv: false,
  });
  const tests = JSON.parse(stdout.slice(stdout.indexOf("[\n"))) as { name: string; file: string }[];
  return new Set(tests.map(({ name, file }) => `${file.slice(root.length + 1).replaceAll("\\", "/")} ${name}`));
}

test("every claim has the test that it names", { timeout: 240_000 }, async () => {
  const known = await testsIn([...new Set(claims.map(({ test: [file] }) => file))]);
  expect(claims.filter(({ test: proof }) => !known.has(proof.join(" "))).map(({ test: proof }) => proof)).toEqual([]);
});

test("nothing is claimed twice, nor by the test of another claim", () => {
  const behaviours = fidelity.flatMap(({ rows }) => rows.map(({ behaviour }) => behaviour));
  const proofs = claims.map(({ test: proof }) => proof.join(" "));
  expect(behaviours.filter((each, index) => behaviours.indexOf(each) !== index)).toEqual([]);
  expect(proofs.filter((each, index) => proofs.indexOf(each) !== index)).toEqual([]);
  expect(claims.length).toBeGreaterThanOrEqual(35);
});

test("--fidelity prints every row with its evidence and its test, or what happens instead", async () => {
  const { code, stdout, stderr } = await run(["dev", "--fidelity"]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  const text = stdout.replace(/\s+/g, " ");
  for (const row of fidelity.flatMap(({ rows }) => rows)) {
    const proof = "test" in row ? row.test.join(" ") : `instead: ${row.instead}`;
    expect(text).toContain(`${row.evidence} ${row.behaviour} ${proof}`.replace(/\s+/g, " "));
  }
  expect(stdout).not.toMatch(/[ \t]$/m);
});

test("--fidelity --format json is one document with every row", async () => {
  const { code, stdout } = await run(["dev", "--fidelity", "--format", "json"]);
  const { schemaVersion, fidelity: rows } = JSON.parse(stdout);
  expect({ code, schemaVersion, count: rows.length }).toEqual({
    code: 0,
    schemaVersion: 1,
    count: fidelity.flatMap((area) => area.rows).length,
  });
  expect(rows[0]).toEqual({
    area: "Sessions",
    behaviour: "on the website start comes before the contact can write",
    evidence: "documented",
    test: { file: "test/simulator/session.test.ts", name: "a session begins > on web > when the messenger opens" },
  });
});

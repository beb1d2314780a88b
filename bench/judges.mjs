// The other programs that check JSON files: ajv-cli and spectral by ulbot's own schema, spectral also by a few rules, which
// is much less than ulbot checks.
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { programFile, timeNode, ulbot } from "./measure.mjs";

/** A ruleset of spectral that has one rule, a JSON Schema; as a text, as its keys are odd in JavaScript. */
function rulesetOf(schema) {
  const check = `{"function": "schema", "functionOptions": {"allErrors": true, "schema": ${schema}}}`;
  return `{"rules": {"answer": {"given": "$", "severity": "error", "then": ${check}}}}`;
}

/**
 * What takes the time, in milliseconds, that ajv-cli and spectral need for files (a path or a glob) in the bench's folder;
 * nothing where they are not installed.
 */
export function judgesOf(files, { peers, directory: cwd }) {
  if (!peers.hasPackages) return {};
  const { stdout } = spawnSync(process.execPath, [ulbot, "schema", "answer", "--draft", "draft-07"]);
  writeFileSync(join(cwd, "answer.schema.json"), stdout);
  writeFileSync(join(cwd, "schema.ruleset.json"), rulesetOf(stdout));
  const ajv = peers.binFile("ajv-cli", "ajv");
  const spectral = peers.binFile("@stoplight/spectral-cli", "spectral");
  const lintBy = (ruleset) => () => timeNode([spectral, "lint", files, "-r", ruleset], { cwd });
  return {
    "ajv-cli": () => timeNode([ajv, "validate", "--spec=draft7", "-s", "answer.schema.json", "-d", files], { cwd }),
    spectral: lintBy("schema.ruleset.json"),
    "spectral with five rules": lintBy(programFile("ruleset.yaml")),
  };
}

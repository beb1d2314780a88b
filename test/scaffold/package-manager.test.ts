import { join } from "node:path";
import { expect, test } from "vitest";
import { detectPackageManager, inWordsOf, type PackageManager } from "../../src/scaffold/package-manager.ts";
import { folderOf } from "../run.ts";

const running = (agent: string) => ({ npm_config_user_agent: agent });

test.each([
  ["nothing at all", {}, undefined, "npm"],
  ["npm", {}, "npm/10.8.2 node/v20.20.2 linux x64", "npm"],
  ["pnpm", {}, "pnpm/9.1.0 npm/? node/v20.20.2 linux x64", "pnpm"],
  ["yarn, whatever is locked", { "bot/package-lock.json": "" }, "yarn/1.22.22 npm/? node/v20", "yarn"],
  ["something else", {}, "deno/2.0.0", "npm"],
  ["a lock file", { "bot/pnpm-lock.yaml": "" }, undefined, "pnpm"],
  ["a lock file further up", { "yarn.lock": "" }, undefined, "yarn"],
  ["the nearer one of two", { "yarn.lock": "", "bot/bun.lock": "" }, undefined, "bun"],
  ["npx, which says less than a lock file", { "pnpm-lock.yaml": "" }, "npm/10.8.2", "pnpm"],
])("%s", async (_what, files, agent, expected) => {
  const folder = await folderOf(files);
  expect(detectPackageManager(join(folder, "bot", "not-there"), agent === undefined ? {} : running(agent))).toBe(
    expected,
  );
});

test.each([
  ["pnpm", "npm install", "pnpm install"],
  ["npm", "npm run replay -- --update", "npm run replay -- --update"],
  ["yarn", "npm run replay -- --update", "yarn run replay --update"],
  ["yarn", "`npm test` and npm start", "`yarn test` and yarn start"],
  ["bun", "npm test, npm start, npm run lint", "bun run test, bun run start, bun run lint"],
  ["bun", "npm is not npm ci", "npm is not npm ci"],
] as [PackageManager, string, string][])("for %s, %j is %j", (manager, text, expected) => {
  expect(inWordsOf(manager, text)).toBe(expected);
});

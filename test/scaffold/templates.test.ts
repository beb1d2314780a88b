import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { isExpectedPath } from "../../src/expected/expected-path.ts";
import { cidShape, webhookEnvelope } from "../../src/protocol/envelope.ts";
import { isWebhookName, webhookNames, webhooks } from "../../src/protocol/webhooks/index.ts";
import { planFiles } from "../../src/scaffold/plan.ts";
import { findFlow, findTemplate, listTemplates, readTemplate } from "../../src/scaffold/template.ts";

const root = dirname(dirname(import.meta.dirname));
const folder = join(root, "templates");
const templates = listTemplates(folder);
const flows = templates.flatMap((template) => Object.keys(template.flows).map((flow) => ({ template, flow })));

const variables = {
  name: 'Ada\'s "first" bot',
  package: "adas-first-bot",
  channels: ["web", "sms"],
  ulbot: "^1.2.3",
  token: "0123",
};

test("there are templates", () => {
  expect(templates.map(({ name }) => name)).toContain("typescript");
});

test.each(templates)("$name says what it is", (template) => {
  const { name, title, summary, flows, keep, next, install, parts, signs, ...unknown } = template;
  for (const text of [title, summary, ...Object.values(flows), ...keep, ...next, ...signs])
    expect(text).toMatch(/^[^\n]+$/);
  expect(unknown).toEqual({});
  expect(next).toEqual(expect.arrayContaining([...install]));
  expect(signs).not.toHaveLength(0);
  expect(Object.keys(parts)).toEqual(expect.arrayContaining(["ci", "config", "fixtures"]));
  expect(Object.keys(flows)).not.toHaveLength(0);
  expect(readdirSync(join(folder, name)).sort()).toEqual(["files", "flows", "template.json"]);
  expect(readdirSync(join(folder, name, "flows")).sort()).toEqual(Object.keys(flows).sort());
});

describe.each(flows)("$template.name with $flow", ({ template, flow }) => {
  const sources = readTemplate(folder, template, flow);
  const files = planFiles(sources, variables);
  const contentOf = (path: string) => files.find((file) => file.path === path)?.content ?? "";

  test("is text, and leaves no placeholder", () => {
    for (const { content } of sources.flat()) expect(content.equals(Buffer.from(content.toString("utf8")))).toBe(true);
    expect(files.filter(({ content }) => /\{\{\w+\}\}/.test(content))).toEqual([]);
  });

  test("hides no file from npm, which leaves out .gitignore and all that it names", () => {
    const hidden = sources.flat().filter(({ path }) => /(^|\/)(\.|node_modules\/|package-lock\.json)/.test(path));
    expect(hidden).toEqual([]);
  });

  test("has JSON that can be read", () => {
    const json = files.filter(({ path }) => path.endsWith(".json"));
    expect(json).not.toHaveLength(0);
    for (const { content } of json) expect(() => JSON.parse(content)).not.toThrow();
  });

  test("has what every project needs", () => {
    expect(contentOf("README.md")).toMatch(/^# Ada's "first" bot\n/);
    expect(contentOf(".gitignore")).toMatch(/^\.env$/m);
    expect(JSON.parse(contentOf("ulbot.config.json"))).toMatchObject({ channel: ["web", "sms"] });
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining([...template.keep, ".env.example"]));
  });

  test("writes its secret into a file that git and --force leave alone, and nowhere else", () => {
    const withToken = files.filter(({ content }) => content.includes(variables.token));
    expect(withToken.map(({ path }) => path)).toEqual([".env"]);
    expect(template.keep).toContain(".env");
  });

  test("has fixtures with every event that the platform posts, as the platform posts it", () => {
    const fixtures = files.filter(({ path }) => path.startsWith("fixtures/") && !isExpectedPath(path));
    const posted = fixtures.flatMap(({ content }) => JSON.parse(content));
    for (const webhook of posted) {
      const { info, packet } = webhookEnvelope.parse(webhook);
      expect(info.cid).toMatch(cidShape);
      expect(isWebhookName(packet.name) && webhooks[packet.name].payload.parse(packet.payload)).toEqual(packet.payload);
    }
    expect([...new Set(posted.map(({ packet }) => packet.name))].sort()).toEqual([...webhookNames].sort());
  });

  test("names no person, number or host that could exist", () => {
    const text = files.map(({ content }) => content).join("\n");
    const hosts = [...text.matchAll(/\w@([\w-]+\.[\w.-]+\w)|https?:\/\/([\w.-]+)/g)].map(
      ([, mail, host]) => mail ?? host,
    );
    const known = /(^|\.)example\.(com|org|net)$|\.example$|^127\.0\.0\.1$|^www\.userlike\.com$/;
    expect(hosts.filter((host) => !known.test(host ?? ""))).toEqual([]);
    // the block of German mobile numbers that is kept free for films
    expect([...text.matchAll(/\+\d{6,}/g)].filter(([number]) => !/^\+49171392\d{4}$/.test(number))).toEqual([]);
  });
});

describe("the templates mirror each other", () => {
  const [first, ...others] = templates;

  /** The names of a flow's modules, however a language writes them. */
  const modulesOf = (template: string | undefined, flow: string) =>
    readdirSync(join(folder, template ?? "", "flows", flow), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ name }) => name.replace(/^test_|(\.test)?\.\w+$/g, ""))
      .sort();

  test.each(others)("$name has the flows of the first, made of the same modules", ({ name, flows }) => {
    expect(flows).toEqual(first?.flows);
    for (const flow of Object.keys(flows)) expect(modulesOf(name, flow)).toEqual(modulesOf(first?.name, flow));
  });

  test("what they share is of a flow there is", () => {
    expect(readdirSync(join(folder, "_shared")).sort()).toEqual(Object.keys(first?.flows ?? {}).sort());
  });
});

test("a typescript project is compiled by what ulbot is compiled by", () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const path = join(folder, "typescript/files/package.json");
  expect(JSON.parse(readFileSync(path, "utf8")).devDependencies.typescript).toBe(devDependencies.typescript);
});

describe("a template or flow that isn't there", () => {
  test("is refused, with those there are", () => {
    const names = templates.map(({ name }) => name).join(", ");
    expect(() => findTemplate(templates, "../src")).toThrow(`no template is called "../src", but one of: ${names}`);
    const typescript = findTemplate(templates, "typescript");
    expect(() => findFlow(typescript, "toString")).toThrow('has no flow "toString", but one of: contact-form');
  });

  test("the first flow is the default", () => {
    expect(findFlow(findTemplate(templates, "typescript"), undefined)).toBe("contact-form");
  });
});

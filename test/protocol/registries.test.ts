import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { events } from "../../src/protocol/events/index.ts";
import { webhooks } from "../../src/protocol/webhooks/index.ts";

const triggerable =
  "abort addon_dispatch bubbles button button_template buttons carousel contact_update conversation_update delay " +
  "email_dispatch end forward_any forward_group forward_skills list_template media message navigate note_create";

const posted = "campaign_unsubscribe click forward_failed location media message start";

/** Files of a folder that are not entries of its registry. */
const others = new Set(["index.ts", "file-fields.ts"]);

const registries = [
  { folder: "events", entries: events, names: triggerable.split(" ") },
  { folder: "webhooks", entries: webhooks, names: posted.split(" ") },
];

describe.each(registries)("the registry of $folder", ({ folder, entries, names }) => {
  it("has exactly the events of the platform's page", () => {
    expect(Object.keys(entries).sort()).toEqual(names);
  });

  it("has one file for each entry and one entry for each file", () => {
    const files = readdirSync(new URL(`../../src/protocol/${folder}/`, import.meta.url));
    const entryFiles = files.filter((file) => !others.has(file));
    expect(entryFiles.map((file) => file.replace(/\.ts$/, "")).sort()).toEqual(Object.keys(entries).sort());
  });

  it("calls each entry what its key says", () => {
    for (const [key, { name }] of Object.entries(entries)) expect(name).toBe(key);
  });
});

it("has 20 triggerable events and 7 webhook events", () => {
  expect([Object.keys(events).length, Object.keys(webhooks).length]).toEqual([20, 7]);
});

describe("the end of the bot's session", () => {
  const ending = (ends: string) =>
    Object.values(events).flatMap(({ name, endsSession }) => (endsSession === ends ? [name] : []));

  it.each([
    ["always", ["abort", "end"]],
    ["unless-feedback", ["forward_group", "forward_skills", "forward_any"]],
  ])("comes %s with %j", (ends, names) => {
    expect(ending(ends)).toEqual(names);
  });

  it("does not come with the other fifteen", () => {
    expect(ending("never")).toHaveLength(15);
  });
});

it("deprecates button, and nothing else, for an event that exists", () => {
  const deprecated = Object.values(events).flatMap((event) =>
    "deprecatedFor" in event ? [[event.name, event.deprecatedFor]] : [],
  );
  expect(deprecated).toEqual([["button", "buttons"]]);
  expect(Object.keys(events)).toContain("buttons");
});

it("summarises every event and every parameter", () => {
  const summaries = [...Object.values(events), ...Object.values(webhooks)].flatMap(({ summary, parameters }) => [
    summary,
    ...Object.values<{ summary: string }>(parameters).map((parameter) => parameter.summary),
  ]);
  for (const summary of summaries) expect(summary).toMatch(/^\S.*[^.\s]$/);
});

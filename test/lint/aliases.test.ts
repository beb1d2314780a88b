import { describe, expect, it } from "vitest";
import { type EventName, events } from "../../src/protocol/events/index.ts";
import type { Parameters } from "../../src/protocol/parameter.ts";
import { richest } from "../delivery/samples.ts";
import { toldOf } from "./answers.ts";

type Path = readonly (string | number)[];

/** Parameters whose names are inferred, by their path in the payload, and the other names they go by. */
const table: readonly (readonly [EventName, Path, string])[] = [
  ["carousel", ["body"], "text"],
  ["carousel", ["options", 1, "image_url"], "image picture link"],
  ["button_template", ["header", "link"], "url href"],
  ["list_template", ["headline"], "header title"],
  ["list_template", ["button"], "button_text button_label"],
  ["list_template", ["options_headline"], "selection_headline list_title"],
  ["buttons", ["body"], "text"],
  ["buttons", ["buttons"], "options items"],
  ["navigate", ["link"], "url href"],
  ["forward_group", ["group"], "group_id group_name name"],
  ["forward_skills", ["skills"], "skill_ids"],
  ["delay", ["duration"], "seconds delay time"],
  ["note_create", ["body"], "text note"],
  ["addon_dispatch", ["type"], "addon addon_type"],
  ["email_dispatch", ["recipient"], "type"],
];

const cases = table.flatMap(([name, path, aliases]) =>
  aliases.split(" ").map((alias) => ({ name, path, alias, dotted: path.join(".") })),
);

const payloads = {
  ...richest,
  button_template: { ...richest.button_template, header: { type: "image", link: "https://cdn.example.com/a.jpg" } },
  // `recipient` written as `type` is understood as its kind
  email_dispatch: { recipient: "contact" },
} as const satisfies Record<EventName, object>;

/** A value with another key in the place of the last one of a path, and another value if one is given. */
function renamed(value: unknown, [step, ...rest]: Path, key: string | number, inner?: unknown): unknown {
  const change = ([name, member]: [string, unknown]): [string | number, unknown] => {
    if (name !== String(step)) return [name, member];
    return rest.length > 0 ? [name, renamed(member, rest, key, inner)] : [key, inner === undefined ? member : inner];
  };
  const entries = Object.entries(value as object).map(change);
  return Array.isArray(value) ? entries.map(([, member]) => member) : Object.fromEntries(entries);
}

describe.each(cases)("$name: $dotted written as $alias", ({ name, path, alias }) => {
  const written = [...path.slice(0, -1), alias];
  const rename = (pointer: string) => pointer.replace(`/${path.join("/")}`, `/${written.join("/")}`);

  it("is the same, and places are given as it was written", () => {
    const found = toldOf(name, payloads[name]);
    expect(toldOf(name, renamed(payloads[name], path, alias))).toEqual(found.map(rename));
  });

  it("is a warning where the value is none", () => {
    const warning = `warning parameter-type /${written.join("/")}`;
    expect(toldOf(name, renamed(payloads[name], path, alias, null))).toContain(warning);
  });
});

/** Every alias in a table of parameters, with the path of the parameter that has it. */
function aliasesIn(parameters: Parameters, path: readonly string[] = []): string[] {
  return Object.entries(parameters).flatMap(([key, { aliases = [], fields = {} }]) => [
    ...aliases.map((alias) => `${[...path, key].join(".")} ${alias}`),
    ...aliasesIn(fields, [...path, key]),
  ]);
}

it("has all of them in this table", () => {
  const described = Object.values(events).flatMap(({ name, parameters }) =>
    aliasesIn(parameters).map((alias) => `${name} ${alias}`),
  );
  const tested = cases.map(({ name, path, alias }) => {
    return `${name} ${path.filter((step) => typeof step === "string").join(".")} ${alias}`;
  });
  expect(tested.sort()).toEqual(described.sort());
});

it.each<[EventName, object, string[]]>([
  ["delay", { duration: 1, seconds: 2 }, ["info parameter-unknown /seconds", "warning delay-effect /0"]],
  ["email_dispatch", { type: "operator", id: 7 }, ["info parameter-unknown /id"]],
  ["message", { text: "Hi" }, ["error parameter-required ", "info parameter-unknown /text"]],
  ["media", { url: "https://cdn.example.com/a.jpg" }, ["error parameter-required ", "info parameter-unknown /url"]],
])("takes no other name where the own one is there or documented: %s %j", (name, payload, expected) => {
  expect(toldOf(name, payload, { channels: ["web"] }).sort()).toEqual(expected);
});

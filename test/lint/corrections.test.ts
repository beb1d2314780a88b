import { describe, expect, it } from "vitest";
import { eventOf, findingsIn, toldOf } from "./answers.ts";

/** The real names of inferred parameters, as a configuration gives them. */
const corrections = {
  delay: { duration: "wait_seconds", typing_indicator: "is_typing" },
  buttons: { buttons: "url_buttons", "buttons.link": "href" },
  carousel: { "options.image_url": "img" },
  list_template: { button: "open" },
  email_dispatch: { recipient: "to", "recipient.id": "operator_id" },
  forward_group: { group: "name" },
};

const options = [{ id: "a", label: "A" }];
const question = { body: "Which?", options, fallback: "Which?" };

it.each<[string, object, string[]]>([
  ["delay", { wait_seconds: 2, is_typing: false }, ["warning delay-effect /0"]],
  ["delay", { wait_seconds: "2" }, ["warning delay-effect /0", "warning parameter-type /wait_seconds"]],
  ["delay", { wait_seconds: 1, duration: 2 }, ["info parameter-unknown /duration", "warning delay-effect /0"]],
  ["buttons", { url_buttons: [{ body: "Returns", href: "https://shop.example.com" }] }, []],
  ["buttons", { items: [{ body: "Returns", href: "https://shop.example.com" }] }, []],
  ["buttons", { url_buttons: [{ body: "Returns", href: 5 }] }, ["error parameter-type /url_buttons/0/href"]],
  ["carousel", { ...question, options: [{ ...options[0], img: "https://cdn.example.com/a.jpg" }] }, []],
  ["carousel", { ...question, options: [{ ...options[0], img: 5 }] }, ["warning parameter-type /options/0/img"]],
  ["list_template", { ...question, open: "Choose" }, []],
  ["email_dispatch", { to: { type: "operator", operator_id: 7 } }, []],
  ["email_dispatch", { to: { type: "operator", operator_id: {} } }, ["warning parameter-type /to/operator_id"]],
  ["forward_group", { name: "Support", on_failure: "feedback" }, []],
])("%s %j", (name, payload, expected) => {
  expect(toldOf(name, payload, { corrections, channels: ["web"] }).sort()).toEqual(expected);
});

describe("the names in messages", () => {
  const messages = (name: string, payload: object) =>
    findingsIn([eventOf(name, payload)], { corrections, channels: ["web"] }).map(({ message }) => message);

  it("are the real ones where a parameter is missing", () => {
    expect(messages("list_template", question)).toEqual([
      "open is missing: the text of the button that opens the list",
    ]);
  });

  it("are the real ones where a name is misspelt", () => {
    expect(messages("delay", { wait_second: 2, wait_seconds: 2 })).toContain(
      'delay has no parameter "wait_second"; did you mean wait_seconds',
    );
  });
});

it.each<[string, object, Readonly<Record<string, string>>, string[]]>([
  [
    "delay",
    { typing_indicator: "2", is_typing: true },
    { duration: "typing_indicator", typing_indicator: "is_typing" },
    ["warning parameter-type /typing_indicator"],
  ],
  [
    "buttons",
    { text: "Hi", body: [{ body: "Returns" }] },
    { buttons: "body", body: "text" },
    ["error parameter-required /body/0"],
  ],
])("may give one parameter the name of another: %s %j", (name, payload, names, expected) => {
  const found = toldOf(name, payload, { corrections: { [name]: names }, channels: ["web"] });
  expect(found.filter((finding) => finding.includes("parameter-"))).toEqual(expected);
});

it("of events and parameters that do not exist change nothing", () => {
  const strange = JSON.parse('{"__proto__": {"a": "b"}, "message": {"__proto__": "body", "constructor": "body"}}');
  expect(toldOf("message", { body: "Hi" }, { corrections: strange })).toEqual([]);
  expect(toldOf("message", {}, { corrections: strange })).toEqual(["error parameter-required "]);
});

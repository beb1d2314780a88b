import { describe, expect, it } from "vitest";
import { type EventName, events } from "../../src/protocol/events/index.ts";
import type { Parameter, Parameters } from "../../src/protocol/parameter.ts";
import { type WebhookName, webhooks } from "../../src/protocol/webhooks/index.ts";

/*
 * The platform's parameter tables: `*` required, `~` inferred, `|` another spelling that is accepted, `{}` an object
 * with these keys, `[]` a list of such objects.
 */
const triggerable: Record<EventName, string> = {
  message: "body* text_format",
  bubbles: "body* options*[id* label*] fallback*",
  carousel: "~body|text options*[id* label* ~image_url*|image|picture|link] fallback*",
  button_template: "~header{~type* ~text ~link|url|href} body* ~footer options*[id* label*] fallback*",
  list_template:
    "~headline|header|title body* ~button*|button_text|button_label ~footer " +
    "~options_headline|selection_headline|list_title options*[id* label* description] fallback*",
  button: "body* link*",
  buttons: "~body|text ~buttons*|options|items[body* link*]",
  media: "link* ~name",
  navigate: "~link*|url|href",
  contact_update: "name email mobile_number external_customer_id custom_fields campaigns",
  conversation_update: "subject topics locale custom_fields",
  abort: "",
  end: "",
  forward_group: "~group*|group_id|group_name|name on_failure",
  forward_skills: "~skills*|skill_ids ~on_failure",
  forward_any: "on_failure",
  delay: "~duration*|seconds|delay|time ~typing_indicator",
  note_create: "~body*|text|note contact_identity_id",
  addon_dispatch: "~type*|addon|addon_type",
  email_dispatch: "~recipient*|type{type* ~id}",
};

const file = "~link|url|href ~name ~content_type|mime_type|mimetype ~size";

const posted: Record<WebhookName, string> = {
  start: `body ${file}`,
  message: "body*",
  click: "value*{id* ~label}",
  media: file,
  location: "~latitude* ~longitude* ~name ~address",
  forward_failed: "",
  campaign_unsubscribe: "~channel ~keyword",
};

function fieldsNotation({ fields, schema }: Parameter): string {
  if (fields === undefined) return "";
  return schema.def.type === "array" ? `[${notation(fields)}]` : `{${notation(fields)}}`;
}

function notation(parameters: Parameters): string {
  const written = Object.entries(parameters).map(([name, parameter]) => {
    const mark = parameter.evidence === "inferred" ? "~" : "";
    const spellings = [name + (parameter.required ? "*" : ""), ...(parameter.aliases ?? [])];
    return mark + spellings.join("|") + fieldsNotation(parameter);
  });
  return written.join(" ");
}

/** Every set of parameters that stand side by side in one object, an event's own and those of its fields. */
function* siblings(parameters: Parameters): Generator<Parameters> {
  yield parameters;
  for (const { fields } of Object.values(parameters)) if (fields) yield* siblings(fields);
}

const definitions = [...Object.values(events), ...Object.values(webhooks)];
const groups = definitions.flatMap(({ name, parameters }) =>
  [...siblings(parameters)].map((group) => [name, group] as const),
);

describe("the parameters of each triggerable event", () => {
  it.each(Object.entries(triggerable))("%s: %s", (name, expected) => {
    expect(notation(events[name as EventName].parameters)).toBe(expected);
  });
});

describe("the parameters of each webhook event", () => {
  it.each(Object.entries(posted))("%s: %s", (name, expected) => {
    expect(notation(webhooks[name as WebhookName].parameters)).toBe(expected);
  });
});

it.each(groups)("lets each spelling in %s mean one parameter", (_name, group) => {
  const spellings = Object.entries(group).flatMap(([name, { aliases = [] }]) => [name, ...aliases]);
  expect(new Set(spellings).size).toBe(spellings.length);
});

it.each(groups)("accepts other spellings in %s only where the name is a guess", (_name, group) => {
  const aliased = Object.values(group).filter(({ aliases = [] }) => aliases.length > 0);
  for (const { evidence } of aliased) expect(evidence).toBe("inferred");
});

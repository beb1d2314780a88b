import { describe, expect, it } from "vitest";
import { type Channel, channelNames } from "../../src/protocol/channels.ts";
import { type EventName, eventNames } from "../../src/protocol/events/index.ts";
import { delivered, richest } from "./samples.ts";

const columns: readonly Channel[] = ["web", "whatsapp_business", "facebook", "telegram", "threema", "sms", "custom"];

/** One row for each event, one cell for each channel; a row with a single cell is the same on all of them. */
function rows(text: string): [name: EventName, cells: string[]][] {
  return text
    .trim()
    .split("\n")
    .map((row) => {
      const [name = "", ...cells] = row.split("|").map((cell) => cell.trim());
      return [name as EventName, cells.length === 1 ? columns.map(() => cells[0] ?? "") : cells];
    });
}

const forms = rows(`
  message         | text
  bubbles         | bubbles      | button_template | button_template | numbered_text | numbered_text | numbered_text | numbered_text
  carousel        | carousel     | numbered_text   | numbered_text   | numbered_text | numbered_text | numbered_text | numbered_text
  button_template | bubbles      | button_template | button_template | numbered_text | numbered_text | numbered_text | numbered_text
  list_template   | bubbles      | list            | quick_replies   | numbered_text | numbered_text | numbered_text | numbered_text
  button          | link_buttons | text            | text            | text          | text          | text          | text
  buttons         | link_buttons | text            | text            | text          | text          | text          | text
  media           | file         | file            | file            | file          | file          | refused       | file
  navigate        | page         | nothing         | nothing         | nothing       | nothing       | nothing       | nothing
  contact_update      | nothing
  conversation_update | nothing
  abort               | nothing
  end                 | nothing
  forward_group       | nothing
  forward_skills      | nothing
  forward_any         | nothing
  delay               | pause
  note_create         | nothing
  addon_dispatch      | nothing
  email_dispatch      | nothing
`);

/** Parts of the richest payload that the contact does not see; `header!` where only its type is not supported. */
const losses = rows(`
  message         |
  bubbles         |
  carousel        |
  button_template | header footer | | header! | header footer | header footer | header footer | header footer
  list_template   | headline footer options_headline description | | headline footer options_headline description | headline footer options_headline description | headline footer options_headline description | headline footer options_headline description | headline footer options_headline description
  button          |
  buttons         |
  media           |
  navigate        | | page | page | page | page | page | page
  contact_update      |
  conversation_update |
  abort               |
  end                 |
  forward_group       |
  forward_skills      |
  forward_any         |
  delay               |
  note_create         |
  addon_dispatch      |
  email_dispatch      |
`);

it("has the columns of every channel and the rows of every event", () => {
  expect(columns).toEqual(channelNames);
  for (const table of [forms, losses]) expect(table.map(([name]) => name)).toEqual(eventNames);
});

describe("the form of", () => {
  it.each(forms)("%s: %j", (name, cells) => {
    expect(columns.map((channel) => delivered(name, richest[name], channel).form)).toEqual(cells);
  });

  it("every choice is numbered text where nothing can be clicked", () => {
    for (const channel of ["telegram", "threema", "sms", "custom"] as const) {
      for (const name of ["bubbles", "carousel", "button_template", "list_template"] as const) {
        expect([channel, name, delivered(name, richest[name], channel).form]).toEqual([channel, name, "numbered_text"]);
      }
    }
  });
});

describe("what is lost of", () => {
  it.each(losses)("%s: %j", (name, cells) => {
    const lost = columns.map((channel) =>
      delivered(name, richest[name], channel)
        .lost.map(({ part, byType }) => (byType ? `${part}!` : part))
        .join(" "),
    );
    expect(lost).toEqual(cells);
  });
});

describe("a header on", () => {
  it.each<[Channel, string, string]>([
    ["whatsapp_business", "text image video document", ""],
    ["facebook", "image", "text video document"],
    ["web", "", "text image video document"],
    ["custom", "", "text image video document"],
  ])("%s: shown as %j, lost as %j", (channel, shown, lost) => {
    const types = ["text", "image", "video", "document"] as const;
    const isShown = (type: (typeof types)[number]) =>
      delivered("button_template", { ...richest.button_template, header: { type } }, channel).header !== undefined;
    expect(types.filter(isShown).join(" ")).toBe(shown);
    expect(types.filter((type) => !isShown(type)).join(" ")).toBe(lost);
  });
});

it("says where in the payload a lost part stands", () => {
  const { lost } = delivered("list_template", richest.list_template, "facebook");
  expect(lost.map(({ path }) => path)).toEqual([
    ["headline"],
    ["footer"],
    ["options_headline"],
    ["options", 0, "description"],
  ]);
});

it("says where a header stood", () => {
  for (const channel of ["facebook", "sms"] as const) {
    const { lost } = delivered("button_template", { ...richest.button_template, footer: undefined }, channel);
    expect(lost.map(({ path }) => path)).toEqual([["header"]]);
  }
});

it("loses nothing that was not given", () => {
  const { headline: _, footer: __, options_headline: ___, ...bare } = richest.list_template;
  const options = bare.options.map(({ id, label }) => ({ id, label }));
  for (const channel of columns) expect(delivered("list_template", { ...bare, options }, channel).lost).toEqual([]);
});

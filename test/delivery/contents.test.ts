import { describe, expect, it } from "vitest";
import { channelNames } from "../../src/protocol/channels.ts";
import { delivered, richest } from "./samples.ts";

const { button_template: template, list_template: list, carousel, buttons, button } = richest;

describe("a button template", () => {
  it("is shown in full on WhatsApp", () => {
    expect(delivered("button_template", template, "whatsapp_business")).toMatchObject({
      header: { type: "text", text: "Spring sale" },
      text: "Shall we remind you?",
      footer: "You can unsubscribe at any time",
      options: template.options,
    });
  });

  it("keeps its footer on Facebook, and its header where it is an image", () => {
    const header = { type: "image", link: "https://cdn.example.com/spring.jpg" } as const;
    const { footer } = template;
    expect(delivered("button_template", { ...template, header }, "facebook")).toMatchObject({
      header,
      footer,
      lost: [],
    });
  });

  it("is a body with bubbles on the website", () => {
    const rendering = delivered("button_template", template, "web");
    expect(rendering).toMatchObject({ text: template.body, options: template.options });
    expect([rendering.header, rendering.footer]).toEqual([undefined, undefined]);
  });
});

describe("a list template", () => {
  it("is shown in full on WhatsApp", () => {
    expect(delivered("list_template", list, "whatsapp_business")).toMatchObject({
      headline: "Our shops",
      text: "Where would you like to pick up your order?",
      button: "Choose a shop",
      footer: "You can change it later",
      options_headline: "Cologne",
      options: list.options,
    });
  });

  it.each(["web", "facebook"] as const)("is its body and bare options on %s", (channel) => {
    const rendering = delivered("list_template", list, channel);
    expect(rendering).toMatchObject({ text: list.body });
    expect(rendering.options).toEqual([
      { id: "south", label: "South" },
      { id: "north", label: "North" },
    ]);
    expect([rendering.headline, rendering.button, rendering.footer, rendering.options_headline]).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe("buttons with addresses", () => {
  it("are clickable on the website", () => {
    const links = buttons.buttons;
    expect(delivered("buttons", buttons, "web")).toMatchObject({ text: "You may find your answer here:", links });
    expect(delivered("button", button, "web")).toMatchObject({ text: "", links: [button] });
  });

  it.each(channelNames.filter((name) => name !== "web"))("are body and address as text on %s", (channel) => {
    const { text, links } = delivered("buttons", buttons, channel);
    expect(text).toBe(
      "You may find your answer here:\n\nShipping: https://shop.example.com/shipping\nReturns: https://shop.example.com/returns",
    );
    expect(links).toEqual([]);
    expect(delivered("button", button, channel).text).toBe("Track your parcel: https://shop.example.com/track");
  });

  it("need no text above them", () => {
    const { text } = delivered("buttons", { buttons: [button] }, "sms");
    expect(text).toBe("Track your parcel: https://shop.example.com/track");
  });
});

describe("a carousel", () => {
  it("has images on the website", () => {
    expect(delivered("carousel", carousel, "web")).toMatchObject({ text: carousel.body, options: carousel.options });
    const { body: _, ...silent } = carousel;
    expect(delivered("carousel", silent, "web").text).toBe("");
  });

  it.each(channelNames.filter((name) => name !== "web"))(
    "is numbered text with a link for each image on %s",
    (channel) => {
      expect(delivered("carousel", carousel, channel).text).toBe(
        "Which bicycle? Please answer with a number.\n\n" +
          "1. City: https://cdn.example.com/city.jpg\n2. Cargo: https://cdn.example.com/cargo.jpg",
      );
    },
  );
});

describe("the other events", () => {
  it("show the file, but not on sms", () => {
    expect(delivered("media", richest.media, "telegram").file).toEqual(richest.media);
    expect(delivered("media", richest.media, "sms").file).toBeUndefined();
  });

  it("open the page on the website only", () => {
    const { link } = richest.navigate;
    expect(delivered("navigate", { link }, "web").links).toEqual([{ body: "", link }]);
    expect(delivered("navigate", { link }, "facebook")).toMatchObject({ links: [], lost: [{ path: ["link"] }] });
  });

  it("pause, and type unless told not to", () => {
    expect(delivered("delay", { duration: 2 }, "web").pause).toEqual({ seconds: 2, typing: true });
    expect(delivered("delay", richest.delay, "sms").pause).toEqual({ seconds: 2, typing: false });
  });

  it("say nothing, whatever else is in them", () => {
    for (const name of ["note_create", "contact_update", "end"] as const) {
      expect(delivered(name, richest[name], "web")).toMatchObject({
        event: name,
        channel: "web",
        text: "",
        options: [],
      });
    }
  });
});

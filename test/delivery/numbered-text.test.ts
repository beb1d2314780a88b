import { describe, expect, it } from "vitest";
import { linkText, numberedText } from "../../src/delivery/numbered-text.ts";

describe("numbered text", () => {
  it.each([
    ["Which one?", ["Red", "Blue"], "Which one?\n\n1. Red\n2. Blue"],
    ["Which one?", ["Only"], "Which one?\n\n1. Only"],
    ["Which one?\nPlease!", ["Red"], "Which one?\nPlease!\n\n1. Red"],
    ["Which one?", [], "Which one?"],
    ["", ["Red", "Blue"], "1. Red\n2. Blue"],
    ["", [], ""],
    ["Which one?", ["Two\nlines", ""], "Which one?\n\n1. Two\nlines\n2. "],
  ])("of %j and %j is %j", (fallback, labels, text) => {
    expect(
      numberedText(
        fallback,
        labels.map((label) => ({ label })),
      ),
    ).toBe(text);
  });

  it("counts past nine", () => {
    const labels = Array.from({ length: 11 }, () => ({ label: "x" }));
    expect(numberedText("", labels).split("\n").slice(8)).toEqual(["9. x", "10. x", "11. x"]);
  });

  it("adds the address of an image to its option only", () => {
    const options = [{ label: "City", image_url: "https://cdn.example.com/city.jpg" }, { label: "None" }];
    expect(numberedText("Which?", options)).toBe("Which?\n\n1. City: https://cdn.example.com/city.jpg\n2. None");
  });
});

describe("link text", () => {
  const links = [
    { body: "Shipping", link: "https://a.example.com" },
    { body: "Returns", link: "https://b.example.com" },
  ];

  it.each([
    ["Read:", links, "Read:\n\nShipping: https://a.example.com\nReturns: https://b.example.com"],
    ["", links.slice(0, 1), "Shipping: https://a.example.com"],
    ["Read:", [], "Read:"],
  ])("of %j and %j is %j", (body, given, text) => {
    expect(linkText(body, given)).toBe(text);
  });
});

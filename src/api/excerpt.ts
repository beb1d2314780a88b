import { printable } from "../printable.ts";

const longest = 200;

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** How a server may write a text that it echoes: as it is, in a URL, in JSON (PHP escapes slashes), in HTML, in base64. */
function writtenForms(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const html = text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
  const base64 = Buffer.from(text).toString("base64");
  return [text, encodeURIComponent(text), json, json.replaceAll("/", "\\/"), html, base64];
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * Makes a function that quotes text from outside: on one line, safe to print, at most 200 characters, and without
 * `secret` in any form or case a server may echo it in.
 */
export function excerptWithout(secret: string): (text: string) => string {
  const echoes = new RegExp(writtenForms(secret).map(literally).join("|"), "gi");
  return (text) => {
    const hidden = text.replace(echoes, "[token]");
    const characters = Array.from(printable(hidden.replace(/\s+/g, " ").trim()));
    return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : characters.join("");
  };
}

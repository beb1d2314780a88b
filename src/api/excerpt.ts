import { printable } from "../printable.ts";

const longest = 200;

/**
 * Makes a function that quotes text from outside: on one line, safe to print, at most 200 characters, and without
 * `secret` in any form a server may echo it in.
 */
export function excerptWithout(secret: string): (text: string) => string {
  const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
  return (text) => {
    const hidden = forms.reduce((part, form) => part.replaceAll(form, "[token]"), text);
    const characters = Array.from(printable(hidden.replace(/\s+/g, " ").trim()));
    return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : characters.join("");
  };
}

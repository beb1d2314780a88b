import { printable } from "../printable.ts";
import { echoesOf, hiddenSecret } from "../secrets.ts";

const longest = 200;

/**
 * Makes a function that quotes text from outside: on one line, safe to print, at most 200 characters, and without
 * `secret` in any form or case a server may echo it in.
 */
export function excerptWithout(secret: string): (text: string) => string {
  const echoes = echoesOf(secret);
  return (text) => {
    const hidden = text.replace(echoes, hiddenSecret);
    const characters = Array.from(printable(hidden.replace(/\s+/g, " ").trim()));
    return characters.length > longest ? `${characters.slice(0, longest - 1).join("")}…` : characters.join("");
  };
}

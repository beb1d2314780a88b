import type { Io, Output } from "./io.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** How a text may be written: as it is, in a URL, in JSON (PHP escapes slashes), in HTML, in base64. */
function writtenForms(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const html = text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
  const base64 = Buffer.from(text).toString("base64");
  return [text, encodeURIComponent(text), json, json.replaceAll("/", "\\/"), html, base64, base64.replace(/=+$/, "")];
}

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Matches a secret in every form and case in which it may be written. */
export function echoesOf(secret: string): RegExp {
  return new RegExp(writtenForms(secret).map(literally).join("|"), "gi");
}

/** What stands in the place of a secret. */
export const hiddenSecret = "[token]";

// hiding a shorter one, as people choose for trying things out, would make holes in words that have nothing to do with it
const shortestSecret = 8;

/** An `Io` whose outputs show no secret, and what tells it the secrets. */
export interface Discreet {
  readonly io: Io;
  /** from now on the text is shown in no output; nothing or a text of less than 8 characters changes nothing */
  readonly hide: (secret: string | undefined) => void;
}

/** Makes the outputs of an `Io` keep secrets, by their values, wherever these come from. */
export function discreet(io: Io): Discreet {
  const echoes = new Map<string, RegExp>();
  const hidden = (text: string): string => {
    let shown = text;
    for (const echo of echoes.values()) shown = shown.replace(echo, hiddenSecret);
    return shown;
  };
  // a question needs the whole stream, not only what our own code knows of it
  const wrapped = (output: Output): Output =>
    new Proxy(output, {
      get(target, key) {
        if (key === "write") return (text: unknown, ...rest: []) => target.write(asHidden(text), ...rest);
        const value: unknown = Reflect.get(target, key, target);
        return typeof value === "function" ? value.bind(target) : value;
      },
    });
  const asHidden = (text: unknown) => (typeof text === "string" && echoes.size > 0 ? hidden(text) : (text as string));
  const discreetIo: Io = Object.create(io, {
    stdout: { get: () => wrapped(io.stdout) },
    stderr: { get: () => wrapped(io.stderr) },
  });
  const hide = (secret = ""): void => {
    const text = secret.trim();
    if (text.length >= shortestSecret) echoes.set(text, echoesOf(text));
  };
  return { io: discreetIo, hide };
}

import { isObject } from "../input/json.ts";

const word = "\\p{L}[\\p{L}\\p{M}'’-]*";

/** "I am called Ada Wren", in some languages. */
const introduction = new RegExp(
  "(?:\\b(?:my name is|my name's|i am called|this is|mein name ist|ich hei(?:ß|ss)e|je m['’]appelle|me llamo|mi chiamo|ik heet)" +
    `|\\bname *:) +(${word}(?: +${word}){0,3})`,
  "giu",
);

/** A question for somebody's name, in the same languages. */
const question =
  /\b(?:names?|namen|hei(?:ß|ss)en|nom|nombre|llamas|chiami|nome|naam)(?![\p{L}\p{M}])[^.!]{0,60}[?:.]?\s*$/iu;

const onlyName = new RegExp(`^\\s*${word}(?:,? +${word}){0,3}[\\s.!]*$`, "u");

/** What a contact says its name is; where it was `asked`, a message of up to four words may be nothing but the name. */
export function toldNames(body: string, asked: boolean): string[] {
  if (asked && onlyName.test(body)) return [body.trim()];
  const told = Array.from(body.matchAll(introduction), ([, name = ""]) => name.split(/ +/));
  // a sentence goes on in small letters, unless all of it is written so
  return told.map(([first = "", ...others]) => [first, ...others.filter((other) => /^\p{Lu}/u.test(other))].join(" "));
}

/** Whether the last text of an answer asks for a name. */
export function asksForName(events: unknown): boolean {
  const bodies = (Array.isArray(events) ? events : [events]).flatMap((event) => {
    const payload = isObject(event) && isObject(event.packet) ? event.packet.payload : undefined;
    return isObject(payload) && typeof payload.body === "string" ? [payload.body] : [];
  });
  return question.test(bodies.at(-1) ?? "");
}

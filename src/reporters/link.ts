import { printable } from "../printable.ts";

/** Makes a text lead somewhere, where the output can. */
export type Link = (text: string, url: string) => string;

/** For outputs that know no links: the text as it is. */
export const plainLink: Link = (text) => text;

/** For terminals: the sequence OSC 8, with which they make the text clickable. */
export const terminalLink: Link = (text, url) => `\x1b]8;;${printable(url)}\x1b\\${text}\x1b]8;;\x1b\\`;

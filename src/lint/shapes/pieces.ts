import { mayHoldMarkup } from "../../delivery/markup.ts";
import { aboveLines } from "../../delivery/numbered-text.ts";
import { platformLimits } from "../../protocol/channels.ts";
import { isEventName } from "../../protocol/events/index.ts";
import { holdsUnmistakableMarkup } from "../unmistakable-markup.ts";
import { type Cursor, units } from "./cursor.ts";
import { passOpaque } from "./opaque.ts";
import type { Role } from "./roles.ts";
import { createSizes, type Sizes } from "./sizes.ts";
import { tokens } from "./tokens.ts";

const privateDomains: readonly (string | undefined)[] = ["local", "localhost", "internal"];

/** What a text in JSON says. */
const textIn = (written: string): string => (written.includes("\\") ? JSON.parse(written) : written.slice(1, -1));

/** What can be clicked in an event. */
export interface Menu {
  readonly kind: "options" | "buttons";
  /** what tells it from others */
  readonly shape: unknown;
  /** the lines that stand for it in a text */
  readonly lines: string;
  readonly isHarmless: boolean;
}

/**
 * Reads pieces of a JSON text of which only the kind matters. To pass one gives what tells it from others: to rules, all that
 * give the same are alike; `undefined` where there is more to tell than this.
 */
export class Pieces {
  /** of all events in the text, in its quotes */
  cid: string | undefined;
  /** of the events in the text, as they are written */
  readonly payloads: string[] = [];
  /** whether all texts since the last payload began count the same for everybody */
  isAllHarmless = true;
  /** whether they are in a list of what can be clicked */
  isInMenu = false;
  readonly #cursor: Cursor;
  readonly #sizes: Sizes;
  readonly #body: Role;
  readonly #largestOpaque: number;
  #isFormatted: boolean | undefined;
  #payloadStart = 0;
  #menu: Menu | undefined;
  /** by the kind of menu that it stands above */
  #above = { options: "", buttons: "" };

  constructor(cursor: Cursor, body: Role, configured: readonly number[]) {
    this.#cursor = cursor;
    this.#sizes = createSizes(configured.length > 0);
    this.#body = body;
    this.#largestOpaque = Math.min(platformLimits.contextAdvised.value, ...configured) / 3;
  }

  begin(): void {
    this.cid = undefined;
    this.payloads.length = 0;
    this.isInMenu = false;
    this.#isFormatted = undefined;
  }

  pass(role: Role): unknown {
    switch (role.kind) {
      case "text":
      case "part":
        return this.#text(role, tokens.harmless);
      case "id":
        // nobody reads it
        return this.#text(role, tokens.id);
      case "name":
        return this.#name(role);
      case "email":
        return this.#cursor.pass(tokens.email) ? "email" : undefined;
      case "cid":
        return this.#cid();
      case "link":
        return this.#link();
      case "opaque":
        return this.#opaque();
      case "payload":
        return this.#beginPayload();
      case "payload end":
        return this.#endPayload();
      default:
        return undefined;
    }
  }

  passMenu(menu: Menu): unknown {
    this.#menu = menu;
    this.isAllHarmless &&= menu.isHarmless;
    return menu.shape;
  }

  #text(role: Role, quiet: RegExp): unknown {
    const { source, place: start } = this.#cursor;
    if (this.#cursor.pass(quiet)) {
      const text = source.slice(start + 1, this.#cursor.place - 1);
      this.#keep(role, text);
      return this.#sizes.ofHarmless(role, text.length);
    }
    this.isAllHarmless = false;
    // what is formatted is measured without its markup
    this.#isFormatted ??= source.includes("markdown_v1");
    if (this.#cursor.pass(this.#isFormatted ? tokens.unmarked : tokens.unmistaken)) {
      return this.#anyText(role, source.slice(start + 1, this.#cursor.place - 1), false);
    }
    if (!this.#cursor.pass(tokens.text)) return undefined;
    const text = textIn(source.slice(start, this.#cursor.place));
    if ((this.#isFormatted && mayHoldMarkup(text)) || !text.isWellFormed()) return undefined;
    return this.#anyText(role, text, holdsUnmistakableMarkup(text));
  }

  #anyText(role: Role, text: string, isMarked: boolean): unknown {
    this.#keep(role, text);
    const size = this.#sizes.ofAny(role, text);
    return isMarked && size !== undefined ? -size : size;
  }

  /** Remembers a text that may stand above a menu. */
  #keep(role: Role, text: string): void {
    if (this.isInMenu) return;
    if (role === this.#body) this.#above.buttons = text;
    else if (role.kind === "part") this.#above.options = text;
  }

  /** The names of events are words, and so are those of files; others are texts. */
  #name(role: Role): unknown {
    const { source, place: start } = this.#cursor;
    if (!this.#cursor.pass(tokens.text)) return undefined;
    const written = source.slice(start, this.#cursor.place);
    if (/[\\.]/.test(written) || isEventName(written.slice(1, -1))) return undefined;
    this.#cursor.place = start;
    return this.#text(role, tokens.harmless);
  }

  #cid(): unknown {
    const { source, place: start } = this.#cursor;
    if (this.cid !== undefined) return this.#cursor.passText(this.cid) ? "cid" : undefined;
    if (!this.#cursor.pass(tokens.cid)) return undefined;
    this.cid = source.slice(start, this.#cursor.place);
    return "cid";
  }

  #link(): unknown {
    const [isPublic, domain, extension = ""] = this.#cursor.read(tokens.link) ?? [];
    return isPublic === undefined || privateDomains.includes(domain) ? undefined : extension;
  }

  #opaque(): unknown {
    const { place: start } = this.#cursor;
    if (this.#cursor.pass(tokens.empty)) return "{}";
    if (this.#cursor.code !== units.openObject) return undefined;
    return passOpaque(this.#cursor) && this.#cursor.place - start <= this.#largestOpaque ? "{…}" : undefined;
  }

  #beginPayload(): unknown {
    if (this.#cursor.code !== units.openObject) return undefined;
    this.#payloadStart = this.#cursor.place;
    this.#menu = undefined;
    this.#above = { options: "", buttons: "" };
    this.isAllHarmless = true;
    return "payload";
  }

  /** Looks at what an event with a menu becomes where nothing can be clicked. */
  #endPayload(): unknown {
    const { source, place } = this.#cursor;
    this.payloads.push(source.slice(this.#payloadStart, place));
    if (this.#menu === undefined) return "payload end";
    const text = aboveLines(this.#above[this.#menu.kind], this.#menu.lines);
    return this.isAllHarmless ? this.#sizes.ofHarmless(this.#body, text.length) : this.#sizes.ofAny(this.#body, text);
  }
}

import type { JsonObject } from "../input/json.ts";
import { Cursor, units } from "./shapes/cursor.ts";
import { menuLines } from "./shapes/menu.ts";
import { type Menu, Pieces } from "./shapes/pieces.ts";
import { createRoles, payloadEnd, type Role } from "./shapes/roles.ts";
import { tokens } from "./shapes/tokens.ts";
import { addWay, beginTree, prefer, type Recalled, type Step, type Way } from "./shapes/tree.ts";

/** What a text is structured with; keys, words, numbers, true, false and null stand for themselves. */
const seen = {
  list: Symbol("["),
  listEnd: Symbol("]"),
  object: Symbol("{"),
  objectEnd: Symbol("}"),
} as const;

/** How much of texts is remembered, in UTF-16 units: more than bots need, and little enough to keep. */
const mostRemembered = 32_000_000;
const mostMenus = 1000;

/** What can be asked of the last text that was recalled. */
export interface Heard {
  /** of all its events */
  cid(): string | undefined;
  /** how many of its events have a payload */
  payloads(): number;
  /** one of these */
  payload(index: number): JsonObject;
}

/** A memory of JSON texts by their shape. */
export interface ShapeMemory<Outcome> {
  /** what is known of a text's shape; `undefined` where it is not JSON, or no shape describes all of it */
  recall(text: string): Recalled<Outcome> | undefined;
  readonly heard: Heard;
}

/** A piece of a text that has been walked through. */
interface Passed<Outcome> {
  readonly role: Role;
  readonly start: number;
  readonly end: number;
  readonly before: Step<Outcome>;
  readonly after: Step<Outcome>;
}

/**
 * Makes a memory of JSON texts by their shape: keys, names, numbers, how long each text is, but not what texts say. Rules
 * find the same in all texts of a shape, so what was found in one is known of the others; it has no places, so only what
 * needs none can be remembered. `configured` are the numbers among the options of rules.
 *
 * Texts are only walked through: to make a value of one takes longer than all the rest. Where a text goes on as one did
 * before, all that is written up to the next piece of which only the kind matters is passed at once.
 */
export function rememberShapes<Outcome>(configured: readonly number[] = []): ShapeMemory<Outcome> {
  const roleOf = createRoles(configured);
  const noRole = roleOf("");
  const cursor = new Cursor();
  const pieces = new Pieces(cursor, roleOf("body"), configured);
  const root = beginTree<Outcome>();
  const menuRoot = beginTree<Outcome>();
  const menus = new Map<string, Menu>();
  let room = mostRemembered;
  // of the walk under way
  let at = root;
  let passed: Passed<Outcome>[] = [];
  let isNew = false;

  function begin(text: string): void {
    cursor.begin(text);
    pieces.begin();
    at = root;
  }

  /** Makes room for something of this text; what is kept of it keeps all of it. */
  function makeRoom(): boolean {
    if (!isNew) room -= cursor.source.length;
    isNew = true;
    return room > 0;
  }

  function step(symbol: unknown): boolean {
    if (symbol === undefined) return false;
    let next = at.next.get(symbol);
    if (next === undefined) {
      if (!makeRoom()) return false;
      next = beginTree<Outcome>();
      at.next.set(symbol, next);
    }
    at = next;
    return true;
  }

  /** Goes behind a list of what can be clicked, which bots often offer again. */
  function passMenu(role: Role): unknown {
    const { source, place } = cursor;
    if (cursor.code !== units.openList) return undefined;
    const end = source.indexOf("]", place) + 1;
    const known = menus.get(source.slice(place, end));
    if (known) cursor.place = end;
    const menu = known ?? readMenu(role);
    return menu && pieces.passMenu(menu);
  }

  function readMenu(role: Role): Menu | undefined {
    const { source, place } = cursor;
    const [outer, { length }, wasHarmless] = [at, passed, pieces.isAllHarmless];
    at = menuRoot;
    pieces.isInMenu = true;
    pieces.isAllHarmless = true;
    const isPassed = cursor.passMembers(() => passValue(role));
    const [shape, isHarmless] = [at, pieces.isAllHarmless];
    at = outer;
    passed.length = length;
    pieces.isInMenu = false;
    pieces.isAllHarmless = wasHarmless;
    if (!isPassed || (role.kind !== "options" && role.kind !== "buttons")) return undefined;
    const written = source.slice(place, cursor.place);
    const lines = menuLines(role.kind, JSON.parse(written));
    if (lines === undefined) return undefined;
    const menu: Menu = { kind: role.kind, shape, lines, isHarmless };
    if (menus.size < mostMenus && makeRoom()) menus.set(written, menu);
    return menu;
  }

  /** Goes behind a piece of which only the kind matters. */
  function passKind(role: Role): boolean {
    return step(role.kind === "options" || role.kind === "buttons" ? passMenu(role) : pieces.pass(role));
  }

  /** Goes on as a text did before, up to a piece of which only the kind matters, and behind it. */
  function passWay(): Way<Outcome> | undefined {
    const { ways } = at;
    const { place } = cursor;
    for (let index = 0; index < ways.length; index++) {
      const way = ways[index] as Way<Outcome>;
      if (!cursor.passText(way.written)) continue;
      at = way.to;
      if (way.piece ? passKind(way.piece) : cursor.isAtEnd) {
        if (index > 0) prefer(ways, index);
        return way;
      }
      cursor.place = place;
    }
    return undefined;
  }

  /** Where a text ends that goes on all the way as others did before. */
  function passKnown(): Step<Outcome> | undefined {
    let way = passWay();
    while (way?.piece) way = passWay();
    return way?.to;
  }

  /** Goes behind a piece of which only the kind matters, or stays. */
  function passPiece(role: Role): boolean {
    const [start, before] = [cursor.place, at];
    if (passKind(role)) return passed.push({ role, start, end: cursor.place, before, after: at }) > 0;
    [cursor.place, at] = [start, before];
    return false;
  }

  function passItself(token: RegExp): boolean {
    const start = cursor.place;
    return cursor.pass(token) && step(cursor.source.slice(start, cursor.place));
  }

  function passProperty(): boolean {
    const start = cursor.place;
    if (!passItself(tokens.key)) return false;
    const role = roleOf(cursor.source.slice(start + 1, cursor.place - 2));
    cursor.passBlanks();
    return passValue(role);
  }

  function passList(role: Role): boolean {
    const isMenu = !pieces.isInMenu && (role.kind === "options" || role.kind === "buttons");
    if (isMenu) return passPiece(role);
    return step(seen.list) && cursor.passMembers(() => passValue(role)) && step(seen.listEnd);
  }

  function passObject(): boolean {
    return step(seen.object) && cursor.passMembers(passProperty) && step(seen.objectEnd);
  }

  function passValue(role: Role): boolean {
    switch (cursor.code) {
      case units.openList:
        return passList(role);
      case units.openObject:
        if (role.kind === "payload") return passPiece(role) && passObject() && passPiece(payloadEnd);
        return role.kind === "opaque" ? passPiece(role) : passObject();
      case units.quote:
        if (passPiece(role)) return true;
        return ["word", "name", "email"].includes(role.kind) && passItself(tokens.word);
    }
    return passItself(tokens.number);
  }

  /** Walks through a text of which there was none like it before, and remembers how it went on. */
  function passAll(): Step<Outcome> | undefined {
    const { source } = cursor;
    passed = [];
    cursor.passBlanks();
    if (!passValue(noRole)) return undefined;
    cursor.passBlanks();
    if (!cursor.isAtEnd || !makeRoom()) return undefined;
    let [from, place] = [root, 0];
    for (const { role, start, end, before, after } of passed) {
      addWay(from, { written: source.slice(place, start), to: before, piece: role });
      [from, place] = [after, end];
    }
    addWay(from, { written: source.slice(place), to: at, piece: undefined });
    return at;
  }

  return {
    recall(text) {
      isNew = false;
      begin(text);
      const known = passKnown();
      if (known) return known;
      begin(text);
      return passAll();
    },
    heard: {
      cid: () => pieces.cid?.slice(1, -1),
      payloads: () => pieces.payloads.length,
      payload: (index) => JSON.parse(pieces.payloads[index] ?? "{}"),
    },
  };
}

import { suppressionKey } from "../suppressions.ts";
import { type Cursor, units } from "./cursor.ts";
import { tokens } from "./tokens.ts";

/** Goes behind a key and its value, and gives the key. */
function readProperty(cursor: Cursor): string | undefined {
  const { source, place } = cursor;
  if (cursor.pass(tokens.opaqueProperty)) return source.slice(place, source.indexOf('":', place));
  if (!cursor.pass(tokens.key)) return undefined;
  const key = source.slice(place, cursor.place - 2);
  cursor.passBlanks();
  return passOpaque(cursor) ? key : undefined;
}

function passProperty(cursor: Cursor, keys: string[]): boolean {
  const key = readProperty(cursor);
  if (key === undefined || keys.includes(key) || key.startsWith(suppressionKey, 1)) return false;
  return keys.push(key) > 0;
}

/** Goes behind a value that its owner alone understands, and makes sure that nothing in it is more than what it looks like. */
export function passOpaque(cursor: Cursor): boolean {
  if (cursor.code === units.openList) return cursor.passMembers(() => passOpaque(cursor));
  if (cursor.code !== units.openObject) return cursor.pass(tokens.opaque);
  const keys: string[] = [];
  return cursor.passMembers(() => passProperty(cursor, keys));
}

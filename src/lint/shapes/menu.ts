import { linkLines, numberedLines } from "../../delivery/numbered-text.ts";
import { isObject, type JsonObject } from "../../input/json.ts";

const mostMembers = 20;

const isText = (value: unknown): value is string => typeof value === "string";
const haveTexts = <Key extends string>(list: unknown, ...keys: readonly Key[]): list is Record<Key, string>[] =>
  Array.isArray(list) && list.every((member) => isObject(member) && keys.every((key) => isText(member[key])));

/** Whether the members of a list differ in what they have under a key. */
const differ = (list: readonly JsonObject[], key: string): boolean =>
  new Set(list.map((member) => member[key])).size === list.length;

/** The lines that stand for what can be clicked; `undefined` where it is not as simple. */
export function menuLines(kind: "options" | "buttons", list: unknown): string | undefined {
  if (kind === "buttons") return haveTexts(list, "body", "link") ? linkLines(list) : undefined;
  if (!haveTexts(list, "id", "label") || list.length > mostMembers) return undefined;
  if (!differ(list, "id") || !differ(list, "label")) return undefined;
  const images = list.map(({ image_url }: JsonObject) => image_url);
  return images.every((image) => image === undefined || isText(image)) ? numberedLines(list) : undefined;
}

import { isMatcher } from "../expected/matcher-keys.ts";
import { isObject, type JsonObject } from "../input/json.ts";
import type { Path } from "../input/locate.ts";
import { type Item, itemsOf } from "./answer.ts";
import type { Said } from "./said.ts";

interface ExpectedFile {
  readonly turns: readonly JsonObject[];
}

/** Whether a value is a file of expected answers, as far as its keys tell. */
export function isExpectedFile(value: unknown): value is ExpectedFile {
  if (!isObject(value) || !Object.hasOwn(value, "schemaVersion") || !Array.isArray(value.turns)) return false;
  return value.turns.every((turn) => isObject(turn) && Object.hasOwn(turn, "answer"));
}

/** Where matchers stand in a value, but for those in others. */
function matcherPaths(value: unknown, path: Path): Path[] {
  if (isMatcher(value)) return [path];
  if (typeof value !== "object" || value === null) return [];
  const steps = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return steps.flatMap(([step, member]) => matcherPaths(member, [...path, step]));
}

const stringCid = ({ value }: Item): string | undefined => {
  const info = isObject(value) && isObject(value.info) ? value.info : {};
  return typeof info.cid === "string" ? info.cid : undefined;
};

/** Of the only shape there is, for events that leave it open. */
const someCid = `chatbot::0:${"0".repeat(32)}`;

/** An event that leaves its info or its cid open, with the cid that the others have. */
function withCid({ value, path }: Item, cid: string): Item {
  if (!isObject(value) || isMatcher(value)) return { value, path };
  const { info } = value;
  const isOpen = info === undefined || isMatcher(info);
  if (!isOpen && !(isObject(info) && isMatcher(info.cid))) return { value, path };
  return { value: { ...value, info: { ...(isOpen ? {} : info), cid } }, path };
}

function saidAt(value: unknown, path: Path): Said {
  const items = itemsOf(value, path);
  const cid = items.map(stringCid).find((each) => each !== undefined) ?? someCid;
  return {
    items: items.map((item) => withCid(item, cid)),
    path,
    isExpected: true,
    matchers: matcherPaths(value, path),
  };
}

/** What a file of expected answers expects a bot to say: the answer of each turn, and its requests. */
export function expectedEvents({ turns }: ExpectedFile): Said[] {
  return turns.flatMap(({ answer, requests }, index) => {
    const path = ["turns", index];
    const lists = Array.isArray(requests) ? requests : [];
    const sent = lists.map((request, place) => saidAt(request, [...path, "requests", place]));
    return [saidAt(answer, [...path, "answer"]), ...sent];
  });
}

/** The session in what was recorded, and the one that it is compared with. */
export interface Cids {
  readonly expected: string;
  readonly actual: string;
}

export interface NormalizeOptions {
  readonly cid?: Cids | undefined;
  /** compare ids and times as they stand; the session has another cid all the same */
  readonly exact?: boolean | undefined;
}

/** Where two texts begin to differ: the offset in each. */
export interface TextDifference {
  readonly expected: number;
  readonly actual: number;
  /** true where the texts have ids there that would be fine, had they not stood for others before */
  readonly isRelation: boolean;
}

/** Which ids of what was sent stand for which of what was expected, as far as a turn has been read. */
export interface Relations {
  /**
   * Whether two texts are equal but for times, and ids that stand for each other. With `remember` those that are new stand for
   * each other from now on, else any two may.
   */
  same(expected: string, actual: string, remember: boolean): boolean;
  /** a text that was sent, with the ids that were expected in it */
  asExpected(actual: string): string;
  /** from where on two texts are not the same */
  firstDifference(expected: string, actual: string): TextDifference;
}

const uuidSource = "[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}";
const timeSource = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d(?::?\d\d)?)?`;
const cidSource = String.raw`chatbot::\d+:[0-9a-f]{32}`;

const uuid = new RegExp(`^${uuidSource}$`);
const time = new RegExp(`^${timeSource}$`);

/** Whether a text is a UUID and nothing else. */
export const isUuid = (text: string): boolean => uuid.test(text);

/** Whether a text is an ISO 8601 date with a time, and nothing else. */
export const isTime = (text: string): boolean => time.test(text);

/** Shorter ones may be words, which stand in texts for other reasons. */
const shortestCidInText = 16;

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);

function ownCid(cid: string | undefined): string[] {
  if (cid === undefined || cid === "") return [];
  return [cid.length < shortestCidInText ? `^${escaped(cid)}$` : escaped(cid)];
}

type Kind = "text" | "id" | "uuid" | "time";

interface Piece {
  readonly kind: Kind;
  readonly text: string;
}

/** Makes what divides the texts of one side into pieces: ids, times, and what is between them. */
function divider(cid: string | undefined, exact: boolean): (text: string) => readonly Piece[] {
  const sources = [...ownCid(cid), ...(exact ? [] : [cidSource, uuidSource, timeSource])];
  if (sources.length === 0) return (text) => [{ kind: "text", text }];
  const pattern = new RegExp(`(${sources.join("|")})`);
  const least = Math.min(shortestCidInText, cid?.length ?? shortestCidInText);
  const kindOf = (piece: string): Kind =>
    piece === cid ? "id" : isUuid(piece) ? "uuid" : isTime(piece) ? "time" : "id";
  return (text) => {
    if (text.length < least) return [{ kind: "text", text }];
    // every second piece is what the pattern found
    return text.split(pattern).map((piece, index) => ({ kind: index % 2 === 1 ? kindOf(piece) : "text", text: piece }));
  };
}

const keyOf = ({ kind, text }: Piece): string => (kind === "uuid" ? text.toLowerCase() : text);

/** The relations of one turn before it is read: only its cids stand for each other. */
export function createRelations({ cid, exact = false }: NormalizeOptions = {}): Relations {
  const divided = { expected: divider(cid?.expected, exact), actual: divider(cid?.actual, exact) };
  const actualOf = new Map<string, string>();
  const expectedOf = new Map<string, string>();
  const relate = (expected: string, actual: string): void => {
    actualOf.set(expected, actual);
    expectedOf.set(actual, expected);
  };
  if (cid) relate(cid.expected, cid.actual);

  function areRelated(expected: Piece, actual: Piece, remember: boolean): boolean {
    if (expected.kind !== actual.kind) return false;
    if (expected.kind === "text") return expected.text === actual.text;
    if (expected.kind === "time" || !remember) return true;
    const [one, other] = [keyOf(expected), keyOf(actual)];
    if (actualOf.has(one) || expectedOf.has(other)) return actualOf.get(one) === other && expectedOf.get(other) === one;
    relate(one, other);
    return true;
  }

  return {
    same(expected, actual, remember) {
      const [ours, theirs] = [divided.expected(expected), divided.actual(actual)];
      return (
        ours.length === theirs.length && ours.every((one, index) => areRelated(one, theirs[index] as Piece, remember))
      );
    },

    asExpected: (actual) =>
      divided
        .actual(actual)
        .map((piece) => (piece.kind === "text" ? piece.text : (expectedOf.get(keyOf(piece)) ?? piece.text)))
        .join(""),

    firstDifference(expected, actual) {
      const [ours, theirs] = [divided.expected(expected), divided.actual(actual)];
      const differs = (one: Piece, index: number) => {
        const other = theirs[index];
        return other === undefined || !areRelated(one, other, true);
      };
      const found = ours.findIndex(differs);
      const index = found === -1 ? ours.length : found;
      const start = (pieces: readonly Piece[]) =>
        pieces.slice(0, index).reduce((sum, { text }) => sum + text.length, 0);
      const [one, other] = [ours[index], theirs[index]];
      const common = commonStart(one, other);
      return {
        expected: start(ours) + common,
        actual: start(theirs) + common,
        isRelation:
          (one?.kind === "uuid" && other?.kind === "uuid") || (one?.kind === "id" && one.text === other?.text),
      };
    },
  };
}

/** How many units two pieces of text have in common; ids differ as a whole. */
function commonStart(one: Piece | undefined, other: Piece | undefined): number {
  if (one?.kind !== "text" || other?.kind !== "text") return 0;
  let length = 0;
  while (length < one.text.length && one.text[length] === other.text[length]) length++;
  return length;
}

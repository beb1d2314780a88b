import { isIPv6 } from "node:net";

/** What is said of a kind of value: the nth pseudonym for it, and what tells one. */
interface KindDefinition {
  /** `like` is the value it stands for */
  readonly pseudonym: (n: number, like: string) => string;
  /** of the whole value; the group, where there is one, is n */
  readonly looks: RegExp;
  /** what values have in common that are the same, differently written */
  readonly identity?: (value: string) => string;
}

const numbered = (words: string): KindDefinition => ({
  pseudonym: (n) => `${words}${n}`,
  looks: new RegExp(`^${words}(\\d+)$`),
});

const consonants = "bdfgklmnprstvz";
const vowels = "aeiou";

/** 1 → "ba", 2 → "be", … 71 → "baba": letters only, as in names. */
function syllables(n: number): string {
  const count = consonants.length * vowels.length;
  const last = (n - 1) % count;
  const before = Math.floor((n - 1) / count);
  const syllable = `${consonants[Math.floor(last / vowels.length)]}${vowels[last % vowels.length]}`;
  return before === 0 ? syllable : syllables(before) + syllable;
}

/** A text without marks and case, so that writings of one word are equal: `MÜLLER`, `Mu\u0308ller`, `muller`. */
export const folded = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();

export const digitsOf = (text: string): string => text.replace(/\D+/g, "");

/** Numbers of Berlin that the German network agency keeps for films, written as the number they stand for. */
function phoneLike(n: number, like: string): string {
  const [, prefix = ""] = /^\(?(\+|00|0)?/.exec(like.trim()) ?? [];
  const national = `3023125${String(n).padStart(3, "0")}`;
  return prefix === "0" ? `0${national}` : `${prefix}49${national}`;
}

const documentationNetworks = ["192.0.2", "198.51.100", "203.0.113"];

function addressLike(n: number, like: string): string {
  if (isIPv6(like)) return `2001:db8::${n.toString(16)}`;
  const index = (n - 1) % (documentationNetworks.length * 254);
  return `${documentationNetworks[Math.floor(index / 254)]}.${(index % 254) + 1}`;
}

function fileLike(n: number, like: string): string {
  const [extension = ""] = /\.[a-z0-9]{1,5}$/i.exec(like.replace(/[?#].*$/s, "")) ?? [];
  return `${/^[a-z]+:\/\//i.test(like) ? "https://files.example.com/" : ""}file${n}${extension}`;
}

const definitions = {
  name: { pseudonym: (n) => `Anon${syllables(n)}`, looks: /^anon(?:[bdfgklmnprstvz][aeiou])+$/i, identity: folded },
  email: { pseudonym: (n) => `contact${n}@example.com`, looks: /^contact(\d+)@example\.com$/i, identity: folded },
  phone: {
    pseudonym: phoneLike,
    looks: /^(?:\+49|0049|49|0)3023125(\d{3,})$/,
    // with and without the country's code
    identity: (value) => digitsOf(value).slice(-9),
  },
  cid: {
    pseudonym: (n) => `chatbot::0:${n.toString(16).padStart(32, "0")}`,
    looks: /^chatbot::0:0{20}[0-9a-f]{12}$/,
    identity: (value) => value.toLowerCase(),
  },
  id: numbered("id-"),
  number: { pseudonym: (n) => String(n), looks: /^(?!)/ },
  token: numbered("redacted-token-"),
  iban: { ...numbered("redacted-iban-"), identity: (value) => value.replace(/\s+/g, "").toUpperCase() },
  card: { ...numbered("redacted-card-"), identity: digitsOf },
  address: { pseudonym: addressLike, looks: /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$|^2001:db8::/i },
  street: { ...numbered("Example Street "), identity: folded },
  city: { ...numbered("Exampletown "), identity: folded },
  company: { ...numbered("Example Company "), identity: folded },
  position: { ...numbered("Example Position "), identity: folded },
  place: { ...numbered("Example Place "), identity: folded },
  coordinate: { pseudonym: (n) => String(n / 1000), looks: /^(?!)/ },
  birthday: { pseudonym: () => "1900-01-01", looks: /^1900-01-01$/ },
  file: { pseudonym: fileLike, looks: /^(?:https:\/\/files\.example\.com\/)?file(\d+)(?:\.[a-z0-9]{1,5})?$/i },
  value: numbered("value-"),
} as const satisfies Record<string, KindDefinition>;

/** A kind of value that is replaced. */
export type Kind = keyof typeof definitions;

/** How much of one kind was replaced; never what. */
export interface Replaced {
  readonly kind: Kind;
  /** how many different values */
  readonly values: number;
  /** in how many places */
  readonly places: number;
}

/** The pseudonyms of one run: the same value has the same one. */
export interface Pseudonyms {
  /** The pseudonym of a value, written like it; a pseudonym stays as it is. */
  of(kind: Kind, value: string): string;
  /** Does something without counting what it replaces. */
  uncounted(work: () => void): void;
  report(): Replaced[];
}

/** Whole numbers of these kinds have whole numbers in their place, the same ones whatever the kind. */
const mayBeNumber: readonly Kind[] = ["id", "value", "place", "street", "token", "position"];

const scaleOf = (kind: Kind, value: string): Kind =>
  mayBeNumber.includes(kind) && /^-?\d+(?:\.\d+)?$/.test(value) ? "number" : kind;

/** Pseudonyms for one run, none given yet. */
export function createPseudonyms(): Pseudonyms {
  const given = new Map<string, number>();
  const last = new Map<Kind, number>();
  const counts = new Map<Kind, { values: Set<string>; places: number }>();
  let isCounting = true;

  const next = (scale: Kind): number => {
    const n = (last.get(scale) ?? 0) + 1;
    last.set(scale, n);
    return n;
  };
  const count = (kind: Kind, key: string): void => {
    if (!isCounting) return;
    const counted = counts.get(kind) ?? { values: new Set(), places: 0 };
    counted.values.add(key);
    counted.places++;
    counts.set(kind, counted);
  };

  return {
    of(kind, value) {
      const scale = scaleOf(kind, value);
      const { pseudonym, looks, identity = String }: KindDefinition = definitions[scale];
      const found = looks.exec(value);
      if (found) {
        // what was redacted before: its number must not stand for another value
        if (found[1] !== undefined) last.set(scale, Math.max(last.get(scale) ?? 0, Number(found[1])));
        return value;
      }
      const key = `${scale} ${identity(value)}`;
      const n = given.get(key) ?? next(scale);
      given.set(key, n);
      count(kind, key);
      return pseudonym(n, value);
    },
    uncounted(work) {
      isCounting = false;
      work();
      isCounting = true;
    },
    report: () => [...counts].map(([kind, { values, places }]) => ({ kind, values: values.size, places })),
  };
}

const notInText = String.raw`"\\\x00-\x1f\u2028\u2029`;
const inText = String.raw`[^"\\\x00-\x1f]`;
const shortEscape = String.raw`\\["\\/bfnrt]`;
const integer = String.raw`-?(?:0|[1-9]\d{0,5})`;
// so that no number is taken for a part of itself
const end = String.raw`(?=[\s,}\]]|$)`;
const harmless = "A-Za-z0-9ÄÖÜäöüß,.!?'():;+=%/";

/** A text with escapes; the loop within the loop is quicker than one over both. */
const text = (escaped: string): string => `"${inText}*(?:${escaped}${inText}*)*"`;

const opaque = `(?:${text(shortEscape)}|${integer}(?:\\.\\d{1,8})?${end}|true|false|null)`;

/** A token that is looked for at one place only. */
const token = (source: string): RegExp => new RegExp(source, "y");

/** Tokens of JSON: nothing else than JSON is one, but not all of JSON is. */
export const tokens = {
  key: token(`"${inText}*":`),
  text: token(text(String.raw`(?:${shortEscape}|\\u[0-9A-Fa-f]{4})`)),
  /** nothing that is markup or begins a list; and only what every channel has and counts as one */
  harmless: token(`"[A-Za-zÄÖÜäöüß](?:[${harmless} -]*[${harmless}-])?"`),
  /** nothing that is markup, nor begins a list, nor another line */
  unmarked: token(`"(?! {0,3}[-+\\d])[^${notInText}*_~\`[>]+"`),
  /** nothing that is unmistakable markup, whether it is formatted or not */
  unmistaken: token(`"[^${notInText}*~\`\\]]*(?:(?:\\*(?!\\*)|~(?!~)|\\](?!\\())[^${notInText}*~\`\\]]*)*"`),
  id: token(String.raw`"[\w.:-]+"`),
  email: token(String.raw`"[\w.+-]+@[a-z0-9-]+\.[a-z]{2,}"`),
  cid: token(String.raw`"chatbot::\d+:[0-9a-f]{32}"`),
  /** with its top-level domain and the extension of the file */
  link: token(String.raw`"https://(?:[a-z0-9-]+\.)+([a-z]{2,})(?:/[A-Za-z0-9/_-]*(\.[a-z0-9]+)?)?"`),
  /** longer words, and numbers beyond, are not told apart by heart */
  word: token(`"${inText}{0,24}"`),
  number: token(`(?:${integer}|true|false|null)${end}`),
  empty: token(String.raw`\{\s*\}`),
  /** what is no list or object in a value that its owner alone understands */
  opaque: token(opaque),
  opaqueProperty: token(`"${inText}*":${opaque}`),
} as const;

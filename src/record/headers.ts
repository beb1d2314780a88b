/** What a proxy may not pass on, RFC 9110 section 7.6.1; framing is left to `node:http`, which does the same on both sides. */
const ownToConnection: ReadonlySet<string> = new Set(["keep-alive", "proxy-connection", "te", "upgrade"]);

export interface Changes {
  /** what the header Host says from now on; as it came unless told */
  readonly host?: string | undefined;
  /** names, in lower case, of headers that the other side would not understand */
  readonly without?: readonly string[];
}

/**
 * The headers of a message as its proxy passes them on, flat as in `rawHeaders`: in their order and spelling, each as often as
 * it came. `Connection` stays where it says close or keep-alive, as both connections of the proxy then end or stay alike.
 */
export function passedOn(raw: readonly string[], { host, without = [] }: Changes = {}): string[] {
  const headers = pairs(raw);
  const dropped = new Set([...ownToConnection, ...without, ...headers.flatMap(namedByConnection)]);
  return headers.flatMap(([name, value]) => {
    const key = name.toLowerCase();
    if (key === "connection") return [name, isPlain(value) ? value : "keep-alive"];
    if (dropped.has(key)) return [];
    return [name, key === "host" && host !== undefined ? host : value];
  });
}

/** Names and values, from a list in which they take turns. */
export function pairs(raw: readonly string[]): [name: string, value: string][] {
  return Array.from({ length: raw.length / 2 }, (_, index) => [raw[2 * index] ?? "", raw[2 * index + 1] ?? ""]);
}

const isPlain = (value: string): boolean => /^(close|keep-alive)$/i.test(value);

function namedByConnection([name, value]: [string, string]): string[] {
  return name.toLowerCase() === "connection" ? value.split(",").map((token) => token.trim().toLowerCase()) : [];
}

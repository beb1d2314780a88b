const milliseconds: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, "": 1000 };

/** How long a duration such as `500ms`, `5s` or `1m` is, a bare number being seconds, in milliseconds; `undefined` for none. */
export function millisecondsOf(text: string): number | undefined {
  const [, amount, unit = ""] = /^(\d+(?:\.\d+)?)(ms|s|m)?$/.exec(text.trim()) ?? [];
  const duration = Number(amount) * (milliseconds[unit] ?? Number.NaN);
  return Number.isFinite(duration) && duration > 0 ? duration : undefined;
}

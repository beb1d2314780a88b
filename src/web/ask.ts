/** Asks the server for something. Throws an `Error` with its reason where it says no. */
export async function ask<Answer = unknown>(path: string, body?: unknown): Promise<Answer> {
  const post = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, body === undefined ? {} : post).catch((cause) => {
    throw new Error("ulbot dev does not answer", { cause });
  });
  const answer: unknown = await response.json();
  if (response.ok) return answer as Answer;
  throw new Error((answer as { error?: string }).error ?? `the server answers ${response.status}`);
}

/** The path of something about a session, or of all that happened there. */
export function pathOf(cid: string, ...rest: readonly (string | number)[]): string {
  return ["", "sessions", cid, ...rest].map((step) => encodeURIComponent(step)).join("/");
}

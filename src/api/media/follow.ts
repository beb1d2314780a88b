import type { Dispatcher } from "undici";
import { headerOf } from "../../bot/header.ts";
import { quoted } from "../../lint/quoted.ts";

const mostRedirects = 5;

/** Where a download is: redirects lead it elsewhere. */
export interface Course {
  url: URL;
}

/** The http(s) address that a text is, seen from `base`; `undefined` for any other text. */
export function httpUrl(text: string, base?: URL): URL | undefined {
  const url = URL.canParse(text, base?.href) ? new URL(text, base?.href) : undefined;
  return url?.protocol === "http:" || url?.protocol === "https:" ? url : undefined;
}

/**
 * Asks for a file, and again where it has moved to. Gives the answer that is no redirect, the reason why there is none, or
 * `undefined` as soon as `ask` does; the course is where it was last.
 */
export async function follow(
  course: Course,
  ask: (url: URL) => Promise<Dispatcher.ResponseData | undefined>,
): Promise<Dispatcher.ResponseData | string | undefined> {
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const answer = await ask(course.url);
    const isRedirect = answer !== undefined && answer.statusCode >= 300 && answer.statusCode < 400;
    const location = isRedirect ? headerOf(answer, "location") : undefined;
    if (location === undefined) return answer;
    await answer?.body.dump();
    const next = httpUrl(location, course.url);
    if (!next) return `it redirects to ${quoted(location)}, which is no http(s) address`;
    course.url = next;
  }
  return `it redirects more than ${mostRedirects} times`;
}

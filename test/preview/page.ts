/** An element of a page, or the page itself. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Element | string)[];
}

const empty = ["!doctype", "meta", "input"];
const entities: Readonly<Record<string, string>> = { "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"' };
const decoded = (text: string): string => text.replace(/&(?:amp|lt|gt|quot);/g, (entity) => entities[entity] ?? entity);

const token = /<(?<close>\/?)(?<name>!?[a-z][a-z0-9]*)(?<rest>(?: [a-z-]+(?:="[^"<>]*")?)*)>|(?<text>[^<>]+)/y;

function attributesOf(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g)];
  return Object.fromEntries(pairs.map(([, name = "", value = ""]) => [name, decoded(value)]));
}

/**
 * Reads a page more strictly than a browser would: throws where any `<`, `>` or quote is not of a well-formed element, so
 * that no other program can take a text for one.
 */
export function readPage(source: string): Element {
  // the style sheet may hold what a text may not
  const [, before = "", style = "", after = ""] = /^([\s\S]*?<style>)([^<]*)(<\/style>[\s\S]*)$/.exec(source) ?? [];
  const text = before + after;
  const root: Element = { name: "page", attributes: {}, children: [] };
  const open = [root];
  for (token.lastIndex = 0; token.lastIndex < text.length; ) {
    const at = token.lastIndex;
    const { groups } = token.exec(text) ?? {};
    if (!groups) throw new Error(`neither text nor element: ${text.slice(at, at + 60)}`);
    const { name = "", close, rest = "", text: words } = groups;
    if (words !== undefined) open.at(-1)?.children.push(decoded(words));
    else if (close) {
      if (open.pop()?.name !== name) throw new Error(`</${name}> closes another element`);
    } else {
      const element: Element = { name, attributes: attributesOf(rest), children: name === "style" ? [style] : [] };
      open.at(-1)?.children.push(element);
      if (!empty.includes(name)) open.push(element);
    }
  }
  if (open.length !== 1) throw new Error(`${open.at(-1)?.name} is not closed`);
  return root;
}

/** All elements of a page, from top to bottom. */
export function elementsOf({ children }: Element): Element[] {
  return children.flatMap((child) => (typeof child === "string" ? [] : [child, ...elementsOf(child)]));
}

/** The text of an element, without that of a style sheet. */
export function textOf({ name, children }: Element): string {
  if (name === "style") return "";
  return children.map((child) => (typeof child === "string" ? child : textOf(child))).join("");
}

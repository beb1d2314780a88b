import type { ComponentChildren } from "preact";
import { isWebAddress } from "../preview/address.ts";
import type { TextPart, TextTag } from "../preview/text-parts.ts";

/** Opens an address in a tab that knows nothing of this one; what is no web address can't be clicked. */
export function Link({
  address,
  name = "link",
  children,
}: {
  readonly address: string;
  readonly name?: string;
  readonly children: ComponentChildren;
}) {
  if (!isWebAddress(address)) {
    return (
      <span class={name} title={address}>
        {children}
      </span>
    );
  }
  return (
    <a class={name} href={address} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

/** The elements that a text may become. There is no other way from a bot's text to an element. */
const tags = {
  p: "p",
  div: "div",
  blockquote: "blockquote",
  pre: "pre",
  ul: "ul",
  li: "li",
  strong: "strong",
  em: "em",
  u: "u",
  s: "s",
  code: "code",
} as const satisfies Partial<Record<TextTag, string>>;

function Part({ part }: { readonly part: TextPart }) {
  if (typeof part === "string") return <>{part}</>;
  const { tag, address = "", start } = part;
  const children = <Text parts={part.parts} />;
  if (tag === "a" || tag === "span") return <Link address={address}>{children}</Link>;
  if (tag === "ol") return <ol start={start ?? 1}>{children}</ol>;
  const Tag = tags[tag];
  return <Tag>{children}</Tag>;
}

/** A text as the contact reads it. */
export function Text({ parts }: { readonly parts: readonly TextPart[] }) {
  return (
    <>
      {parts.map((part, index) => (
        <Part key={index} part={part} />
      ))}
    </>
  );
}

import type { Limit, Trust } from "./limit.ts";

/** A piece of a rendering that a channel may limit; `options` is their number. */
export type Part =
  | "body"
  | "options"
  | "label"
  | "id"
  | "description"
  | "header"
  | "headline"
  | "footer"
  | "button"
  | "options_headline";

/** What a channel can make of an event and sets limits for. */
export type LimitedForm = "text" | "button_template" | "list" | "quick_replies" | "caption";

export type FormLimits = { readonly [P in Part]?: readonly Limit[] };

/** Kinds of media that a channel takes, with the size and the MIME types it accepts. */
export interface MediaLimits {
  readonly size?: Limit;
  /** accepted MIME types; all of the kind where it is absent */
  readonly types?: readonly string[];
  /** where the types were read */
  readonly typesTrust?: Trust;
}

export type MediaKind = "image" | "video" | "audio" | "document";

/** Markup of `markdown_v1`. */
export type Markup =
  | "bold"
  | "italic"
  | "strike"
  | "underline"
  | "hyperlink"
  | "inline code"
  | "code block"
  | "list"
  | "nested list"
  | "block quote";

/** `shown`; `lost`: the text stays, the formatting doesn't; `as is`: the contact sees the markup itself. */
export type MarkupSupport = "shown" | "lost" | "as is";

/** What is known of one channel. */
export interface ChannelFacts {
  readonly title: string;
  readonly limits: { readonly [F in LimitedForm]?: FormLimits };
  /** parts that must differ within one message of a form */
  readonly unique: { readonly [F in LimitedForm]?: readonly ("label" | "id")[] };
  /** parts that must not have blanks around them, as far as third parties tell */
  readonly trimmed?: { readonly [F in LimitedForm]?: readonly "id"[] };
  /** `undefined`: the channel takes no media at all */
  readonly media: Readonly<Partial<Record<MediaKind, MediaLimits>>> | undefined;
  /** what the header of a button template can be */
  readonly headers: readonly ("text" | "image" | "video" | "document")[];
  /** up to where bubbles can be clicked; `undefined` where they never can, or always */
  readonly clickable: { readonly options: Limit; readonly label: Limit } | undefined;
  /** hours after the contact's last message in which a bot may write freely */
  readonly window: Limit | undefined;
  readonly markup: Readonly<Record<Markup, MarkupSupport>>;
  /** false where the limits of a text are for what is left of it without markup */
  readonly countsMarkup?: false;
}

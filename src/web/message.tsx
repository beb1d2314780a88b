import { useState } from "preact/hooks";
import { isWebAddress } from "../preview/address.ts";
import type { Drawing, DrawnFile, DrawnOption } from "../preview/drawing.ts";
import { openDialog } from "./dialog.tsx";
import { ListScreen } from "./list-screen.tsx";
import { Link, Text } from "./text.tsx";

/** What the contact can do with a message. */
export interface Answering {
  /** the id of the option that was chosen already */
  readonly chosen?: string | undefined;
  /** why nothing can be chosen, where that is so */
  readonly isClosed: boolean;
  /** absent where the message is only looked at */
  readonly choose?: ((option: string) => void) | undefined;
}

interface MessageProps {
  readonly drawing: Drawing;
  readonly answering: Answering;
}

const signs: Readonly<Record<DrawnFile["kind"], string>> = { image: "▨", video: "▶", audio: "♪", document: "▤" };

/** A file as a messenger shows it; of files only images are loaded. */
function FileTile({
  file: { kind, name, link },
  isSmall = false,
}: {
  readonly file: DrawnFile;
  readonly isSmall?: boolean;
}) {
  const [isBroken, setBroken] = useState(false);
  const isLoaded = kind === "image" && isWebAddress(link) && !isBroken;
  return (
    <figure class={`file ${kind}`}>
      {isLoaded ? (
        <img src={link} alt="" loading="lazy" referrerpolicy="no-referrer" onError={() => setBroken(true)} />
      ) : (
        <span class="sign" aria-hidden="true">
          {signs[kind]}
        </span>
      )}
      <figcaption>{isSmall ? name : <Link address={link}>{name}</Link>}</figcaption>
    </figure>
  );
}

function Header({ header }: { readonly header: string | DrawnFile | undefined }) {
  if (header === undefined) return null;
  return typeof header === "string" ? <p class="headline">{header}</p> : <FileTile file={header} />;
}

/** What stands in the bubble: header, headline, text and footer. */
function Content({ drawing: { header, headline, text, footer } }: { readonly drawing: Drawing }) {
  return (
    <>
      <Header header={header} />
      {headline && <p class="headline">{headline}</p>}
      <Text parts={text} />
      {footer && <p class="footer">{footer}</p>}
    </>
  );
}

const isEmpty = ({ header, headline, text, footer }: Drawing): boolean =>
  header === undefined && !headline && text.length === 0 && !footer;

function Bubble({ drawing }: { readonly drawing: Drawing }) {
  if (isEmpty(drawing)) return null;
  return (
    <div class="bubble" dir="auto">
      <Content drawing={drawing} />
    </div>
  );
}

interface OptionProps {
  readonly option: DrawnOption;
  readonly answering: Answering;
  readonly name?: string;
}

function Option({ option: { id, label }, answering: { chosen, isClosed, choose }, name = "" }: OptionProps) {
  const isChosen = chosen === id;
  return (
    <button
      type="button"
      class={`option ${name} ${isChosen ? "chosen" : ""}`}
      dir="auto"
      // it stays where it is for the keyboard
      aria-disabled={isClosed || choose === undefined}
      aria-pressed={isChosen}
      onClick={() => !isClosed && choose?.(id)}
    >
      {label}
    </button>
  );
}

function Pills({ drawing, answering }: MessageProps) {
  return (
    <>
      <Bubble drawing={drawing} />
      <ul class="pills">
        {drawing.options.map((option) => (
          <li key={option.id}>
            <Option option={option} answering={answering} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Carousel({ drawing, answering }: MessageProps) {
  return (
    <>
      <Bubble drawing={drawing} />
      <ul class="carousel">
        {drawing.options.map((option) => (
          <li key={option.id}>
            {option.image && <FileTile file={option.image} isSmall />}
            <Option option={option} answering={answering} name="button" />
          </li>
        ))}
      </ul>
    </>
  );
}

function Card({ drawing, answering }: MessageProps) {
  return (
    <div class="bubble card" dir="auto">
      <Content drawing={drawing} />
      <ul class="buttons">
        {drawing.options.map((option) => (
          <li key={option.id}>
            <Option option={option} answering={answering} name="button" />
          </li>
        ))}
      </ul>
    </div>
  );
}

function List({ drawing, answering }: MessageProps) {
  const open = () => openDialog(<ListScreen drawing={drawing} answering={answering} />);
  return (
    <div class="bubble card" dir="auto">
      <Content drawing={drawing} />
      <button type="button" class="option button opens" aria-haspopup="dialog" onClick={open}>
        {drawing.button}
      </button>
    </div>
  );
}

function Links({ drawing }: MessageProps) {
  return (
    <>
      <Bubble drawing={drawing} />
      <ul class="links">
        {drawing.links.map(({ body, link }, index) => (
          <li key={index}>
            <Link address={link} name="button">
              {body}
            </Link>
            <span class="address">{link}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function File({ drawing: { file } }: MessageProps) {
  return <div class="bubble">{file && <FileTile file={file} />}</div>;
}

function Page({ drawing: { links } }: MessageProps) {
  return (
    <p class="event">
      the browser goes to{" "}
      {links.map(({ link }) => (
        <Link key={link} address={link}>
          {link}
        </Link>
      ))}
    </p>
  );
}

function Pause({ drawing: { pause } }: MessageProps) {
  return (
    <p class="event">
      {pause?.typing ? "typing for" : "nothing for"} {pause?.seconds} s
    </p>
  );
}

const Nothing = () => <p class="event">nothing to see</p>;

const forms = {
  text: Bubble,
  numbered_text: Bubble,
  bubbles: Pills,
  quick_replies: Pills,
  carousel: Carousel,
  button_template: Card,
  list: List,
  link_buttons: Links,
  file: File,
  page: Page,
  pause: Pause,
  nothing: Nothing,
  refused: Nothing,
} as const satisfies Record<Drawing["form"], (props: MessageProps) => unknown>;

/** What the contact sees of an event on one channel. */
export function Message(props: MessageProps) {
  const Form = forms[props.drawing.form];
  return <Form {...props} />;
}

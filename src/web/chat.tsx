import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { factsOf } from "../protocol/channels.ts";
import type { SessionState } from "../simulator/routes/dev-wire.ts";
import { ChannelsButton } from "./all-channels.tsx";
import { Composer, focusComposer } from "./composer.tsx";
import { chosen, type Item, isWaiting, items, type Shown as ShownItem, saidBy, typing } from "./conversation.ts";
import { Message } from "./message.tsx";
import { Notes } from "./notes.tsx";
import { inSession, isConnected, platform, session } from "./store.ts";
import { Link } from "./text.tsx";

/** So many of the last items are there at once: more would make every change slow. */
const windowSize = 150;

function Shown({ item, state }: { readonly item: ShownItem; readonly state: SessionState }) {
  const { drawing, choice, remarks, event, number } = item;
  const answer = choice === undefined ? undefined : chosen.value.get(choice);
  // on the website a choice is answered once, and not after the end
  const isClosed = state.channel === "web" && (answer !== undefined || state.phase === "over");
  const choose = (option: string): void => {
    void inSession("act", { kind: "choose", choice, option });
    // after the end there is nowhere to go
    if (state.phase !== "over") focusComposer();
  };
  return (
    <li class={item.kind === "refused" || drawing.isRefused ? "refused" : ""}>
      <Message
        drawing={drawing}
        answering={{ chosen: answer, isClosed, choose: choice === undefined ? undefined : choose }}
      />
      <div class="below">
        <span class="caption">
          {event}
          {drawing.form === event || drawing.form === "text" ? "" : ` → ${drawing.form.replaceAll("_", " ")}`}
        </span>
        <ChannelsButton number={number} event={event} />
      </div>
      <Notes notes={drawing.notes} remarks={remarks} />
    </li>
  );
}

function Line({ item }: { readonly item: Extract<Item, { kind: "line" }> }) {
  return (
    <li class={`line ${item.severity}`}>
      <p class="event">{item.link === undefined ? item.text : <Link address={item.link}>{item.text}</Link>}</p>
      <Notes remarks={item.remarks} />
    </li>
  );
}

/** What is wrong with an answer or a request as a whole. */
function Faults({ item }: { readonly item: Extract<Item, { kind: "answer" | "request" }> }) {
  return (
    <li class="line">
      <p class="event">{item.kind === "answer" ? "the bot's answer" : "a request to the API URL"}</p>
      <Notes remarks={item.remarks} />
    </li>
  );
}

function Row({ item, state }: { readonly item: Item; readonly state: SessionState }) {
  if ("drawing" in item) return <Shown item={item} state={state} />;
  if (item.kind === "line") return <Line item={item} />;
  if (item.kind !== "input") return <Faults item={item} />;
  return (
    <li class="mine">
      <span class="unseen">the contact:</span>
      <p class="bubble" dir="auto">
        {saidBy(item)}
      </p>
    </li>
  );
}

/** The dots of somebody who writes; they go when the time is over. */
function Typing() {
  const { value } = typing;
  const until = value === undefined ? 0 : Date.parse(value.at) + value.seconds * 1000;
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setTimeout(() => setNow(Date.now()), Math.max(0, until - Date.now()));
    return () => clearTimeout(timer);
  }, [until]);
  if (until <= now) return null;
  return (
    <li class="typist">
      <span class="bubble typing" role="img" aria-label="the bot is typing">
        <i />
        <i />
        <i />
      </span>
    </li>
  );
}

const beginnings: Readonly<Record<"web" | "other", string>> = {
  web: "The messenger is open; the bot has been told.",
  other: "Write something: on a channel a session begins with the contact's first message.",
};

function Log({ state }: { readonly state: SessionState }) {
  const [shown, setShown] = useState(windowSize);
  const element = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  const all = items.value;
  const last = all.at(-1)?.number;
  const isTyping = typing.value !== undefined;
  useLayoutEffect(() => {
    const { current } = element;
    if (current && isAtEnd.current) current.scrollTop = current.scrollHeight;
  }, [last, isTyping, state.cid]);
  const onScroll = () => {
    const { current } = element;
    if (current) isAtEnd.current = current.scrollHeight - current.scrollTop - current.clientHeight < 80;
  };
  const earlier = Math.max(0, all.length - shown);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <div class="log" role="log" aria-label="Conversation" tabIndex={0} ref={element} onScroll={onScroll}>
      {earlier > 0 && (
        <button type="button" class="earlier" onClick={() => setShown(shown + windowSize)}>
          {earlier} earlier
        </button>
      )}
      <ol class="chat">
        {all.length === 0 && <li class="line begin">{beginnings[state.channel === "web" ? "web" : "other"]}</li>}
        {all.slice(earlier).map((item) => (
          <Row key={item.number} item={item} state={state} />
        ))}
        <Typing />
      </ol>
    </div>
  );
}

function presence(): string {
  if (!isConnected.value) return "ulbot dev does not answer";
  if (!platform.value?.bot.isUp) return "waiting for the bot to start";
  return isWaiting.value ? "the bot is answering …" : "online";
}

/** The conversation as the contact sees it, on a phone. */
export function Chat() {
  const { value: state } = session;
  if (state === undefined) return <p class="empty">There is no session yet.</p>;
  return (
    <article class={`phone ${state.channel}`} aria-label={factsOf(state.channel).title}>
      <header>
        <div>
          <h2>{factsOf(state.channel).title}</h2>
          <p class="presence">{presence()}</p>
        </div>
      </header>
      <Log key={state.cid} state={state} />
      <Composer state={state} />
    </article>
  );
}

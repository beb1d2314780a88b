import type { JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { SessionState } from "../simulator/routes/dev-wire.ts";
import { openDialog } from "./dialog.tsx";
import { Icon } from "./icon.tsx";
import { Palette } from "./palette.tsx";
import { profile } from "./profile.ts";
import { begin, inSession } from "./store.ts";

let field: HTMLTextAreaElement | null = null;
let isWanted = false;

/** Lets the contact write: now, or as soon as there is where to. */
export function focusComposer(): void {
  field?.focus();
  isWanted = field === null;
}

interface OverProps {
  readonly channel: SessionState["channel"];
  /** whether what was focused has gone */
  readonly isLeftAlone: boolean;
}

function Over({ channel, isLeftAlone }: OverProps) {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // not the button: what is being typed would press it
    if (isLeftAlone) element.current?.focus();
  }, []);
  const renew = async (): Promise<void> => {
    if (await begin(channel, profile.value)) focusComposer();
  };
  return (
    <div class="ended" ref={element} tabIndex={-1}>
      <p>This session is over.</p>
      <button type="button" class="primary" onClick={() => void renew()}>
        New session
      </button>
    </div>
  );
}

/** A text that grows, which is where the focus comes back to. */
function TextField(props: JSX.TextareaHTMLAttributes) {
  const element = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    field = element.current;
    if (isWanted) focusComposer();
    return () => {
      field = null;
    };
  }, []);
  return <textarea ref={element} {...props} />;
}

/** Where the contact writes, and does what can't be written. */
export function Composer({ state }: { readonly state: SessionState }) {
  const [text, setText] = useState("");

  async function send(): Promise<void> {
    const body = text.trim();
    if (body === "") return;
    setText("");
    focusComposer();
    if (!(await inSession("act", { kind: "write", body }))) setText(text);
  }

  if (state.phase === "over") {
    return <Over channel={state.channel} isLeftAlone={field !== null && document.activeElement === field} />;
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <button
        type="button"
        class="round"
        aria-label="What can't be typed"
        aria-haspopup="dialog"
        onClick={() => openDialog(<Palette channel={state.channel} />)}
      >
        <Icon name="more" />
      </button>
      <TextField
        rows={1}
        aria-label="Message"
        placeholder="Write as the contact"
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          void send();
        }}
      />
      <button type="submit" class="round go" aria-label="Send">
        <Icon name="send" />
      </button>
    </form>
  );
}

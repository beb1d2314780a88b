import { useRef, useState } from "preact/hooks";
import type { SessionState } from "../simulator/routes/dev-wire.ts";
import { openDialog } from "./dialog.tsx";
import { Icon } from "./icon.tsx";
import { Palette } from "./palette.tsx";
import { profile } from "./profile.ts";
import { begin, inSession } from "./store.ts";

function Over({ channel }: SessionState) {
  return (
    <div class="ended">
      <p>This session is over.</p>
      <button type="button" class="primary" onClick={() => void begin(channel, profile.value)}>
        New session
      </button>
    </div>
  );
}

/** Where the contact writes, and does what can't be written. */
export function Composer({ state }: { readonly state: SessionState }) {
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);

  async function send(): Promise<void> {
    const body = text.trim();
    if (body === "") return;
    setText("");
    field.current?.focus();
    if (!(await inSession("act", { kind: "write", body }))) setText(text);
  }

  if (state.phase === "over") return <Over {...state} />;
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
      <textarea
        ref={field}
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

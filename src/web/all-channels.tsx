import { useEffect, useState } from "preact/hooks";
import type { Drawing } from "../preview/drawing.ts";
import { factsOf } from "../protocol/channels.ts";
import { ask, pathOf } from "./ask.ts";
import { Dialog, openDialog } from "./dialog.tsx";
import { Icon } from "./icon.tsx";
import { Message } from "./message.tsx";
import { Notes } from "./notes.tsx";
import { attempt, cid } from "./store.ts";

function Phone({ drawing }: { readonly drawing: Drawing }) {
  const { channel, form, notes, isRefused } = drawing;
  const { title } = factsOf(channel);
  return (
    <article class={`phone ${channel}`} aria-label={title}>
      <header>
        <h3>{title}</h3>
      </header>
      <ol class="chat">
        <li class={isRefused ? "refused" : ""}>
          <Message drawing={drawing} answering={{ isClosed: true }} />
          <p class="caption">{form.replaceAll("_", " ")}</p>
          <Notes notes={notes} />
        </li>
      </ol>
    </article>
  );
}

interface AllChannelsProps {
  /** of the happening that shows the event */
  readonly number: number;
  readonly event: string;
}

/** The same event on every channel, side by side. */
function AllChannels({ number, event }: AllChannelsProps) {
  const [drawings, setDrawings] = useState<readonly Drawing[]>([]);
  useEffect(() => {
    const path = pathOf(cid.peek() ?? "", "happenings", number, "drawings");
    void attempt(async () => setDrawings(await ask<readonly Drawing[]>(path)));
  }, [number]);
  return (
    <Dialog title={`${event} on every channel`} name="wide">
      <div class="phones">
        {drawings.map((drawing) => (
          <Phone key={drawing.channel} drawing={drawing} />
        ))}
      </div>
    </Dialog>
  );
}

/** Opens the event on every channel. */
export function ChannelsButton({ number, event }: AllChannelsProps) {
  return (
    <button
      type="button"
      class="small"
      aria-haspopup="dialog"
      aria-label={`all channels: ${event}`}
      onClick={() => openDialog(<AllChannels number={number} event={event} />)}
    >
      <Icon name="channels" /> all channels
    </button>
  );
}

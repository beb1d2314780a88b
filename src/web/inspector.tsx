import { useState } from "preact/hooks";
import type { Stray, Told } from "../simulator/routes/dev-wire.ts";
import { Details } from "./details.tsx";
import { KnownState } from "./known-state.tsx";
import { SaveButton } from "./save.tsx";
import { cid, happenings, platform } from "./store.ts";

/** What goes over the wire. */
export type Sent = Extract<Told, { kind: "webhook" | "answer" | "request" }>;

const isSent = ({ kind }: Told): boolean => kind === "webhook" || kind === "answer" || kind === "request";

/** So many are listed at once, the last first. */
const windowSize = 100;

function size(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  return bytes < 1024 ** 2 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 ** 2).toFixed(1)} MB`;
}

const time = (at: string): string => new Date(at).toLocaleTimeString([], { hour12: false });

function Summary({ sent }: { readonly sent: Sent }) {
  if (sent.kind === "webhook") {
    return (
      <>
        <span class="way">→ webhook</span> <b>{sent.name}</b> <small>{size(sent.bytes)}</small>
      </>
    );
  }
  const names = sent.names.join(", ") || "nothing";
  const isGood = sent.status === 200;
  return (
    <>
      <span class="way">{sent.kind === "answer" ? "← answer" : "⇠ request"}</span>{" "}
      <span class={`status ${isGood ? "good" : "bad"}`}>{sent.status ?? "none"}</span> <b>{names}</b>
      {sent.count > sent.names.length && ` and ${sent.count - sent.names.length} more`}{" "}
      <small>
        {sent.kind === "answer" && `${Math.round(sent.ms)} ms · `}
        {size(sent.bytes)}
      </small>
      {sent.found > 0 && <span class={`badge ${sent.worst}`}>{sent.found}</span>}
    </>
  );
}

function Entry({ sent }: { readonly sent: Sent }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <li class={sent.kind}>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>
          <time dateTime={sent.at}>{time(sent.at)}</time> <Summary sent={sent} />
        </summary>
        {isOpen && <Details sent={sent} />}
      </details>
    </li>
  );
}

/** A request that no session has, and why. */
function StrayEntry({ stray }: { readonly stray: Stray }) {
  return (
    <li class="request stray">
      <details open>
        <summary>
          <time dateTime={stray.at}>{time(stray.at)}</time> <Summary sent={stray} />
        </summary>
        <p class="fault">It reached no session: {stray.error}</p>
      </details>
    </li>
  );
}

type Row = { readonly sent: Sent } | { readonly stray: Stray };

const whenOf = (row: Row): string => ("sent" in row ? row.sent.at : row.stray.at);

/** What a session has sent, and between it what reached no session, the last first. */
function rowsOf(all: readonly Sent[], strays: readonly Stray[]): Row[] {
  const rows: Row[] = [...all.map((sent) => ({ sent })), ...strays.map((stray) => ({ stray }))];
  return rows.sort((one, other) => whenOf(one).localeCompare(whenOf(other))).reverse();
}

/** Every webhook, answer and request, the last first. */
export function Inspector() {
  const [shown, setShown] = useState(windowSize);
  const all = happenings.value.filter(isSent) as readonly Sent[];
  const earlier = Math.max(0, all.length - shown);
  return (
    <>
      <div class="bar">
        <h2>Inspector</h2>
        <SaveButton />
      </div>
      <KnownState key={cid.value} />
      {all.length === 0 && <p class="hint">Nothing has been posted yet.</p>}
      <ol class="entries">
        {rowsOf(all.slice(earlier), platform.value?.strays ?? []).map((row) =>
          "sent" in row ? (
            <Entry key={`${cid.value} ${row.sent.number}`} sent={row.sent} />
          ) : (
            <StrayEntry key={`stray ${row.stray.number}`} stray={row.stray} />
          ),
        )}
      </ol>
      {earlier > 0 && (
        <button type="button" class="earlier" onClick={() => setShown(shown + windowSize)}>
          {earlier} earlier
        </button>
      )}
    </>
  );
}

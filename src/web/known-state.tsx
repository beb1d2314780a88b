import { useEffect, useState } from "preact/hooks";
import { ask, pathOf } from "./ask.ts";
import { Json } from "./json.tsx";
import { attempt, cid, session } from "./store.ts";

/** What the platform knows of the session by now: contact, conversation, context. */
export function KnownState() {
  const [isOpen, setOpen] = useState(false);
  const [known, setKnown] = useState<unknown>();
  const count = session.value?.happenings;
  useEffect(() => {
    const { value } = cid;
    if (!isOpen || value === undefined) return;
    const timer = setTimeout(() => void attempt(async () => setKnown(await ask(pathOf(value)))), 100);
    return () => clearTimeout(timer);
  }, [isOpen, count]);
  return (
    <details class="known" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Context and contact</summary>
      {known !== undefined && (
        <Json title="what the platform knows" text={JSON.stringify(known, undefined, 2).slice(0, 50_000)} />
      )}
    </details>
  );
}

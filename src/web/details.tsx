import { useEffect, useState } from "preact/hooks";
import type { Happening } from "../simulator/happening.ts";
import { ask, pathOf } from "./ask.ts";
import { closeDialog, Dialog, openDialog } from "./dialog.tsx";
import type { Sent } from "./inspector.tsx";
import { Json } from "./json.tsx";
import { Notes } from "./notes.tsx";
import { attempt, cid, inSession, say } from "./store.ts";

/** As much JSON as is read on a page. */
const longestJson = 100_000;

const bodyOf = (happening: Happening): unknown => {
  if (happening.kind === "webhook") return happening.webhook;
  return "events" in happening ? happening.events : undefined;
};

function Editor({ text }: { readonly text: string }) {
  const [draft, setDraft] = useState(text);
  const [fault, setFault] = useState<string | undefined>();
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    try {
      const webhook: unknown = JSON.parse(draft);
      if (await inSession("repost", { webhook })) closeDialog();
    } catch (error) {
      setFault((error as Error).message);
    }
  };
  return (
    <Dialog title="Edit and resend" name="editor">
      <form onSubmit={(event) => void send(event)}>
        <textarea
          class="code"
          rows={22}
          spellcheck={false}
          aria-label="Webhook"
          aria-invalid={fault !== undefined}
          value={draft}
          onInput={(event) => setDraft(event.currentTarget.value)}
        />
        {fault && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        <button type="submit" class="primary">
          Resend
        </button>
      </form>
    </Dialog>
  );
}

function Actions({ path, webhook }: { readonly path: string; readonly webhook: unknown }) {
  const curl = () =>
    attempt(async () => {
      const { line } = await ask<{ line: string }>(`${path}/curl`);
      await navigator.clipboard.writeText(line);
      say("copied as a curl command");
    });
  return (
    <div class="actions">
      <button type="button" onClick={() => void inSession("repost", { webhook })}>
        Resend
      </button>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => openDialog(<Editor text={JSON.stringify(webhook, undefined, 2)} />)}
      >
        Edit and resend
      </button>
      <button type="button" onClick={() => void curl()}>
        Copy as curl
      </button>
    </div>
  );
}

/** All of a webhook, an answer or a request, as far as it can be read here. */
export function Details({ sent }: { readonly sent: Sent }) {
  const [happening, setHappening] = useState<Happening | undefined>();
  const path = pathOf(cid.peek() ?? "", "happenings", sent.number);
  useEffect(() => {
    void attempt(async () => setHappening(await ask<Happening>(path)));
  }, [path]);
  if (happening === undefined) return <p class="hint">…</p>;
  const text = JSON.stringify(bodyOf(happening), undefined, 2);
  return (
    <>
      {happening.kind === "webhook" && <Actions path={path} webhook={happening.webhook} />}
      {"findings" in happening && (
        <Notes
          remarks={[
            ...happening.problems.map(({ kind, ...problem }) => ({ ...problem, rule: kind })),
            ...happening.findings.slice(0, 100),
          ]}
        />
      )}
      <Json title={sent.kind} text={text.slice(0, longestJson)} />
      {text.length > longestJson && (
        <p>
          <a href={path} target="_blank" rel="noopener noreferrer">
            {text.length - longestJson} characters more
          </a>
        </p>
      )}
    </>
  );
}

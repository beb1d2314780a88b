import { useState } from "preact/hooks";
import { ask, pathOf } from "./ask.ts";
import { closeDialog, Dialog, openDialog } from "./dialog.tsx";
import { Field } from "./field.tsx";
import { attempt, cid, say, session } from "./store.ts";

function SaveForm() {
  const [name, setName] = useState(`${session.value?.channel ?? "web"}-conversation`);
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const isSaved = await attempt(async () => {
      const { path } = await ask<{ path: string }>(pathOf(cid.value ?? "", "save"), { name });
      say(`saved as ${path}`);
    });
    if (isSaved) closeDialog();
  };
  return (
    <Dialog title="Save as a fixture">
      <form onSubmit={(event) => void save(event)}>
        <p>The conversation so far, for `ulbot replay` to play again.</p>
        <Field label="Name" value={name} onChange={setName} />
        <button type="submit" class="primary">
          Save
        </button>
      </form>
    </Dialog>
  );
}

/** Saves the conversation that is shown. */
export function SaveButton() {
  return (
    <button type="button" aria-haspopup="dialog" onClick={() => openDialog(<SaveForm />)}>
      Save as fixture
    </button>
  );
}

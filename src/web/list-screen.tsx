import { useId, useState } from "preact/hooks";
import type { Drawing } from "../preview/drawing.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import type { Answering } from "./message.tsx";

interface ListScreenProps {
  readonly drawing: Drawing;
  readonly answering: Answering;
}

/** The screen that the button of a list opens: one option is chosen, then sent. */
export function ListScreen({ drawing, answering: { choose, isClosed } }: ListScreenProps) {
  const [option, setOption] = useState<string | undefined>();
  const group = useId();
  const send = (event: Event): void => {
    event.preventDefault();
    if (option === undefined) return;
    // what is chosen may move the focus, which is the dialog's own before that
    closeDialog();
    choose?.(option);
  };
  return (
    <Dialog title={drawing.button ?? "Options"} name="sheet">
      <form onSubmit={send}>
        <fieldset>
          <legend>{drawing.optionsHeadline ?? "Options"}</legend>
          {drawing.options.map(({ id, label, description }) => (
            <label key={id} class="row">
              <span dir="auto">{label}</span>
              {description && (
                <span class="description" dir="auto">
                  {description}
                </span>
              )}
              <input type="radio" name={group} checked={option === id} onChange={() => setOption(id)} />
            </label>
          ))}
        </fieldset>
        <button type="submit" class="primary" disabled={option === undefined || isClosed || choose === undefined}>
          Send
        </button>
      </form>
    </Dialog>
  );
}

import { computed, signal } from "@preact/signals";
import type { ComponentChildren, VNode } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { Notice } from "./notice.tsx";

const opened = signal<VNode | undefined>();

/** Whether a dialog covers the page. */
export const isDialogOpen = computed(() => opened.value !== undefined);

/** Opens a `Dialog` over the page; outside of what opened it, whose style has nothing to do with it. */
export function openDialog(dialog: VNode): void {
  opened.value = dialog;
}

let element: HTMLDialogElement | null = null;

/** Closes it; what was focused before is focused again. */
export function closeDialog(): void {
  element?.close();
}

/** Where the dialog is, if there is one. */
export function DialogPlace() {
  return opened.value ?? null;
}

interface DialogProps {
  readonly title: string;
  readonly name?: string;
  readonly children: ComponentChildren;
}

/** A window with a title; Escape closes it. */
export function Dialog({ title, name = "", children }: DialogProps) {
  const reference = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    element = reference.current;
    element?.showModal();
  }, []);
  return (
    <dialog
      ref={reference}
      class={`window ${name}`}
      aria-labelledby={id}
      onClose={() => {
        opened.value = undefined;
      }}
    >
      <header>
        <h2 id={id}>{title}</h2>
        <button type="button" class="quiet" onClick={closeDialog} aria-label="Close">
          ✕
        </button>
      </header>
      {children}
      <Notice />
    </dialog>
  );
}

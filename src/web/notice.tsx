import { notice } from "./store.ts";

/** What is said at the edge for a while, where it is heard: behind a dialog nobody hears anything, so that says it itself. */
export function Notice({ isHeard = true }: { readonly isHeard?: boolean }) {
  const { value } = notice;
  return (
    <div class="notices" role="status" aria-live="polite">
      {isHeard && value && <p class={value.isError ? "notice error" : "notice"}>{value.text}</p>}
    </div>
  );
}

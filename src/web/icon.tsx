/** Drawings of the buttons, by name: paths in a square of 24. */
const paths = {
  send: "M3 11.5 21 3l-5.5 18-4-7.5z",
  more: "M12 4v16M4 12h16",
  channels: "M4 5h7v14H4zM14 5h6v9h-6z",
  inspect: "M8 6 3 12l5 6M16 6l5 6-5 6",
} as const;

/** A drawing on a button; says nothing to those who listen. */
export function Icon({ name }: { readonly name: keyof typeof paths }) {
  return (
    <svg class={`icon ${name}`} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}

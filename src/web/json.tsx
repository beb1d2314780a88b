interface JsonProps {
  readonly title: string;
  readonly text: string;
}

/** JSON to read, with its name. */
export function Json({ title, text }: JsonProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <section class="json" tabIndex={0} aria-label={title}>
      <pre>{text}</pre>
    </section>
  );
}

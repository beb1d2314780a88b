import type { Note } from "../preview/notes.ts";
import type { Remark } from "../simulator/routes/dev-wire.ts";
import { Link } from "./text.tsx";

/** What a drawing can't tell, and what lint says of it. */
export function Notes({
  notes = [],
  remarks = [],
}: {
  readonly notes?: readonly Note[];
  readonly remarks?: readonly Remark[];
}) {
  if (notes.length + remarks.length === 0) return null;
  return (
    <ul class="notes">
      {notes.map(({ severity, title, parts }) => (
        <li key={title} class={severity}>
          <b>{title}:</b>{" "}
          {parts.map(({ name, size, lost }, index) => (
            <>
              {index > 0 && ", "}
              {name}
              {size && <b> {size}</b>}
              {lost && <s dir="auto"> {lost}</s>}
            </>
          ))}
        </li>
      ))}
      {remarks.map(({ severity, message, hint, rule, url }, index) => (
        <li key={index} class={severity}>
          <b>{severity}</b> {message}
          {hint && <span class="hint"> – {hint}</span>}{" "}
          <small>{url === undefined ? rule : <Link address={url}>{rule}</Link>}</small>
        </li>
      ))}
    </ul>
  );
}

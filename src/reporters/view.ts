import type { Style } from "./style.ts";

/** How what is reported is to look. */
export interface View {
  readonly style: Style;
  /** cells in a line */
  readonly width: number;
}

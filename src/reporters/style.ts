import { Chalk, type ChalkInstance } from "chalk";

/** The only colours and weights reporters use. */
export type Style = Pick<
  ChalkInstance,
  | "bold"
  | "dim"
  | "italic"
  | "underline"
  | "strikethrough"
  | "inverse"
  | "red"
  | "yellow"
  | "green"
  | "cyan"
  | "magenta"
>;

/** Colours, or a style that leaves every text as it is. */
export function createStyle(colour: boolean): Style {
  return new Chalk({ level: colour ? 1 : 0 });
}

export interface ColourWish {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** whether the output is a terminal */
  readonly isTTY: boolean | undefined;
  /** `false` for `--no-color` */
  readonly option: boolean | undefined;
}

/** Whether to colour an output: `--no-color`, then `NO_COLOR`, then `FORCE_COLOR`, then whether it is a terminal. */
export function wantsColour({ env, isTTY, option }: ColourWish): boolean {
  if (option === false) return false;
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== "0" && env.FORCE_COLOR !== "false";
  return isTTY === true && env.TERM !== "dumb";
}

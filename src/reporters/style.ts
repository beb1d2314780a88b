/** The only colours and weights reporters use. */
export type Style = Readonly<Record<StyleName, (text: string) => string>>;

type StyleName = "bold" | "dim" | "italic" | "underline" | "strikethrough" | "red" | "yellow" | "green" | "cyan";

const unchanged = (text: string): string => text;

/** Leaves every text as it is. */
export const plainStyle = {
  bold: unchanged,
  dim: unchanged,
  italic: unchanged,
  underline: unchanged,
  strikethrough: unchanged,
  red: unchanged,
  yellow: unchanged,
  green: unchanged,
  cyan: unchanged,
} as const satisfies Style;

/** Colours, or a style that leaves every text as it is; the library is loaded for colours only. */
export async function createStyle(colour: boolean): Promise<Style> {
  if (!colour) return plainStyle;
  const { Chalk } = await import("chalk");
  return new Chalk({ level: 1 });
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

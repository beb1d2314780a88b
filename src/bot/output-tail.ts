import { printable } from "../printable.ts";

const kept = 64 * 1024;

/** The end of what a process has printed. */
export interface OutputTail {
  add(text: string): void;
  /** the last 64 Ki characters, as they came */
  text(): string;
}

export function createOutputTail(): OutputTail {
  let tail = "";
  return {
    add(text) {
      tail += text;
      // cutting only now and then keeps a bot that prints much from copying all of it each time
      if (tail.length > 2 * kept) tail = tail.slice(-kept);
    },
    text: () => tail.slice(-kept),
  };
}

// only colours: what else a terminal would act on is shown, not dropped, as text might go with it
const colours = /\x1b\[[0-9;]*m/g;

/** The last lines of some output that are not blank at its end, without colours, safe to print. */
export function lastLines(output: string, count: number): string[] {
  const plain = output.replace(colours, "").replaceAll("\r\n", "\n").trimEnd();
  return plain === ""
    ? []
    : plain
        .split("\n")
        .slice(-count)
        .map((line) => printable(line));
}

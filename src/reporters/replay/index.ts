import type { ReplayReport, Turn } from "../../replay/turn.ts";
import type { View } from "../view.ts";
import { json } from "./json.ts";
import { pretty } from "./pretty.ts";

/** A format of `ulbot replay`: what it says about each turn as it comes, and at the end about all of them. */
export interface ReplayReporter {
  turn(turn: Turn, previous: Turn | undefined, view: View): string;
  end(report: ReplayReport, view: View): string;
}

/** The formats of `ulbot replay`, by the name that `--format` takes. */
export const replayReporters = { pretty, json } as const satisfies Record<string, ReplayReporter>;

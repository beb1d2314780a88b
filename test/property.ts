import fc from "fast-check";

/**
 * Property tests: `fc` of fast-check, with how much and with which seed the suite is to try.
 *
 * `npm test` always tries the same cases, so that it is red because of a change and of nothing else.
 * `ULBOT_FUZZ=n` tries n times as many cases, new ones in every run; fast-check prints the seed of a failure,
 * and `ULBOT_SEED=seed` runs the same again.
 */
const factor = Number(process.env.ULBOT_FUZZ ?? 1);
const fixed = process.env.ULBOT_FUZZ === undefined ? 1 : undefined;
const seed = process.env.ULBOT_SEED === undefined ? fixed : Number(process.env.ULBOT_SEED);

fc.configureGlobal({ numRuns: runs(100), ...(seed !== undefined && { seed }) });

/** How many cases a property is tried with that `npm test` tries with `usual` cases. */
export function runs(usual: number): number {
  return Math.ceil(usual * factor);
}

/** Milliseconds that a property may take for which `npm test` allows `usual` milliseconds. */
export function patience(usual: number): number {
  return usual * Math.max(1, factor);
}

export default fc;

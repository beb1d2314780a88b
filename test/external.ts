import { spawnSync } from "node:child_process";
import { describe, test } from "vitest";

/** A program that some tests need and that not every machine has. */
export interface External<Found> {
  readonly found: Found | undefined;
  /** why there is none, where there is none */
  readonly missing: string;
}

export const external = {
  /** any Python 3 */
  get python(): External<{ readonly python: string }> {
    const isThere = spawnSync("python3", ["--version"]).status === 0;
    return { found: isThere ? { python: "python3" } : undefined, missing: "there is no python3" };
  },
  /** a Python that can `import flask` */
  get flask(): External<{ readonly python: string }> {
    const pythons = ["python3", "/usr/bin/python3"];
    const python = pythons.find((each) => spawnSync(each, ["-c", "import flask"]).status === 0);
    return { found: python === undefined ? undefined : { python }, missing: "no python3 can import flask" };
  },
};

/**
 * A `describe` whose tests need `external`. Where it is missing they are one skipped test that says why; on CI, which
 * has to have everything, one that fails.
 */
export function describeWith<Found>(
  { found, missing }: External<Found>,
  title: string,
  suite: (found: Found) => void,
): void {
  if (found !== undefined) describe(title, () => suite(found));
  else if (!process.env.CI) test.skip(`${title} (${missing})`);
  else
    test(title, () => {
      throw new Error(missing);
    });
}

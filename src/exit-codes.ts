/** What the exit code of the process means; the same table stands in the README. */
export const exitCodes = {
  ok: 0,
  /** findings, failed expectations, or the platform refused the request */
  findings: 1,
  /** wrong usage, configuration, or an input file that can't be read */
  usage: 2,
  /** could not do it: bot or API unreachable, timed out, disk full */
  unavailable: 3,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

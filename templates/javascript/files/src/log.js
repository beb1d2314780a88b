// A log lives long and is read by many: nothing that the contact wrote goes into it, nor who the contact is.

/**
 * Writes one line.
 * @param {string} line
 */
export function log(line) {
  console.log(line);
}

/**
 * Writes where something failed. That is enough to find the fault; the message could quote what the contact wrote.
 * @param {string} what
 * @param {unknown} error
 */
export function logFailure(what, error) {
  const { name, stack = "" } = error instanceof Error ? error : new Error();
  const frames = stack.split("\n").filter((line) => line.startsWith("    at "));
  console.error([`${what}: ${name}`, ...frames].join("\n"));
}

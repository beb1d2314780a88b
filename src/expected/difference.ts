/** What a bot is expected to send in one turn. Anywhere in it an object may be a matcher, such as `{"$any": "string"}`. */
export interface Expectation {
  /** the events that answer the webhook */
  readonly answer: readonly unknown[];
  /** for each request to the API URL its events; where this is left out nobody compares them */
  readonly requests?: readonly (readonly unknown[])[];
}

/** What a bot is expected to send, and where that was read. */
export interface Expected {
  readonly expectation: Expectation;
  /** the transcript, or the file beside the fixture */
  readonly file: string;
  /** whether it is what was recorded, so that nothing in it is a matcher */
  readonly isRecorded?: boolean;
}

/** What a bot did send in one turn. */
export interface Sent {
  readonly answer: readonly unknown[];
  readonly requests: readonly (readonly unknown[])[];
}

/** A place where a bot sent something else than was expected. */
export interface Difference {
  /** a JSON Pointer from the expectation: `/answer/0/packet/payload/body` */
  readonly pointer: string;
  /** another value, a value that is not there, or one that nobody expected */
  readonly kind: "changed" | "missing" | "added";
  /** as it was written, matchers included; absent for what was added */
  readonly expected?: unknown;
  /** as the bot sent it; absent for what is missing */
  readonly actual?: unknown;
  /** what is wrong, the value first: `"Hello" is not "Hi"`; safe to print */
  readonly message: string;
}

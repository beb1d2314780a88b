import { randomBytes } from "node:crypto";

/** The id of a session that nobody has had before; bots take no number but 0 for that of an account. */
export const newCid = (): string => `chatbot::0:${randomBytes(16).toString("hex")}`;

/** A security token for one run. */
export const newToken = (): string => randomBytes(24).toString("hex");

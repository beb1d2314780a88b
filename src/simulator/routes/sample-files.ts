import type { Handler } from "hono";
import type { ServerEnv } from "../local-only.ts";
import { sampleFiles } from "../sample-files.ts";

/** A sample file by the `name` in the path; there are no others. */
export const sampleFileRoute: Handler<ServerEnv> = (c) => {
  const file = sampleFiles.find(({ name }) => name === c.req.param("name"));
  if (!file) return c.json({ error: "there is no such file" }, 404);
  const { bytes, content_type } = file;
  return c.body(bytes, 200, {
    "content-type": content_type,
    "content-length": String(bytes.length),
    "x-content-type-options": "nosniff",
  });
};

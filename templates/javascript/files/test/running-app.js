import { once } from "node:events";
import { createApp } from "../src/app.js";

const header = "API-SECURITY-TOKEN";
const token = "only-for-tests";

/** Starts the real server on a free port until the test ends; gives a function that sends it a request. */
export async function runApp(t, bot) {
  const server = createApp({ host: "127.0.0.1", port: 0, header, token }, bot).listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const { port } = server.address();
  return async (path, init) => {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, init);
    return { status: response.status, body: JSON.parse(await response.text()) };
  };
}

/** What is written to the log while the test runs. */
export function readLog(t) {
  const written = [t.mock.method(console, "log", () => {}), t.mock.method(console, "error", () => {})];
  return () => written.flatMap(({ mock }) => mock.calls.map((call) => call.arguments.join(" "))).join("\n");
}

/** A webhook as the platform posts it, with the right header unless another value is given. */
export function post(body, headerValue = token) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return { method: "POST", headers: { [header]: headerValue, "content-type": "application/json" }, body: text };
}

// A bot that takes nothing from the thread that measures.
import { once } from "node:events";
import { Worker } from "node:worker_threads";

/** Starts a bot that gives these answers (texts, in which CID stands for the conversation) one after the other. */
export async function startBot(answers) {
  const worker = new Worker(new URL("./programs/bot.mjs", import.meta.url), { workerData: answers });
  const [port] = await once(worker, "message");
  return { url: new URL(`http://127.0.0.1:${port}/webhook`), stop: () => worker.terminate() };
}

// A bot that answers every webhook with one message, in a thread of its own; tells its port to whoever started it.
import { createServer } from "node:http";
import { parentPort } from "node:worker_threads";

const server = createServer((request, response) => {
  let text = "";
  request.setEncoding("utf8");
  request.on("data", (chunk) => {
    text += chunk;
  });
  request.on("end", () => {
    const { info } = JSON.parse(text);
    const answer = [{ info: { cid: info.cid }, packet: { name: "message", payload: { body: "Welcome!" } } }];
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
  });
});
server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));

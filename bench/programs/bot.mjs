// A bot that gives one answer after the other, in a thread of its own; tells its port to whoever started it. The answers are
// texts in which CID stands for the conversation.
import { createServer } from "node:http";
import { parentPort, workerData } from "node:worker_threads";

let count = 0;

const server = createServer((request, response) => {
  let text = "";
  request.setEncoding("utf8");
  request.on("data", (chunk) => {
    text += chunk;
  });
  request.on("end", () => {
    const { info } = JSON.parse(text);
    const answer = workerData[count++ % workerData.length].replaceAll("CID", info.cid);
    response.writeHead(200, { "content-type": "application/json" }).end(answer);
  });
});
server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));

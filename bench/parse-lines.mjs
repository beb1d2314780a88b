// The bare minimum for JSON Lines: read a chunk, find the line ends, JSON.parse every line.
import { openSync, readSync } from "node:fs";

const descriptor = openSync(process.argv[2], "r");
const chunk = Buffer.allocUnsafe(1024 * 1024);
let rest = "";
for (let length = readSync(descriptor, chunk); length > 0; length = readSync(descriptor, chunk)) {
  let start = 0;
  for (let end = chunk.indexOf(10); end !== -1 && end < length; end = chunk.indexOf(10, start)) {
    JSON.parse(rest + chunk.toString("utf8", start, end));
    rest = "";
    start = end + 1;
  }
  rest += chunk.toString("utf8", start, length);
}
if (rest !== "") JSON.parse(rest);

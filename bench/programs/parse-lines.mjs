// The bare minimum for JSON Lines: read a chunk, find the line ends, JSON.parse every line. Prints how many there were.
import { openSync, readSync } from "node:fs";

const descriptor = openSync(process.argv[2], "r");
const chunk = Buffer.allocUnsafe(1024 * 1024);
let rest = Buffer.alloc(0);
let lines = 0;

function parse(text) {
  JSON.parse(text);
  lines++;
}

for (let length = readSync(descriptor, chunk); length > 0; length = readSync(descriptor, chunk)) {
  const bytes = chunk.subarray(0, length);
  let start = 0;
  if (rest.length > 0) {
    start = bytes.indexOf(10) + 1;
    // bytes, not texts: a chunk may end within a character
    rest = Buffer.concat([rest, start === 0 ? bytes : bytes.subarray(0, start)]);
    if (start === 0) continue;
    parse(rest.toString("utf8"));
  }
  for (let end = bytes.indexOf(10, start); end !== -1; end = bytes.indexOf(10, start)) {
    parse(bytes.toString("utf8", start, end));
    start = end + 1;
  }
  rest = Buffer.from(bytes.subarray(start));
}
if (rest.length > 0) parse(rest.toString("utf8"));
console.log(lines);

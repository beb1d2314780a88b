// JSON Lines as it is read most often: the file as one text, split, and all values kept. Prints how many there were.
import { readFileSync } from "node:fs";

const values = readFileSync(process.argv[2], "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .map((line) => JSON.parse(line));
console.log(values.length);

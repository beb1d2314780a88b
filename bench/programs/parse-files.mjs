// The bare minimum for many small files: read each of a folder, JSON.parse it. Prints how many there were.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const names = readdirSync(process.argv[2]);
for (const name of names) JSON.parse(readFileSync(join(process.argv[2], name), "utf8"));
console.log(names.length);

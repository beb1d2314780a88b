// Writes the generated pages of docs/ anew: rules, events, channels and JSON Schemas, each from the tables that the program
// reads itself. A page of something that is gone is removed.
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createJiti } from "jiti";

const root = dirname(import.meta.dirname);
const docs = join(root, "docs");

const { docsPages, generatedFolders } = await createJiti(import.meta.url).import("../src/reporters/docs/pages.ts");
const pages = docsPages();

for (const folder of generatedFolders) {
  await mkdir(join(docs, folder), { recursive: true });
  for (const file of await readdir(join(docs, folder))) {
    if (!pages.has(`${folder}/${file}`)) await rm(join(docs, folder, file), { recursive: true });
  }
}
for (const [path, text] of pages) await writeFile(join(docs, path), text);
console.error(`wrote ${pages.size} files to docs`);

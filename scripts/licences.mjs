import { readdir, readFile } from "node:fs/promises";
import { join, sep } from "node:path";

/** Folder of the package in node_modules that the module `id` (a path) belongs to, `undefined` for our own modules. */
export function packageFolder(id) {
  const at = id?.lastIndexOf(`${sep}node_modules${sep}`) ?? -1;
  if (at < 0) return undefined;
  const [scope, name] = id.slice(at).split(sep).slice(2);
  return join(id.slice(0, at), "node_modules", scope, scope.startsWith("@") ? name : "");
}

/** Name, version and licence text of each package that has one of these modules; throws where a package has none. */
export async function licences(moduleIds) {
  const folders = new Set([...moduleIds].map(packageFolder).filter(Boolean));
  const notices = await Promise.all([...folders].map(notice));
  return `ulbot contains code of these packages.\n\n${notices.sort().join(`\n${"-".repeat(80)}\n\n`)}`;
}

async function notice(folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const files = (await readdir(folder)).filter((file) => /^(licen[cs]e|copying|notice)/i.test(file)).sort();
  if (files.length === 0) throw new Error(`${name} has no licence text to pass on`);
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return `${name} ${version} (${license})\n\n${texts.map((text) => `${text.trim()}\n`).join("\n")}`;
}

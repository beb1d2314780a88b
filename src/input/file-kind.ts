/** How a file is written, by its name. */
export interface FileKind {
  readonly syntax: "json" | "yaml";
  /** one JSON value a line */
  readonly isLines: boolean;
  readonly isGzip: boolean;
}

/** The endings of names that tell what is in a file, each with `.gz` behind it as well. */
const endings = {
  json: { syntax: "json", isLines: false },
  jsonl: { syntax: "json", isLines: true },
  ndjson: { syntax: "json", isLines: true },
  yaml: { syntax: "yaml", isLines: false },
  yml: { syntax: "yaml", isLines: false },
} as const satisfies Record<string, Omit<FileKind, "isGzip">>;

const kinds: Readonly<Record<string, FileKind>> = Object.fromEntries(
  Object.entries(endings).flatMap(([name, kind]) => [
    [`.${name}`, { ...kind, isGzip: false }],
    [`.${name}.gz`, { ...kind, isGzip: true }],
  ]),
);
const json: FileKind = { ...endings.json, isGzip: false };
const gzippedJson: FileKind = { ...endings.json, isGzip: true };

const ending = new RegExp(`\\.(?:${Object.keys(endings).join("|")})(?:\\.gz)?$`, "i");

/** Whether a name tells that a file can be read. */
export function isReadable(file: string): boolean {
  return ending.test(file);
}

/** What the name of a file tells; any other name is one of JSON. */
export function kindOf(file: string): FileKind {
  const name = ending.exec(file)?.[0].toLowerCase() ?? "";
  return kinds[name] ?? (/\.gz$/i.test(file) ? gzippedJson : json);
}

/** Whether what is changed in the text of a file can be written back: it is JSON or JSON Lines as it stands on the disk. */
export function isEditable(file: string): boolean {
  const { syntax, isGzip } = kindOf(file);
  return syntax === "json" && !isGzip;
}

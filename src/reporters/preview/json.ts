import type { PreviewedFile } from "../../preview/preview.ts";
import { findingJson } from "../finding-json.ts";
import { jsonText } from "../json-text.ts";

/** One JSON document with the renderings of every event, and what lint says about it. */
export function json(files: readonly PreviewedFile[]): string {
  const shown = files.map(({ file, events }) => ({
    file,
    events: events.map(({ name, renderings, findings }) => ({
      name: name ?? null,
      renderings,
      findings: findings.map(findingJson),
    })),
  }));
  return jsonText({ schemaVersion: 1, files: shown });
}

import { measure } from "../delivery/measure.ts";
import { UlbotError } from "../errors.ts";
import { isObject, type JsonObject, parseJson } from "../input/json.ts";
import { printable } from "../printable.ts";
import { platformLimits } from "../protocol/channels.ts";
import { written } from "../written.ts";

/** Reads the value of `--context`. Throws an `UlbotError` (usage) for what is no JSON object, or more than the platform keeps. */
export function parseContext(text: string): JsonObject {
  const { value, faults } = parseJson(text);
  const [fault] = faults;
  const hint = `such as --context '{"step":"name"}'`;
  if (fault) throw new UlbotError("usage", `--context: ${printable(fault.message)}`, { hint });
  if (!isObject(value)) throw new UlbotError("usage", "--context has to be a JSON object", { hint });
  const bytes = measure(JSON.stringify(value), "UTF-8 bytes");
  const { value: most } = platformLimits.context;
  if (bytes <= most) return value;
  throw new UlbotError(
    "usage",
    `--context has ${written(bytes)} bytes, but the platform keeps at most ${written(most)}`,
  );
}

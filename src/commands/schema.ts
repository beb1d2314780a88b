import { Option } from "@commander-js/extra-typings";
import { draftNames, jsonSchemaOf } from "../reference/json-schema.ts";
import { jsonText } from "../reporters/json-text.ts";
import type { DefineCommand } from "./command.ts";
import { lintSettings } from "./lint-settings.ts";

export const define: DefineCommand = (command, run) => {
  command
    .argument("[name]", "answer, an event, webhook, webhook.NAME, expected, transcript, or config", "answer")
    .addOption(
      new Option("--draft <draft>", "the draft of JSON Schema").choices(draftNames).default("2020-12" as const),
    )
    .action((name, { draft }) => {
      const { io, config } = run();
      const { corrections } = lintSettings(undefined, config);
      io.stdout.write(jsonText(jsonSchemaOf(name, { draft, corrections })));
    });
};

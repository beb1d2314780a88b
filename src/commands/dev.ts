import { InvalidArgumentError, Option } from "@commander-js/extra-typings";
import type { UlbotError } from "../errors.ts";
import { type Channel, channelNames } from "../protocol/channels.ts";
import { type Fault, faultForms, faultTable, parseFault } from "../simulator/faults.ts";
import type { DefineCommand } from "./command.ts";
import { headerOption, parseDuration, parsePort, parseWait } from "./options.ts";

/** What is asked for, as commander reads it. */
export interface DevWishes {
  readonly url?: string | undefined;
  readonly exec?: string | undefined;
  readonly header: readonly (readonly [string, string])[];
  /** milliseconds */
  readonly timeout: number;
  /** of the chat page; undefined: the usual one, or any that is free where that is taken */
  readonly port?: number | undefined;
  /** of the API URL, likewise */
  readonly apiPort?: number | undefined;
  readonly channel: Channel;
  readonly operators: boolean;
  readonly fail: readonly Fault[];
  readonly terminal?: true | undefined;
  readonly format: "pretty" | "json";
  /** milliseconds */
  readonly settle: number;
}

const formOf = (name: string): string => faultForms.find((form) => form.startsWith(name)) ?? name;

const faultLines = Object.entries(faultTable).flatMap(([name, { webhooks, requests }]) => [
  ...(webhooks === undefined ? [] : [`  ${formOf(name).padEnd(11)}a webhook: ${webhooks}`]),
  ...(requests === undefined
    ? []
    : [`  ${(webhooks === undefined ? formOf(name) : "").padEnd(11)}a request: ${requests}`]),
]);

const more = `
Faults, which --fail names:
${faultLines.join("\n")}

Examples:
  ulbot dev --url http://localhost:8000/webhook
  ulbot dev --exec 'npm start' --channel whatsapp_business --no-operators
  ulbot dev --exec 'node --watch bot.mjs' --terminal
  printf '%s\\n' Hello 2 /save hello | ulbot dev --exec 'npm start' --terminal
  ulbot dev --fidelity`;

function addFaults(text: string, previous: readonly Fault[]): readonly Fault[] {
  try {
    return [...previous, ...text.split(",").map(parseFault)];
  } catch (failure) {
    throw new InvalidArgumentError((failure as UlbotError).message);
  }
}

export const define: DefineCommand = (command, run) => {
  command
    .optionsGroup("The bot:")
    .option("--url <url>", "its webhook endpoint, such as http://localhost:8000/webhook")
    .option("--exec <command>", "start it with this command; it gets PORT, ULBOT_API_URL, ULBOT_SECURITY_TOKEN")
    .addOption(headerOption())
    .addOption(
      new Option("--timeout <duration>", "how long an answer may take, such as 5s or 500ms")
        .argParser(parseDuration)
        .default(5000, "5s"),
    )
    .optionsGroup("The platform:")
    .option("--port <port>", "of the chat page on 127.0.0.1; 7357, or any that is free where that is taken", parsePort)
    .option(
      "--api-port <port>",
      "of the API URL on 127.0.0.1; 7358, or any that is free where that is taken",
      parsePort,
    )
    .addOption(new Option("--channel <name>", "where the contact writes").choices(channelNames).default("web" as const))
    .option("--no-operators", "nobody is there to take forwards")
    .addOption(
      new Option("--fail <name>", `let things go wrong: ${faultForms.join(", ")}; can be given again`)
        .argParser(addFaults)
        .default([] as readonly Fault[], "nothing"),
    )
    .optionsGroup("The terminal:")
    .option("--terminal", "chat in the terminal; from a pipe each line is what the contact does next")
    .addOption(
      new Option("--format <name>", "of what comes of a pipe, and of --fidelity; json is the lines of a transcript")
        .choices(["pretty", "json"] as const)
        .default("pretty" as const),
    )
    .addOption(
      new Option("--settle <duration>", "how long to wait for requests after the last line of a pipe")
        .argParser(parseWait)
        .default(1000, "1s"),
    )
    .optionsGroup("What is simulated:")
    .option("--fidelity", "list what is documented, inferred, and not simulated, with the test that proves it")
    .addHelpText("after", more)
    .action(async ({ fidelity, ...wishes }) => {
      const current = run();
      if (fidelity) {
        const { fidelityReporters } = await import("../reporters/dev/fidelity.ts");
        const width = current.io.stdout.columns ?? 100;
        current.io.stdout.write(fidelityReporters[wishes.format]({ style: current.style, width }));
        return;
      }
      await (await import("./dev-run.ts")).runDev(wishes, current);
    });
};

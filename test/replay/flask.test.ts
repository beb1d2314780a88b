import { join } from "node:path";
import { expect, test } from "vitest";
import { isListening } from "../../src/bot/port.ts";
import { describeWith, external } from "../external.ts";
import { runReplay } from "./project.ts";

const cwd = join(import.meta.dirname, "../fixtures/flask");
// a Python that pyenv manages is looked for below HOME, and none is to leave its bytecode beside the fixtures
const world = { cwd, env: { HOME: process.env.HOME ?? "", PYTHONDONTWRITEBYTECODE: "1" } };
const campaign = "../replay/campaign.json";
const contact = "../replay/contact.json";
const header = "API-SECURITY-TOKEN: your-outbound-auth-token";
const contactHeader = "API-SECURITY-TOKEN: d8facdb0-7510-495c-9d6e-8c22b9260e7a";
const fixedPort = new URL("http://localhost:8000/webhook");

/** Each turn of a JSON report as its event, outcome, status, and the names of the events that came back. */
function outline(stdout: string) {
  const { turns } = JSON.parse(stdout) as {
    turns: { event: string; outcome: string; status: number; events: Named[] }[];
  };
  return turns.map(({ event, outcome, status, events }) => [
    event,
    outcome,
    status,
    ...events.map(({ packet }) => packet.name),
  ]);
}

interface Named {
  readonly packet: { readonly name: string };
}

describeWith(external.flask, "the page's Flask programs, as they stand there", ({ python }) => {
  /** Replays a fixture at a program that Flask serves on the port it is given. */
  const replay = (app: string, fixture: string, ...options: string[]) =>
    runReplay([fixture, "--exec", `${python} -m flask --app ${app} run --port $PORT`, ...options], world);

  test("the campaign bot signs up, and forwards what it does not understand", async () => {
    const { code, stdout } = await replay("campaign_bot", campaign, "--header", header, "--format", "json");
    expect(code).toBe(0);
    expect(outline(stdout)).toEqual([
      ["start", "passed", 200, "button_template"],
      ["message", "passed", 200, "contact_update", "message"],
      ["click", "passed", 200, "contact_update", "message"],
      ["message", "passed", 200, "message", "forward_any"],
    ]);
    const { turns, summary } = JSON.parse(stdout);
    expect(summary).toMatchObject({ conversations: 1, turns: 4, passed: 4, failed: 0, skipped: 0 });
    expect(turns[0]).toMatchObject({ channel: "whatsapp_business", findings: [], problems: [] });
  });

  test("the contact bot forwards at once: its second branch for start is never reached", async () => {
    const { code, stdout } = await replay("contact_bot", contact, "--header", contactHeader, "--format", "json");
    expect(code).toBe(1);
    expect(outline(stdout)).toEqual([
      ["start", "passed", 200, "forward_any"],
      ["message", "failed", null],
      ["message", "skipped", null],
    ]);
    const [, failed, skipped] = JSON.parse(stdout).turns;
    expect(failed.problems[0].message).toContain("the bot's forward_any has ended the session");
    const message = "not sent: the conversation could not go on as it was recorded";
    expect(skipped).toMatchObject({ ms: null, problems: [{ kind: "skipped", message, severity: "warning" }] });
  });

  test("the contact bot goes through the form where the session is met in the middle", async () => {
    const form = "../replay/contact-form.json";
    const { code, stdout } = await replay("contact_bot", form, "--header", contactHeader, "--format", "json");
    expect(outline(stdout)).toEqual([
      ["message", "passed", 200, "contact_update", "message"],
      ["message", "passed", 200, "contact_update", "message", "forward_any"],
    ]);
    expect(code).toBe(0);
  });

  test.each([
    ["another header", ["--header", "API-SECURITY-TOKEN: wrong"]],
    ["none", []],
  ])("%s is refused, and the way out is named", async (_, options) => {
    const { code, stdout } = await replay("contact_bot", contact, ...options);
    expect(code).toBe(1);
    expect(stdout.match(/^ {4}error answered 401, not 200; give the header it expects with --header$/gm)).toHaveLength(
      3,
    );
    expect(stdout).toMatch(/--header$[\s\S]*\n\n1 conversation, 3 turns: 3 failed\n/m);
  });

  const isTaken = () => isListening(fixedPort);

  test("the campaign bot runs as a program of its own", async ({ skip }) => {
    skip(await isTaken(), `something else listens at ${fixedPort.host}, the only port this program knows`);
    const args = [campaign, "--exec", `${python} campaign_bot.py`, "--url", fixedPort.href, "--header", header];
    const { code, stdout } = await runReplay(args, world);
    expect(stdout).toContain("You've been subscribed to the campaign!");
    expect(code).toBe(0);
    expect(await isTaken()).toBe(false);
  });
});

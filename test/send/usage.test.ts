import { expect, test } from "vitest";
import { folderOf, type World } from "../run.ts";
import { cid, fixture, sendInProcess, token } from "./program.ts";

const url = "https://api.example.invalid/v1/";
const message = ["--cid", cid, "-m", "Hello"];
const none = { ULBOT_SECURITY_TOKEN: "" };

const files = {
  "blank.txt": " \n",
  "two-lines.txt": `${token}\n${token}\n`,
  "utf16.txt": Buffer.from(`\ufeff${token}`, "utf16le"),
  "folder/file.txt": "",
};

// everything that is wrong ends with 2 and says what would be right, before anything leaves
test.each<[name: string, args: string[], stderr: string | RegExp, env?: World["env"], input?: string]>([
  ["no session", ["-m", "Hello"], /^ulbot: send has to know the session: give its --cid\n {2}copy it from a webhook/],
  ["a blank session", ["--cid", "", "-m", "Hello"], "ulbot: --cid is blank, but needs a value\n"],
  ["a blank message", ["--cid", cid, "-m", " "], "ulbot: --message is blank, but needs a value\n"],
  [
    "nothing to send",
    ["--cid", cid],
    /^ulbot: there is nothing to send: give a message, an event or a file\n {2}such as/,
  ],
  ["two things to send", [...message, "--event", "end"], /^ulbot: --message and --event are given/],
  ["--set alone", [...message, "--set", "a=b"], /^ulbot: --set is given without --event\n/],
  ["two files", ["a.json", "b.json"], /^ulbot: too many arguments for 'send'/],
  ["a context that is no object", [...message, "--context", "[]"], /^ulbot: --context has to be a JSON object\n/],
  [
    "a journal nowhere",
    [...message, "--url", url, "--resume", "nowhere/it.journal"],
    "ulbot: cannot write nowhere/it.journal: there is no such directory\n",
  ],
  [
    "a journal that is a folder",
    [...message, "--url", url, "--resume", "folder"],
    /cannot write folder: it is a directory/,
  ],
  ["no rate", [...message, "--rate", "0"], /at a rate of 0 nothing would ever be sent/],
  [
    "token and events on standard input",
    ["--cid", cid, "-", "--token-file", "-"],
    "ulbot: the token and the events can't both come from standard input\n",
    undefined,
    `${JSON.stringify({ info: { cid }, packet: { name: "end" } })}`,
  ],
  ["no token on standard input", [...message, "--token-file", "-"], /^ulbot: standard input is empty\n/],
  [
    "a token of two lines on standard input",
    [...message, "--token-file", "-"],
    /^ulbot: the security token holds a blank/,
    undefined,
    `${token}\n${token}`,
  ],
  ["a webhook", [fixture("webhook.json")], /webhook\.json:1:1: this is a webhook/],
  ["half a character", [fixture("half-character.json")], /half-character\.json:3:55: /],
  ["a number that gets lost", [fixture("rounded.json")], /rounded\.json:2:91: /],
  [
    "a key into a prototype",
    ["--cid", cid, "--event", "media", "--set", "__proto__.a=b"],
    /__proto__ cannot be a key\n/,
  ],
  [
    "a channel that is none",
    [...message, "--channel", "whatsap"],
    /"whatsap" is no channel; did you mean whatsapp_business/,
  ],
  [
    "--curl with --dry-run",
    [...message, "--curl", "--dry-run"],
    /^ulbot: option '--curl' cannot be used with option '--dry-run'/,
  ],
  [
    "--curl as JSON",
    [...message, "--curl", "--format", "json"],
    /^ulbot: option '--curl' cannot be used with option '--format/,
  ],
  ["a duration that is none", [...message, "--max-wait", "soon"], /"soon" is no duration; write it as 500ms, 5s or 1m/],
  ["no URL", message, /^ulbot: send has to know the API URL\n.*--url or ULBOT_API_URL\n$/, { ULBOT_API_URL: "" }],
  ["http", message, /must begin with https:\/\//, { ULBOT_API_URL: "http://api.example.invalid/" }],
  [
    "a password in the URL",
    message,
    /a user or a password/,
    { ULBOT_API_URL: `https://me:${encodeURIComponent(token)}@x.invalid/` },
  ],
  [
    "no token",
    message,
    /^ulbot: ULBOT_SECURITY_TOKEN is empty\n {2}set ULBOT_SECURITY_TOKEN, put it into \.env, or /,
    none,
  ],
  [
    "a token of two lines",
    message,
    /^ulbot: the security token holds a blank, a line break/,
    { ULBOT_SECURITY_TOKEN: `${token}\n${token}` },
  ],
  [
    "a token file that is not there",
    [...message, "--token-file", token, "--verbose"],
    /^ulbot: cannot read the token file: there is no such file\n {2}--token-file takes the name of a file/,
  ],
  [
    "a token file that is a folder",
    [...message, "--token-file", "folder"],
    /^ulbot: cannot read the token file: it is a directory\n/,
  ],
  [
    "an empty token file",
    [...message, "--token-file", "blank.txt"],
    "ulbot: the token file is empty\n  it has to hold the security token\n",
  ],
  [
    "a token file of two lines",
    [...message, "--token-file", "two-lines.txt", "--verbose"],
    /^ulbot: the security token holds a blank, a line break/,
  ],
  [
    "a token file that is no UTF-8",
    [...message, "--token-file", "utf16.txt"],
    /^ulbot: cannot read the token file: it is UTF-16 text\n/,
  ],
])("%s", async (_, args, stderr, env = {}, input = "") => {
  const ran = await sendInProcess(args, { cwd: await folderOf(files), env: { ULBOT_API_URL: url, ...env }, input });
  expect(ran).toMatchObject({ code: 2, stdout: "" });
  if (typeof stderr === "string") expect(ran.stderr).toBe(stderr);
  else expect(ran.stderr).toMatch(stderr);
});

test.each(["--dry-run", "--curl"])(
  "%s shows a placeholder for the token, whether there is one or not",
  async (option) => {
    for (const env of [none, { ULBOT_API_URL: "" }, {}]) {
      const ran = await sendInProcess([...message, option, "--verbose"], { env: { ULBOT_API_URL: url, ...env } });
      expect(ran).toMatchObject({ code: 0, stderr: "", stdout: expect.stringContaining("$ULBOT_SECURITY_TOKEN") });
    }
  },
);

import { expect, test } from "vitest";
import { checkDirectory, packageName } from "../../src/scaffold/name.ts";

test.each([
  ["my-bot", "my-bot"],
  ["My Bot", "my-bot"],
  ["  a  b  ", "a-b"],
  ["Café Größe 2", "cafe-groesse-2"],
  // an ö of two code points, as macOS writes file names
  ["Büro-Lo\u0308we", "buero-loewe"],
  ["Łódź", "lodz"],
  ["bot_v1.2", "bot_v1.2"],
  ["_private.", "private"],
  ["a & b!", "a-b"],
  ["Bot 🤖", "bot"],
  ["@acme/bot", "@acme/bot"],
  ["@Acme AG/Der Bot", "@acme-ag/der-bot"],
  ["@acme/http", "@acme/http"],
  ["x".repeat(214), "x".repeat(214)],
])("%s becomes %s", (name, expected) => {
  expect(packageName(name)).toBe(expected);
});

test.each([
  ["", "it needs a letter from a to z or a digit"],
  ["..", "it needs a letter from a to z or a digit"],
  ["机器人", "it needs a letter from a to z or a digit"],
  ["@acme/..", "it needs a letter from a to z or a digit"],
  ["../bot", "a name can't hold a path"],
  ["a/b", "a name can't hold a path"],
  ["a\\b", "a name can't hold a path"],
  ["/etc", "a name can't hold a path"],
  ["@a/b/c", "a name can't hold a path"],
  ["node_modules", '"node_modules" is a reserved name'],
  ["HTTP", '"http" is a reserved name'],
  ["ulbot", '"ulbot" is a reserved name'],
  ["con", '"con" is a reserved name'],
  ["Nul.bot", '"nul.bot" is a reserved name'],
  ["x".repeat(215), "it may have 214 characters at most"],
])("%s is refused: %s", (name, reason) => {
  expect(() => packageName(name)).toThrow(
    expect.objectContaining({ category: "usage", message: `cannot call the project "${name}": ${reason}` }),
  );
});

test("what can't be seen in a name is shown", () => {
  expect(() => packageName("\x1b")).toThrow('cannot call the project "\\x1b"');
});

test.each(["bot", ".", "..", "../bot", "/srv/Größe 2", "./~bot", "console", "c:\\bots\\first", "机器人"])(
  "%s can be a directory",
  (directory) => {
    expect(() => checkDirectory(directory)).not.toThrow();
  },
);

test.each([
  ["", "the directory has no name"],
  [" ", "the directory has no name"],
  ["a\tb", 'cannot use "a\\tb" as a directory: its name has characters that can\'t be seen'],
  ["~", "only a shell knows what ~ stands for"],
  ["~ada/bot", "only a shell knows what ~ stands for"],
  ["bots/COM1/x", 'Windows reserves the name "COM1"'],
  ["prn.old", 'Windows reserves the name "prn.old"'],
  ["bots\\nul", 'Windows reserves the name "nul"'],
])("%j can't be a directory: %s", (directory, reason) => {
  expect(() => checkDirectory(directory)).toThrow(
    expect.objectContaining({ category: "usage", message: expect.stringContaining(reason) }),
  );
});

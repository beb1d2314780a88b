import { expect, test } from "vitest";
import { fill } from "../../src/scaffold/fill.ts";

const variables = { name: 'Ada\'s "bot"', list: ["web", "sms"], none: [] };

test.each([
  ["README.md", "# {{name}}", '# Ada\'s "bot"'],
  ["README.md", '"{{list}}" {{list}}', '"web,sms" web,sms'],
  ["README.md", `{{ name }} $\{{ secrets.X }} {name}`, `{{ name }} $\{{ secrets.X }} {name}`],
  ["a.json", '{"a": "{{name}}"}', '{"a": "Ada\'s \\"bot\\""}'],
  ["a.json", '{"a": "by {{name}}"}', '{"a": "by Ada\'s \\"bot\\""}'],
  ["a.json", '{"a": "{{list}}", "b": "{{none}}"}', '{"a": ["web", "sms"], "b": []}'],
  ["a.json", '{"a": "{{name}}, {{name}}"}', '{"a": "Ada\'s \\"bot\\", Ada\'s \\"bot\\""}'],
])("%s: %s", (path, text, filled) => {
  expect(fill(path, text, variables)).toBe(filled);
});

test("a value is never filled again", () => {
  expect(fill("a.md", "{{a}}", { a: "{{b}}", b: "no" })).toBe("{{b}}");
  expect(fill("a.md", "{{a}}", { a: "$& $1" })).toBe("$& $1");
});

test.each(["{{nobody}}", "{{toString}}", "{{__proto__}}"])("%s is a placeholder that nothing fills", (text) => {
  expect(() => fill("src/a.ts", text, variables)).toThrow(`src/a.ts has the placeholder ${text}, which nothing fills`);
});

import { afterEach, describe, expect, test } from "vitest";
import { highlightRows } from "../../src/reporters/dev/highlight-rows.ts";
import { plainStyle } from "../../src/reporters/style.ts";
import { moved } from "../../src/terminal/highlight.ts";
import { answer, bot, type Posted } from "../replay/project.ts";
import { closeServers } from "../servers.ts";
import { openChat } from "./terminal-world.ts";

afterEach(closeServers);

const keys = { up: "\x1b[A", down: "\x1b[B", enter: "\r", escape: "\x1b", older: "\x10" };

const fruit = { body: "Which one?", fallback: "Send a number.", options: ["Apple", "Pear", "Plum"] };
const bubbles = ({ options, ...rest } = fruit) => ({
  ...rest,
  options: options.map((label) => ({ id: label, label })),
});

const bodyOf = ({ packet }: Posted) => (packet.payload as { body?: string }).body;
const last = (posted: readonly Posted[]) => posted.at(-1)?.packet;
const click = (label: string) => ({ name: "click", payload: { value: { id: label, label } } });

/** A chat with a bot that offers fruit, and then says what `reply` has it say. */
async function atTheFruit(reply: (posted: Posted) => unknown = (posted) => answer(posted, "message", { body: "ok" })) {
  const server = await bot((posted) =>
    posted.packet.name === "start" ? answer(posted, "bubbles", bubbles()) : reply(posted),
  );
  const chat = await openChat(["--url", server.url.href]);
  await chat.until("choose: 1 Apple · 2 Pear · 3 Plum");
  /** what stands below the last prompt */
  const below = () =>
    chat
      .screen()
      .split(/^web \d+>.*\n?/m)
      .at(-1);
  const shows = (rows: string) => expect.poll(below, { timeout: 10_000 }).toBe(rows);
  return { ...chat, posted: server.posted, shows };
}

describe("arrow keys on an empty line", () => {
  test("highlight an option, around both ends, which Enter chooses", async () => {
    const { type, shows, until, posted, exit } = await atTheFruit();
    type(keys.down);
    await shows("  ❯ 1 Apple\n    2 Pear\n    3 Plum");
    type(keys.up);
    await shows("    1 Apple\n    2 Pear\n  ❯ 3 Plum");
    type(keys.down + keys.down);
    await shows("    1 Apple\n  ❯ 2 Pear\n    3 Plum");
    type(keys.enter);
    await until("web 2> 2\n");
    await until("┌ ok");
    expect(last(posted())).toEqual(click("Pear"));
    type("/quit\r");
    expect(await exit).toBe(0);
  });

  test("choose what is numbered text as well", async () => {
    const server = await bot((posted) =>
      posted.packet.name === "start" ? answer(posted, "bubbles", bubbles()) : answer(posted, "message", { body: "ok" }),
    );
    const { type, until } = await openChat(["--url", server.url.href, "--channel", "telegram"]);
    await until("telegram 1>");
    type("Hello\r");
    await until("3. Plum");
    type(keys.up);
    await until("❯ 3 Plum");
    type(keys.enter);
    await until("┌ ok");
    expect(last(server.posted())).toEqual(click("Plum"));
  });

  test("are left by Esc, and by typing, and Enter sends what is typed then", async () => {
    const { type, shows, until, posted } = await atTheFruit();
    type(keys.down);
    await shows("  ❯ 1 Apple\n    2 Pear\n    3 Plum");
    type(keys.escape);
    await shows("");
    type(keys.enter);
    type(keys.down);
    await shows("  ❯ 1 Apple\n    2 Pear\n    3 Plum");
    type("n");
    await until("web 2> n");
    await shows("");
    type(`one${keys.enter}`);
    await until("┌ ok");
    expect(posted().map(({ packet }) => packet.name)).toEqual(["start", "message"]);
    expect(last(posted())).toEqual({ name: "message", payload: { body: "none" } });
  });

  test("bring back what was typed once nothing is offered, and Ctrl-P always does", async () => {
    const { type, shows, until, screen } = await atTheFruit();
    type("hello\r");
    await until("┌ ok");
    type(keys.older);
    await until("web 3> hello");
    type(`\x15${keys.up}`);
    await shows("    1 Apple\n    2 Pear\n  ❯ 3 Plum");
    type(keys.enter);
    await until("click  Plum");
    await until("web 4>");
    type(keys.up);
    await until("web 4> 3");
    type(keys.up);
    await until("web 4> hello");
    expect(screen()).not.toContain("❯");
  });

  test("go on where the bot says something meanwhile, also at the foot of the screen", async () => {
    let release = (): void => {};
    const { type, shows, until, posted, screen } = await atTheFruit((posted) =>
      bodyOf(posted) === "wait"
        ? new Promise((resolve) => {
            release = () => resolve(answer(posted, "message", { body: "meanwhile" }));
          })
        : answer(posted, "message", { body: "ok" }),
    );
    for (const count of [1, 2, 3, 4]) {
      type("/help\r");
      await expect.poll(() => screen().split("/quit ").length, { timeout: 10_000 }).toBe(count + 1);
    }
    type("wait\r");
    await until("web 3>");
    type(keys.down + keys.down);
    await shows("    1 Apple\n  ❯ 2 Pear\n    3 Plum");
    await expect.poll(posted, { timeout: 10_000 }).toHaveLength(2);
    release();
    await until("┌ meanwhile");
    await shows("    1 Apple\n  ❯ 2 Pear\n    3 Plum");
    expect(screen().match(/❯/g)).toHaveLength(1);
    type(keys.enter);
    await until("click  Pear");
  });

  test("let go of what is offered no more, and Enter chooses nothing then", async () => {
    let release = (): void => {};
    const vegetables = bubbles({ ...fruit, body: "Or rather?", options: ["Leek"] });
    const { type, shows, until, posted } = await atTheFruit(
      (posted) =>
        new Promise((resolve) => {
          release = () => resolve(answer(posted, "bubbles", vegetables));
        }),
    );
    type("wait\r");
    await until("web 3>");
    type(keys.down);
    await shows("  ❯ 1 Apple\n    2 Pear\n    3 Plum");
    await expect.poll(posted, { timeout: 10_000 }).toHaveLength(2);
    release();
    await until("choose: 1 Leek");
    await shows("");
    type(keys.enter + keys.down);
    await shows("  ❯ 1 Leek");
    expect(posted()).toHaveLength(2);
  });
});

describe("the list", () => {
  const options = Array.from({ length: 25 }, (_, index) => ({ id: String(index), label: `Option ${index + 1}` }));
  const rows = (index: number, room: { width: number; height: number }) =>
    highlightRows({ options, index }, room, plainStyle);

  test.each([
    [0, 24, 1, 10],
    [12, 24, 8, 17],
    [24, 24, 16, 25],
    [24, 3, 23, 25],
    [5, 0, 6, 6],
  ])("with option %i highlighted in %i rows goes from %i to %i", (index, height, first, final) => {
    const shown = rows(index, { width: 80, height });
    expect([shown.at(0), shown.at(-1)].map((row) => /Option (\d+)/.exec(row ?? "")?.[1])).toEqual([
      String(first),
      String(final),
    ]);
    expect(shown.filter((row) => row.includes("❯"))).toEqual([`  ❯ ${index + 1} Option ${index + 1}`]);
  });

  test("keeps each option in a row, and shows what would act on the terminal", () => {
    const evil = [{ id: "a", label: `\x1b[2J${"long ".repeat(40)}` }];
    const [row = ""] = highlightRows({ options: evil, index: 0 }, { width: 30, height: 24 }, plainStyle);
    expect(row).toBe("  ❯ 1 \\x1b[2Jlong long long…");
    expect(highlightRows({ options: evil, index: 0 }, { width: 1, height: 24 }, plainStyle)).toHaveLength(1);
  });

  test("is left at no end", () => {
    const steps = [1, 1, -1, -1, -1] as const;
    const indexes: number[] = [];
    let highlight: ReturnType<typeof moved> | undefined;
    for (const by of steps) {
      highlight = moved(highlight, options.slice(0, 3), by);
      indexes.push(highlight.index);
    }
    expect(indexes).toEqual([0, 1, 0, 2, 1]);
    expect(moved(undefined, options, -1).index).toBe(24);
  });
});

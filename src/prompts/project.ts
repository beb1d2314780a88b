import { UlbotError } from "../errors.ts";
import type { Io } from "../io.ts";
import { channelNames, channels } from "../protocol/channels.ts";
import { packageName } from "../scaffold/name.ts";
import { defaults, nameOf, type Wishes } from "../scaffold/project.ts";
import type { Template } from "../scaffold/template.ts";
import { ask, type Question } from "./ask.ts";

export interface ProjectFacts {
  readonly templates: readonly Template[];
  /** absolute path of the working directory */
  readonly cwd: string;
  /** throws an `UlbotError` where the project can't go into the directory */
  checkDirectory(directory: string): void;
}

type Answers = Partial<Record<keyof Wishes, string>>;

/** The questions about what `given` doesn't say; those with only one possible answer are left out. */
export function projectQuestions(given: Wishes, { templates, cwd, checkDirectory }: ProjectFacts): Question[] {
  const templateOf = (answers: Answers) =>
    templates.find(({ name }) => name === (given.template ?? answers.template ?? defaults.template));
  const flowsOf = (answers: Answers) => Object.entries(templateOf(answers)?.flows ?? {});
  const questions: (Question & { name: keyof Wishes })[] = [
    {
      type: "input",
      name: "directory",
      message: "Directory of the new project:",
      default: defaults.directory,
      validate: (directory) => verdict(() => checkDirectory(directory)),
    },
    {
      type: "input",
      name: "name",
      message: "Its name:",
      default: (answers: Answers) => nameOf(given.directory ?? answers.directory ?? defaults.directory, cwd),
      validate: (name) => verdict(() => packageName(name)),
    },
    {
      type: "select",
      name: "template",
      message: "Template:",
      choices: templates.map(({ name, title, summary }) => ({ value: name, name: `${title}: ${summary}` })),
      default: defaults.template,
      when: templates.length > 1,
    },
    {
      type: "select",
      name: "flow",
      message: "What the bot does:",
      choices: (answers: Answers) => flowsOf(answers).map(([value, summary]) => ({ value, name: summary })),
      when: (answers: Answers) => flowsOf(answers).length > 1,
    },
    {
      type: "checkbox",
      name: "channels",
      message: "Channels that contacts write from:",
      choices: channelNames.map((value) => ({ value, name: channels[value].title })),
      default: [...defaults.channels],
      pageSize: channelNames.length,
      required: true,
    },
  ];
  return questions.filter(({ name }) => given[name] === undefined);
}

/** Asks for what `given` doesn't say, and gives both together. Throws an `UlbotError` on Ctrl-C. */
export async function askProject(given: Wishes, facts: ProjectFacts, io: Io): Promise<Wishes> {
  return { ...given, ...(await ask(projectQuestions(given, facts), io)) };
}

/** `true`, or why the value is refused, which is how inquirer wants to hear it. */
function verdict(check: () => unknown): true | string {
  try {
    check();
    return true;
  } catch (error) {
    if (error instanceof UlbotError) return error.message;
    throw error;
  }
}

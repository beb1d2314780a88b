import { resolve } from "node:path";
import { UlbotError } from "../errors.ts";
import type { Io } from "../io.ts";
import { channelNames, channels } from "../protocol/channels.ts";
import { packageName } from "../scaffold/name.ts";
import {
  detectPackageManager,
  inWordsOf,
  needsPackageManager,
  type PackageManager,
  packageManagers,
} from "../scaffold/package-manager.ts";
import { defaults, nameOf, type Place, type Wishes } from "../scaffold/project.ts";
import { isInRepository, isInstalled } from "../scaffold/surroundings.ts";
import type { Template } from "../scaffold/template.ts";
import { ask, type Question } from "./ask.ts";

export interface ProjectFacts extends Place {
  /** those to choose from */
  readonly templates: readonly Template[];
  /** throws an `UlbotError` where the project can't go into the directory */
  checkDirectory(directory: string): void;
}

type Answers = Partial<Record<Exclude<keyof Wishes, "packageManager">, string>> & Pick<Wishes, "packageManager">;

type ProjectQuestion = Question & { readonly name: keyof Wishes };

/** What is known when a question comes up: what was given, then what was answered, then what is taken without an answer. */
interface Known {
  directory(answers: Answers): string;
  template(answers: Answers): Template | undefined;
  packageManager(answers: Answers): PackageManager;
}

/** The questions about what `given` doesn't say; those with only one possible answer are left out. */
export function projectQuestions(given: Wishes, facts: ProjectFacts): Question[] {
  const known = knownFrom(given, facts);
  const questions = [
    ...identityQuestions(facts, known),
    ...botQuestions(facts, known),
    ...setupQuestions(facts, known),
  ];
  return questions.filter(({ name }) => given[name] === undefined);
}

function knownFrom(given: Wishes, { templates, cwd, env }: ProjectFacts): Known {
  const directory = (answers: Answers) => given.directory ?? answers.directory ?? defaults.directory;
  const templateName = (answers: Answers) => given.template ?? answers.template ?? defaults.template;
  return {
    directory,
    template: (answers) => templates.find(({ name }) => name === templateName(answers)),
    packageManager: (answers) =>
      given.packageManager ?? answers.packageManager ?? detectPackageManager(resolve(cwd, directory(answers)), env),
  };
}

function identityQuestions({ cwd, checkDirectory }: ProjectFacts, known: Known): ProjectQuestion[] {
  return [
    {
      type: "input",
      name: "directory",
      message: "Directory of the new project:",
      default: defaults.directory,
      filter: (directory: string) => directory.trim(),
      validate: (directory) => verdict(() => checkDirectory(directory.trim())),
    },
    {
      type: "input",
      name: "name",
      message: "Its name:",
      default: (answers: Answers) => nameOf(known.directory(answers), cwd),
      validate: (name) => verdict(() => packageName(name)),
    },
  ];
}

function botQuestions({ templates }: ProjectFacts, known: Known): ProjectQuestion[] {
  const flowsOf = (answers: Answers) => Object.entries(known.template(answers)?.flows ?? {});
  return [
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
      choices: (answers: Answers) =>
        flowsOf(answers).map(([value, summary]) => ({ value, name: `${value}: ${summary}` })),
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
}

function setupQuestions({ cwd, env }: ProjectFacts, known: Known): ProjectQuestion[] {
  const needs = (answers: Answers) => {
    const template = known.template(answers);
    return template !== undefined && needsPackageManager(template);
  };
  const installs = (answers: Answers) => known.template(answers)?.install ?? [];
  return [
    {
      type: "select",
      name: "packageManager",
      message: "Package manager:",
      choices: packageManagers.map((value) => ({
        value,
        name: isInstalled(value, env) ? value : `${value} (not installed here)`,
      })),
      default: known.packageManager,
      when: needs,
    },
    {
      type: "confirm",
      name: "git",
      message: "Make it a git repository?",
      when: (answers: Answers) => isInstalled("git", env) && !isInRepository(resolve(cwd, known.directory(answers))),
    },
    {
      type: "confirm",
      name: "install",
      message: (answers: Answers) =>
        `Run ${inWordsOf(known.packageManager(answers), installs(answers).join(", "))} now?`,
      when: (answers: Answers) => installs(answers).length > 0,
    },
  ];
}

/** Asks for what `given` doesn't say; gives the answers alone, none where there was nothing to ask. Throws as `ask` does. */
export async function askProject(given: Wishes, facts: ProjectFacts, io: Io): Promise<Wishes> {
  return ask(projectQuestions(given, facts), io);
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

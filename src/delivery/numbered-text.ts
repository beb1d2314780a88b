interface Option {
  readonly label: string;
  readonly image_url?: string | undefined;
}

interface LinkButton {
  readonly body: string;
  readonly link: string;
}

/** Options numbered from 1, one a line. An option's image is shown as its address. */
export function numberedLines(options: readonly Option[]): string {
  const lines = options.map(({ label, image_url }, index) => {
    const image = image_url === undefined ? "" : `: ${image_url}`;
    return `${index + 1}. ${label}${image}`;
  });
  return lines.join("\n");
}

/** The text and the address of each button on a line of its own. */
export function linkLines(links: readonly LinkButton[]): string {
  return links.map((link) => `${link.body}: ${link.link}`).join("\n");
}

/** A text above such lines. That an empty line is between them is inferred; the platform's page tells of the numbers only. */
export function aboveLines(text: string, lines: string): string {
  return text === "" || lines === "" ? text + lines : `${text}\n\n${lines}`;
}

/** The text that stands for options that can't be clicked: the fallback, then the options. */
export function numberedText(fallback: string, options: readonly Option[]): string {
  return aboveLines(fallback, numberedLines(options));
}

/** The text that stands for buttons with addresses: the body, then the buttons. */
export function linkText(body: string, links: readonly LinkButton[]): string {
  return aboveLines(body, linkLines(links));
}

/**
 * The text that stands for buttons: the fallback, then the options numbered from 1. An option's image is shown as its
 * address. That the options follow after an empty line is inferred; the platform's page only says that they are numbered.
 */
export function numberedText(
  fallback: string,
  options: readonly { readonly label: string; readonly image_url?: string | undefined }[],
): string {
  const lines = options.map(({ label, image_url }, index) => {
    const image = image_url === undefined ? "" : `: ${image_url}`;
    return `${index + 1}. ${label}${image}`;
  });
  return [fallback, lines.join("\n")].filter((part) => part !== "").join("\n\n");
}

/** The text that stands for buttons with addresses: the body, then each button's text and address on its own line. */
export function linkText(body: string, links: readonly { readonly body: string; readonly link: string }[]): string {
  const lines = links.map((link) => `${link.body}: ${link.link}`);
  return [body, lines.join("\n")].filter((part) => part !== "").join("\n\n");
}

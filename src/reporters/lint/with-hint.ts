/** What is wrong and what would be right, for reports that have one place for both. */
export function withHint({ message, hint }: { readonly message: string; readonly hint?: string | undefined }): string {
  return hint === undefined ? message : `${message}; ${hint}`;
}

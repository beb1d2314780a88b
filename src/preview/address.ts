/** Whether a text is an address that a browser may be sent to. */
export function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** The name of the file that an address ends with; all of the address where there is none. */
export function fileName(address: string): string {
  if (!URL.canParse(address)) return address;
  return new URL(address).pathname.split("/").at(-1) || address;
}

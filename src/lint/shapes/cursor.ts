/** The UTF-16 units that a JSON text is structured with. */
export const units = { quote: 34, comma: 44, openList: 91, closeList: 93, openObject: 123, closeObject: 125 } as const;

const deepest = 100;

const isBlank = (code: number): boolean => code === 32 || code === 10 || code === 13 || code === 9;

/** A place in a JSON text, which goes on from token to token. */
export class Cursor {
  source = "";
  place = 0;
  #depth = 0;

  /** Stands at the beginning of a text. */
  begin(source: string): void {
    this.source = source;
    this.place = 0;
    this.#depth = 0;
  }

  get code(): number {
    return this.source.charCodeAt(this.place);
  }

  get isAtEnd(): boolean {
    return this.place === this.source.length;
  }

  /** Goes behind a token, and gives whether it stands here. */
  pass(token: RegExp): boolean {
    token.lastIndex = this.place;
    if (!token.test(this.source)) return false;
    this.place = token.lastIndex;
    return true;
  }

  /** The same, and gives what the token consists of. */
  read(token: RegExp): readonly (string | undefined)[] | undefined {
    token.lastIndex = this.place;
    const found = token.exec(this.source) ?? undefined;
    if (found) this.place = token.lastIndex;
    return found;
  }

  /** Goes behind a text, and gives whether it stands here. */
  passText(text: string): boolean {
    const end = this.place + text.length;
    // `startsWith` is several times slower
    if (this.source.substring(this.place, end) !== text) return false;
    this.place = end;
    return true;
  }

  passBlanks(): void {
    while (isBlank(this.code)) this.place++;
  }

  /** Goes behind a list or an object that begins here; `passMember` does so with what is in it. */
  passMembers(passMember: () => boolean): boolean {
    const close = this.code + 2;
    if (this.#depth === deepest) return false;
    this.#depth++;
    this.place++;
    this.passBlanks();
    if (this.code !== close) {
      do {
        this.passBlanks();
        if (!passMember()) return false;
        this.passBlanks();
      } while (this.code === units.comma && ++this.place);
    }
    this.#depth--;
    return this.code === close && ++this.place > 0;
  }
}

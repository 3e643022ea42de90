/** Reads XML as a stream of tags and texts, without document types and without entities that a document declares. */

/** Fails for XML that cannot be read. `offset` counts characters from the start of the document. */
export type FailXml = (code: string, problem: string, offset: number) => never;

export type XmlToken = 'start' | 'end' | 'text';

/** The maximum length of a tag or a text, in characters. A cell of a spreadsheet has at most 32,767. */
const MAX_TOKEN = 2 ** 20;
const MAX_DEPTH = 64;

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/**
 * Reads the tags and texts of a document in order. Comments and processing instructions are skipped. Names are without
 * their namespace prefix. An element without content gives a start and an end.
 *
 *     while ((token = reader.next()) !== null) …
 *
 * Every tag must be closed by one with the same name. A document type is an error, so that no entity can expand.
 */
export class XmlReader {
  /** The name of the last tag. */
  name = '';
  /** The last text. */
  text = '';

  private readonly chunks: Iterator<string>;
  private buffer = '';
  private pos = 0;
  /** The number of characters before `buffer`. */
  private discarded = 0;
  private readonly open: string[] = [];
  private attributes = '';
  private isSelfClosed = false;
  private hasRoot = false;

  constructor(
    chunks: Iterable<string>,
    private readonly fail: FailXml,
  ) {
    this.chunks = chunks[Symbol.iterator]();
  }

  /** The number of elements that contain the next token. */
  get depth(): number {
    return this.open.length;
  }

  /** Moves to the next token. Returns null at the end of the document. */
  next(): XmlToken | null {
    if (this.isSelfClosed) {
      this.isSelfClosed = false;
      this.open.pop();
      return 'end';
    }
    for (;;) {
      if (this.pos >= this.buffer.length && !this.loadMore()) return this.finish();
      if (this.buffer.charCodeAt(this.pos) !== 60) {
        if (this.readText()) return 'text';
        continue;
      }
      while (this.buffer.length < this.pos + 9 && this.loadMore());
      const second = this.buffer.charCodeAt(this.pos + 1);
      if (second === 47) return this.readEnd();
      if (second === 63) this.skipUntil('?>');
      else if (second !== 33) return this.readStart();
      else if (this.buffer.startsWith('<!--', this.pos)) this.skipUntil('-->');
      else if (this.buffer.startsWith('<![CDATA[', this.pos)) return this.readCharacterData();
      else return this.failHere('xlsx-entity', 'it has a document type, which can declare entities');
    }
  }

  /** Returns the value of an attribute of the last start tag. */
  attribute(name: string): string | undefined {
    const { attributes } = this;
    for (let pos = 0; ; ) {
      const equals = attributes.indexOf('=', pos);
      if (equals < 0) return undefined;
      let end = equals;
      while (end > pos && attributes.charCodeAt(end - 1) <= 32) end--;
      let start = end;
      while (start > pos && attributes.charCodeAt(start - 1) > 32) start--;
      let open = equals + 1;
      while (attributes.charCodeAt(open) <= 32) open++;
      const quote = attributes[open];
      const close = quote === '"' || quote === "'" ? attributes.indexOf(quote, open + 1) : -1;
      if (close < 0) this.failHere('xlsx-xml', 'an attribute has no value in quotes');
      const nameStart = end - name.length;
      const isWhole = nameStart === start || (nameStart > start && attributes[nameStart - 1] === ':');
      if (isWhole && attributes.startsWith(name, nameStart)) {
        return this.decode(attributes.slice(open + 1, close));
      }
      pos = close + 1;
    }
  }

  /** Moves behind the end of the element that was started last, and returns its text. */
  readContent(): string {
    const { depth } = this;
    let content = '';
    while (this.depth >= depth) {
      if (this.next() !== 'text') continue;
      content += this.text;
      if (content.length > MAX_TOKEN) this.failHere('xlsx-xml', 'a text is too long');
    }
    return content;
  }

  private finish(): null {
    if (this.open.length > 0) this.failHere('xlsx-xml', `it ends inside <${this.open.at(-1)}>`);
    if (!this.hasRoot) this.failHere('xlsx-xml', 'it is empty');
    return null;
  }

  /** Reads a text up to the next tag. Returns false for blanks outside of the root element. */
  private readText(): boolean {
    const end = this.find('<', this.pos) ?? this.buffer.length;
    const text = this.buffer.slice(this.pos, end);
    if (this.open.length === 0) {
      if (/[^\s\ufeff]/.test(text)) this.failHere('xlsx-xml', 'it has text outside of its elements');
      this.pos = end;
      return false;
    }
    this.text = this.decode(text);
    this.pos = end;
    return true;
  }

  private readCharacterData(): XmlToken {
    const start = this.pos + 9;
    const end = this.find(']]>', start) ?? this.failHere('xlsx-xml', 'it ends inside a text');
    this.text = this.buffer.slice(this.pos + 9, end);
    this.pos = end + 3;
    return 'text';
  }

  private readStart(): XmlToken {
    const end = this.findTagEnd();
    const { buffer } = this;
    let nameEnd = this.pos + 1;
    while (nameEnd < end && !isNameEnd(buffer.charCodeAt(nameEnd))) nameEnd++;
    this.isSelfClosed = buffer.charCodeAt(end - 1) === 47;
    this.name = localName(buffer.slice(this.pos + 1, nameEnd));
    if (this.name === '') this.failHere('xlsx-xml', 'a tag has no name');
    this.attributes = buffer.slice(nameEnd, this.isSelfClosed ? end - 1 : end);
    if (this.open.length === 0 && this.hasRoot) this.failHere('xlsx-xml', 'it has several root elements');
    if (this.open.length >= MAX_DEPTH)
      this.failHere('xlsx-xml', `elements are nested more than ${MAX_DEPTH} deep`);
    this.hasRoot = true;
    this.open.push(this.name);
    this.pos = end + 1;
    return 'start';
  }

  private readEnd(): XmlToken {
    const end = this.findTagEnd();
    this.name = localName(this.buffer.slice(this.pos + 2, end).trimEnd());
    if (this.open.pop() !== this.name) this.failHere('xlsx-xml', `</${this.name}> closes another element`);
    this.pos = end + 1;
    return 'end';
  }

  /** Returns the offset of the ">" that ends the tag at `pos`. Quoted values can contain that character. */
  private findTagEnd(): number {
    let quote = 0;
    for (let i = this.pos + 1; ; i++) {
      if (i >= this.buffer.length) {
        const start = this.pos;
        if (!this.loadMore()) this.failHere('xlsx-xml', 'it ends inside a tag');
        i -= start - this.pos;
      }
      const unit = this.buffer.charCodeAt(i);
      if (quote !== 0) {
        if (unit === quote) quote = 0;
      } else if (unit === 34 || unit === 39) quote = unit;
      else if (unit === 62) return i;
      else if (unit === 60) this.failHere('xlsx-xml', 'a tag contains "<"');
    }
  }

  private skipUntil(end: string): void {
    const found = this.find(end, this.pos) ?? this.failHere('xlsx-xml', 'it ends inside a comment');
    this.pos = found + end.length;
  }

  /** Returns the offset of `text` at or after `from`, which must not be before `pos`. Null: it does not occur. */
  private find(text: string, from: number): number | null {
    const distance = from - this.pos;
    for (let searched = distance; ; ) {
      const found = this.buffer.indexOf(text, this.pos + searched);
      if (found >= 0) return found;
      searched = Math.max(distance, this.buffer.length - this.pos - text.length + 1);
      if (!this.loadMore()) return null;
    }
  }

  /** Appends the next chunk to the part of the buffer from `pos` on. Returns false at the end. */
  private loadMore(): boolean {
    const rest = this.buffer.slice(this.pos);
    if (rest.length > MAX_TOKEN) this.failHere('xlsx-xml', 'a tag or a text is too long');
    const next = this.chunks.next();
    if (next.done) return false;
    this.discarded += this.pos;
    this.pos = 0;
    this.buffer = rest + next.value;
    return true;
  }

  private decode(text: string): string {
    if (!text.includes('&')) return text;
    return text.replace(/&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|(\w{1,8}));|&/g, (_, decimal, hex, name) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : -1;
      if (code >= 0 && code <= 0x10ffff) return String.fromCodePoint(code);
      if (name !== undefined && Object.hasOwn(ENTITIES, name)) return ENTITIES[name];
      return this.failHere('xlsx-entity', 'it uses an entity that XML does not define');
    });
  }

  private failHere(code: string, problem: string): never {
    return this.fail(code, problem, this.discarded + this.pos);
  }
}

function isNameEnd(unit: number): boolean {
  return unit <= 32 || unit === 47;
}

function localName(name: string): string {
  return name.includes(':') ? name.slice(name.indexOf(':') + 1) : name;
}

/**
 * A token of a language model as a label that shows what it is made of. Spaces that could not be seen (at an end,
 * or several in a row) are `␣`, line ends `⏎`, tabs `⇥`, an empty token `∅`; other control characters and bytes
 * that are no text read `<0x07>`, characters without ink `<U+200B>`.
 *
 * Three notations of tokenizers are read:
 * - byte-level BPE (GPT-2, Llama 3, Qwen): a character for each byte, `Ġ` a space, `Ã©` é. A label is taken for
 *   that if all its characters stand for bytes, and either `Ġ`, `Ċ` (line end) or `ĉ` (tab) is among them or the
 *   bytes could be cut out of UTF-8 text, with a whole character beyond ASCII, or three bytes of one, in them.
 *   So `café`, `Kovačić` and `kráľ` stay as they are, and so do pieces too small to tell, such as `âĢ` or `č`.
 *   The price is a word like `Çınar`, in which two letters happen to be the bytes of one character;
 * - SentencePiece (Llama 2, T5): `▁` is a space;
 * - byte fallback (Llama 2): `<0x0A>` is a byte, and neighbours may be UTF-8 together.
 *
 * Everything else stays, as `##ing`, `[CLS]` and `<|endoftext|>` do.
 */
export function readableToken(label: string): string {
  if (label === '') return '∅';
  return visible(fromByteLevel(label) ?? fromSentencePiece(label));
}

/** Bytes that byte-level BPE writes as the character of the same number; the others are U+0100 and on, in order. */
const isPrintable = (byte: number) =>
  (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;

let byteOf: ReadonlyMap<number, number> | undefined;

function bytesByCharacter(): ReadonlyMap<number, number> {
  const all = Array.from({ length: 256 }, (_, byte) => byte);
  return new Map([
    ...all.filter(isPrintable).map((byte): [number, number] => [byte, byte]),
    ...all.filter((byte) => !isPrintable(byte)).map((byte, i): [number, number] => [0x100 + i, byte]),
  ]);
}

function fromByteLevel(label: string): string | null {
  byteOf ??= bytesByCharacter();
  const bytes = new Uint8Array(label.length);
  for (let i = 0; i < label.length; i++) {
    const byte = byteOf.get(label.charCodeAt(i));
    if (byte === undefined) return null;
    bytes[i] = byte;
  }
  return /[ĠĊĉ]/.test(label) || isPieceOfText(bytes) ? decoded(bytes) : null;
}

function fromSentencePiece(label: string): string {
  return label
    .replaceAll('▁', ' ')
    .replace(/(?:<0x[\da-f]{2}>)+/gi, (run) =>
      decoded(Uint8Array.from(run.match(/[\da-f]{2}(?=>)/gi)!, (hex) => Number.parseInt(hex, 16))),
    );
}

/** Whether `bytes` could be cut out of UTF-8 text, with enough in them that it is no accident. */
function isPieceOfText(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < 3 && isContinuation(bytes[at])) at++;
  let beyondAscii = false;
  while (at < bytes.length && codePointAt(bytes, at) !== null) {
    const length = lengthFrom(bytes[at]);
    beyondAscii ||= length > 1;
    at += length;
  }
  const rest = bytes.subarray(at);
  const cutOff = rest.length < lengthFrom(rest[0]) && rest.subarray(1).every(isContinuation);
  return (rest.length === 0 || cutOff) && (beyondAscii || rest.length === 3);
}

/** UTF-8 as text; bytes that are none read `<0xE2>`. */
function decoded(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const codePoint = codePointAt(bytes, at);
    text += codePoint === null ? hexByte(bytes[at]) : String.fromCodePoint(codePoint);
    at += codePoint === null ? 1 : lengthFrom(bytes[at]);
  }
  return text;
}

/** The character whose bytes begin at `at`, or null where there is no whole and valid one. */
function codePointAt(bytes: Uint8Array, at: number): number | null {
  const length = lengthFrom(bytes[at]);
  if (length <= 1) return length === 1 ? bytes[at] : null;
  let codePoint = bytes[at] & (0x7f >> length);
  for (let i = at + 1; i < at + length; i++) {
    if (!isContinuation(bytes[i])) return null;
    codePoint = (codePoint << 6) | (bytes[i] & 0x3f);
  }
  const least = [0x80, 0x800, 0x10000][length - 2];
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  return codePoint < least || codePoint > 0x10ffff || isSurrogate ? null : codePoint;
}

/** How many bytes a character has that begins with this one; 0 where none does. */
function lengthFrom(lead: number | undefined): number {
  if (lead === undefined || (lead >= 0x80 && lead < 0xc2) || lead > 0xf4) return 0;
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && byte >> 6 === 0b10;
}

function visible(text: string): string {
  return text
    .replace(/\p{Zs}{2,}|^\p{Zs}|\p{Zs}$/gu, (spaces) => '␣'.repeat(spaces.length))
    .replace(/\r?\n/g, '⏎')
    .replaceAll('\t', '⇥')
    .replace(/\p{Cc}|\p{Cs}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffb]/gu, unseen);
}

function unseen(character: string): string {
  const codePoint = character.codePointAt(0)!;
  return codePoint < 0x80 ? hexByte(codePoint) : `<U+${hex(codePoint, 4)}>`;
}

function hexByte(byte: number): string {
  return `<0x${hex(byte, 2)}>`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}

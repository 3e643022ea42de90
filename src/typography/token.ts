/**
 * Returns a token of a language model as a readable label.
 * - Leading, trailing and repeated spaces become `␣`, line ends `⏎`, tabs `⇥`, and an empty token `∅`.
 * - Other control characters and bytes that are not valid text become `<0x07>`, and invisible characters `<U+200B>`.
 *
 * Three notations of tokenizers are decoded:
 * - Byte-level BPE (GPT-2, Llama 3, Qwen) has one character per byte: `Ġ` is a space, `Ã©` is é. A label is decoded if
 *   all its characters stand for bytes and one of two conditions holds. Either it has `Ġ`, `Ċ` (line end) or `ĉ` (tab).
 *   Or its bytes are a part of valid UTF-8 text, with a complete non-ASCII character or three bytes of one.
 *   So `café`, `Kovačić` and `kráľ` are unchanged, and also short parts such as `âĢ` or `č`.
 *   A few words are decoded wrongly, such as `Çınar`, in which two letters are the bytes of one character.
 * - SentencePiece (Llama 2, T5): `▁` is a space.
 * - Byte fallback (Llama 2): `<0x0A>` is a byte, and consecutive bytes may form a UTF-8 character.
 *
 * Everything else is unchanged, for example `##ing`, `[CLS]` and `<|endoftext|>`.
 */
export function readableToken(label: string): string {
  if (label === '') return '∅';
  return showInvisible(decodeByteLevel(label) ?? decodeSentencePiece(label));
}

/** Whether byte-level BPE writes `byte` as the character with the same number. Other bytes are U+0100 and up, in order. */
const isPrintable = (byte: number) =>
  (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;

let byteTable: ReadonlyMap<number, number> | undefined;

function createByteTable(): ReadonlyMap<number, number> {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte);
  return new Map([
    ...bytes.filter(isPrintable).map((byte): [number, number] => [byte, byte]),
    ...bytes.filter((byte) => !isPrintable(byte)).map((byte, i): [number, number] => [0x100 + i, byte]),
  ]);
}

function decodeByteLevel(label: string): string | null {
  byteTable ??= createByteTable();
  const bytes = new Uint8Array(label.length);
  for (let i = 0; i < label.length; i++) {
    const byte = byteTable.get(label.charCodeAt(i));
    if (byte === undefined) return null;
    bytes[i] = byte;
  }
  return /[ĠĊĉ]/.test(label) || isPartOfText(bytes) ? decodeUtf8(bytes) : null;
}

function decodeSentencePiece(label: string): string {
  return label
    .replaceAll('▁', ' ')
    .replace(/(?:<0x[\da-f]{2}>)+/gi, (run) =>
      decodeUtf8(Uint8Array.from(run.match(/[\da-f]{2}(?=>)/gi)!, (hex) => Number.parseInt(hex, 16))),
    );
}

/** Whether `bytes` are a part of valid UTF-8 text, long enough that this is not a coincidence. */
function isPartOfText(bytes: Uint8Array): boolean {
  let at = 0;
  while (at < 3 && isContinuation(bytes[at])) at++;
  let hasNonAscii = false;
  while (at < bytes.length && codePointAt(bytes, at) !== null) {
    const length = sequenceLength(bytes[at]);
    hasNonAscii ||= length > 1;
    at += length;
  }
  const rest = bytes.subarray(at);
  const isTruncated = rest.length < sequenceLength(rest[0]) && rest.subarray(1).every(isContinuation);
  return (rest.length === 0 || isTruncated) && (hasNonAscii || rest.length === 3);
}

/** Decodes UTF-8. Invalid bytes become `<0xE2>`. */
function decodeUtf8(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const codePoint = codePointAt(bytes, at);
    text += codePoint === null ? hexByte(bytes[at]) : String.fromCodePoint(codePoint);
    at += codePoint === null ? 1 : sequenceLength(bytes[at]);
  }
  return text;
}

/** Returns the code point whose bytes start at `at`, or null if they are incomplete or invalid. */
function codePointAt(bytes: Uint8Array, at: number): number | null {
  const length = sequenceLength(bytes[at]);
  if (length <= 1) return length === 1 ? bytes[at] : null;
  let codePoint = bytes[at] & (0x7f >> length);
  for (let i = at + 1; i < at + length; i++) {
    if (!isContinuation(bytes[i])) return null;
    codePoint = (codePoint << 6) | (bytes[i] & 0x3f);
  }
  const minCodePoint = [0x80, 0x800, 0x10000][length - 2];
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  return codePoint < minCodePoint || codePoint > 0x10ffff || isSurrogate ? null : codePoint;
}

/** Returns the number of bytes of a character with the first byte `lead`, or 0 if no character starts with it. */
function sequenceLength(lead: number | undefined): number {
  if (lead === undefined || (lead >= 0x80 && lead < 0xc2) || lead > 0xf4) return 0;
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && byte >> 6 === 0b10;
}

function showInvisible(text: string): string {
  return text
    .replace(/\p{Zs}{2,}|^\p{Zs}|\p{Zs}$/gu, (spaces) => '␣'.repeat(spaces.length))
    .replace(/\r?\n/g, '⏎')
    .replaceAll('\t', '⇥')
    .replace(
      /\p{Cc}|\p{Cs}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point}|[\ufff9-\ufffb]/gu,
      toCodeNotation,
    );
}

function toCodeNotation(character: string): string {
  const codePoint = character.codePointAt(0)!;
  return codePoint < 0x80 ? hexByte(codePoint) : `<U+${hex(codePoint, 4)}>`;
}

function hexByte(byte: number): string {
  return `<0x${hex(byte, 2)}>`;
}

function hex(value: number, digits: number): string {
  return value.toString(16).toUpperCase().padStart(digits, '0');
}

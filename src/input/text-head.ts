/** The start of a text. Formats without a signature are recognized by its shape. */
export interface TextHead {
  readonly text: string;
  /** Whether this is the whole text. */
  readonly isWhole: boolean;
}

const MAX_BYTES = 1 << 16;

/** Returns the start of a text, or null if the bytes are not text. An incomplete character at the end becomes U+FFFD. */
export function textHead(bytes: Uint8Array, hasMore: boolean): TextHead | null {
  const start = bytes.subarray(0, MAX_BYTES);
  if (start.includes(0)) return null;
  return { text: new TextDecoder().decode(start), isWhole: start.length === bytes.length && !hasMore };
}

/** Returns the first `count` lines that are not blank. Only complete lines count, unless the text is whole. */
export function firstLines({ text, isWhole }: TextHead, count: number): string[] {
  const lines: string[] = [];
  let start = 0;
  while (lines.length < count && start < text.length) {
    const end = text.indexOf('\n', start);
    if (end < 0 && !isWhole) break;
    const line = text.slice(start, end < 0 ? text.length : end).replace(/\r$/, '');
    if (line.trim() !== '') lines.push(line);
    start = end < 0 ? text.length : end + 1;
  }
  return lines;
}

/** The tokens of JSON text below the level of values: whitespace, comments and unquoted words. */

const SLASH = 47;

/**
 * Returns the first offset from `pos` on that is in neither whitespace nor a comment. A comment that is not closed is
 * not skipped: the result is the offset of its slash.
 */
export function skipWhitespace(text: string, pos: number): number {
  for (;;) {
    const c = text.charCodeAt(pos);
    if (c === 32 || c === 10 || c === 13 || c === 9) {
      pos++;
    } else if (c === SLASH) {
      const end = skipComment(text, pos);
      if (end === pos) return pos;
      pos = end;
    } else {
      return pos;
    }
  }
}

function skipComment(text: string, pos: number): number {
  if (text.startsWith('//', pos)) {
    while (pos < text.length && text[pos] !== '\n' && text[pos] !== '\r') pos++;
    return pos;
  }
  if (!text.startsWith('/*', pos)) return pos;
  const close = text.indexOf('*/', pos + 2);
  return close < 0 ? pos : close + 2;
}

/** Whether `text` starts with a control character or with any Unicode whitespace. */
export function isInvisible(text: string): boolean {
  return /^[\p{C}\p{Z}]/u.test(text);
}

const ENDS_WORD = Uint8Array.from({ length: 128 }, (_, c) =>
  c <= 0x20 || c === 0x7f || ',:[]{}"/'.includes(String.fromCharCode(c)) ? 1 : 0,
);

/** Whether an unquoted word, such as a number or `null`, ends at `pos`. */
export function isWordEnd(text: string, pos: number): boolean {
  const c = text.charCodeAt(pos);
  return c < 128 ? ENDS_WORD[c] === 1 : pos >= text.length || isInvisible(text[pos]);
}

/** Returns the end of the unquoted word that starts at `pos`. */
export function findWordEnd(text: string, pos: number): number {
  while (!isWordEnd(text, pos)) pos++;
  return pos;
}

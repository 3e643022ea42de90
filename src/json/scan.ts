/** What a JSON text is made of below the level of values: blanks, comments, bare words. */

const SLASH = 47;

/**
 * The first offset at or after `at` that holds neither a blank nor a comment. A comment that is never
 * closed is not skipped: the result is then the offset of its slash.
 */
export function skipBlank(text: string, at: number): number {
  for (;;) {
    const c = text.charCodeAt(at);
    if (c === 32 || c === 10 || c === 13 || c === 9) {
      at++;
    } else if (c === SLASH) {
      const end = commentEnd(text, at);
      if (end === at) return at;
      at = end;
    } else {
      return at;
    }
  }
}

function commentEnd(text: string, at: number): number {
  if (text.startsWith('//', at)) {
    while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++;
    return at;
  }
  if (!text.startsWith('/*', at)) return at;
  const close = text.indexOf('*/', at + 2);
  return close < 0 ? at : close + 2;
}

/** Whether `text` begins with a control character or a blank of any kind. */
export function isInvisible(text: string): boolean {
  return /^[\p{C}\p{Z}]/u.test(text);
}

const ENDS_WORD = Uint8Array.from({ length: 128 }, (_, c) =>
  c <= 0x20 || c === 0x7f || ',:[]{}"/'.includes(String.fromCharCode(c)) ? 1 : 0,
);

/** Whether a bare word (a number, `null`, anything unquoted) that reaches up to `at` ends there. */
export function isWordEnd(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return c < 128 ? ENDS_WORD[c] === 1 : at >= text.length || isInvisible(text[at]);
}

/** The end of the bare word that begins at `at`. */
export function wordEnd(text: string, at: number): number {
  while (!isWordEnd(text, at)) at++;
  return at;
}

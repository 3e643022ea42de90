const [QUOTE, BACKSLASH, COMMA, SLASH, STAR, LF, CR] = [...'"\\,/*\n\r'].map((c) => c.charCodeAt(0));
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [...'[]{}'].map((c) => c.charCodeAt(0));

/** 1 for each byte that `topLevelKeys` has to look at. */
const IS_SPECIAL = new Uint8Array(256);
for (const byte of [QUOTE, COMMA, SLASH, OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT])
  IS_SPECIAL[byte] = 1;

/**
 * Returns the keys of the outermost object of a JSON text in UTF-8, without parsing its values. Returns no keys if the
 * text is not an object. The keys of a text with syntax errors are a guess.
 */
export function topLevelKeys(text: Uint8Array): string[] {
  const keys: string[] = [];
  let depth = 0;
  let isKeyNext = false;
  for (let pos = 0; pos < text.length; pos++) {
    const byte = text[pos];
    if (IS_SPECIAL[byte] === 0) continue;
    switch (byte) {
      case OPEN_ARRAY:
      case OPEN_OBJECT:
        if (depth === 0 && byte === OPEN_ARRAY) return [];
        isKeyNext = ++depth === 1;
        break;
      case CLOSE_ARRAY:
      case CLOSE_OBJECT:
        if (--depth <= 0) return keys;
        break;
      case COMMA:
        isKeyNext = depth === 1;
        break;
      case SLASH:
        pos = commentEnd(text, pos);
        break;
      default: {
        if (depth === 0) return [];
        const start = pos;
        pos = closingQuote(text, pos);
        if (isKeyNext) keys.push(stringAt(text, start, pos));
        isKeyNext = false;
      }
    }
  }
  return keys;
}

/** Returns the offset of the quote that closes the string at `start`; the length of the text if it is not closed. */
function closingQuote(text: Uint8Array, start: number): number {
  for (let end = text.indexOf(QUOTE, start + 1); end >= 0; end = text.indexOf(QUOTE, end + 1)) {
    let backslashes = 0;
    while (text[end - 1 - backslashes] === BACKSLASH) backslashes++;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

/** Returns the offset of the last byte of the comment at `start`; `start` if there is no comment. */
function commentEnd(text: Uint8Array, start: number): number {
  if (text[start + 1] === STAR) {
    let end = text.indexOf(SLASH, start + 3);
    while (end >= 0 && text[end - 1] !== STAR) end = text.indexOf(SLASH, end + 1);
    return end < 0 ? text.length : end;
  }
  if (text[start + 1] !== SLASH) return start;
  let end = start;
  while (end < text.length && text[end] !== LF && text[end] !== CR) end++;
  return end;
}

/** Returns the value of the string between the quotes at `start` and `end`; '' if it is invalid. */
function stringAt(text: Uint8Array, start: number, end: number): string {
  try {
    return JSON.parse(new TextDecoder().decode(text.subarray(start, end + 1)));
  } catch {
    return '';
  }
}

/** East Asian characters and emoji, which occupy two columns of a terminal. */
const WIDE_CHARACTER =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;

/** Created on demand, because that takes as long as drawing a small figure. */
let segmenter: Intl.Segmenter | undefined;

/** Truncates a text to a number of terminal columns, with "…" at the end if it is too long. */
export function truncateToWidth(text: string, columns: number): string {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  let width = 0;
  let start = '';
  let isFull = false;
  for (const { segment } of segmenter.segment(text)) {
    width += WIDE_CHARACTER.test(segment) ? 2 : 1;
    if (width > columns) return isFull || columns < 1 ? start : `${start}…`;
    // The last column is reserved for "…".
    if (width < columns && !isFull) start += segment;
    else isFull = true;
  }
  return text;
}

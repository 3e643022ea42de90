/** How much room text takes on a terminal. */

/** East Asian letters and emoji, which take two columns. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|[\u{20000}-\u{3fffd}]/u;

/** Made when it is first needed: that takes as long as a whole small figure takes to draw. */
let letters: Intl.Segmenter | undefined;

/** As much of `text` as fits into so many columns, with "…" where something is left out. */
export function cut(text: string, columns: number): string {
  letters ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  let width = 0;
  let fits = '';
  let isFull = false;
  for (const { segment } of letters.segment(text)) {
    width += WIDE.test(segment) ? 2 : 1;
    if (width > columns) return isFull || columns < 1 ? fits : `${fits}…`;
    // One column is kept for the "…" that may be needed.
    if (width < columns && !isFull) fits += segment;
    else isFull = true;
  }
  return text;
}

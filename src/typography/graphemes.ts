/** Splits a text at boundaries of Unicode. The segmenters take milliseconds to load, so plain text does without. */

const segmenters = new Map<Granularity, Intl.Segmenter>();

type Granularity = 'grapheme' | 'word';

/** The number of UTF-16 code units to segment at once. */
const PART_LENGTH = 1024;

/** Splits `text` into user-perceived characters. */
export function splitGraphemes(text: string): string[] {
  return /^[ -~]*$/.test(text) ? [...text] : segment(text, 'grapheme');
}

/** Scripts that are written without spaces between words. */
const WITHOUT_SPACES =
  /[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\ua9e0-\ua9fe\uaa60-\uaa7f\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
/** Characters that do not begin a line: closing brackets, punctuation, small and repeated letters, spaces, also of no width. */
const NOT_FIRST =
  /^[\s\u200b!%),.:;?\]}¢°’”†‡‥…‰′″℃\u0e2f\u0e46\u0eaf\u0ec6\u104a\u104b\u17d4-\u17da、。々〉》」』】〕〗〙〜〞〟〻ぁぃぅぇぉっゃゅょゎゕゖ゛-ゞ゠ァィゥェォッャュョヮヵヶ・-ヾ！％），．：；？］｝～｡｣､･]/u;
/** Characters that do not end a line: opening brackets, signs. */
const NOT_LAST = /[$(+[{£¥±‘“−〈《「『【〔〖〘〝＄（［｛｢￡￥]$/u;

/** Splits `text` between words where no spaces do, in Chinese, Japanese, Thai, Lao, Khmer and Burmese. */
export function splitWords(text: string): string[] {
  return WITHOUT_SPACES.test(text) ? joinPunctuation(segment(text, 'word')) : [text];
}

/** Splits a word into parts that lines may begin and end with: graphemes, in scripts without spaces with their punctuation. */
export function splitWord(word: string): string[] {
  const graphemes = splitGraphemes(word);
  return WITHOUT_SPACES.test(word) ? joinPunctuation(graphemes) : graphemes;
}

function joinPunctuation(parts: readonly string[]): string[] {
  const joined: string[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last !== undefined && (NOT_FIRST.test(part) || NOT_LAST.test(last)))
      joined[joined.length - 1] += part;
    else joined.push(part);
  }
  return joined;
}

function segment(text: string, granularity: Granularity): string[] {
  const segmenter = segmenters.get(granularity) ?? new Intl.Segmenter('und', { granularity });
  segmenters.set(granularity, segmenter);
  // The segmenter takes quadratic time, so the text is segmented in parts. The last segment of a part may continue in
  // the next one, so it is moved there.
  const segments: string[] = [];
  for (let rest = text; rest; ) {
    const part = Array.from(segmenter.segment(rest.slice(0, PART_LENGTH)), ({ segment }) => segment);
    const last = rest.length > PART_LENGTH && part.length > 1 ? (part.pop() as string) : '';
    for (const each of part) segments.push(each);
    rest = last + rest.slice(PART_LENGTH);
  }
  return segments;
}

/** Scripts that are wrong when drawn, as we do, one glyph a character and from left to right. */
const COMPLEX_SCRIPTS = [
  'Arabic Hebrew Syriac Thaana Nko Samaritan Mandaic Adlam Mongolian',
  'Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala',
  'Thai Lao Tibetan Myanmar Khmer Balinese Javanese Sundanese',
].flatMap((scripts) => scripts.split(' '));

/** Where the letters of these scripts lie, and others; but not punctuation, signs and arrows, which many texts have. */
const MAYBE_COMPLEX = /[\u0590-\u1fff\ua800-\uffff]/;

let patterns: readonly { readonly script: string; readonly pattern: RegExp }[] | undefined;

/**
 * The first script in the list above that `text` has a letter of, or null: text whose letters join, stack,
 * change places or run from right to left, so that the reader is to be told that it is not drawn properly.
 */
export function needsShaping(text: string): string | null {
  if (!MAYBE_COMPLEX.test(text)) return null;
  patterns ??= COMPLEX_SCRIPTS.map((script) => ({
    script,
    pattern: new RegExp(`\\p{Script=${script}}`, 'u'),
  }));
  return patterns.find(({ pattern }) => pattern.test(text))?.script ?? null;
}

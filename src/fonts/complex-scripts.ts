/** Scripts that need text shaping. This program draws one glyph per character from left to right, which is wrong for them. */
const COMPLEX_SCRIPTS = [
  'Arabic Hebrew Syriac Thaana Nko Samaritan Mandaic Adlam Mongolian',
  'Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala',
  'Thai Lao Tibetan Myanmar Khmer Balinese Javanese Sundanese',
].flatMap((scripts) => scripts.split(' '));

/** A fast test for the ranges of these scripts. They exclude punctuation, symbols and arrows, which are common. */
const MAYBE_COMPLEX = /[\u0590-\u1fff\ua800-\uffff]/;

let patterns: readonly { readonly script: string; readonly pattern: RegExp }[] | undefined;

/**
 * Returns the first script in the list above that has a letter in `text`, or null.
 * Letters of these scripts join, stack, reorder or run from right to left, so the user should be warned.
 */
export function findComplexScript(text: string): string | null {
  if (!MAYBE_COMPLEX.test(text)) return null;
  patterns ??= COMPLEX_SCRIPTS.map((script) => ({
    script,
    pattern: new RegExp(`\\p{Script=${script}}`, 'u'),
  }));
  return patterns.find(({ pattern }) => pattern.test(text))?.script ?? null;
}

/** Splits a text at changes of its script. */

/** The scripts whose rules of shaping differ, by their names in Unicode. Others are shaped as one. */
const SCRIPTS = [
  'Latin Greek Cyrillic Han Hiragana Katakana Hangul Bopomofo Armenian Georgian Ethiopic',
  'Arabic Hebrew Syriac Thaana Nko Samaritan Mandaic Adlam Mongolian Phags_Pa Hanifi_Rohingya',
  'Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam Sinhala',
  'Thai Lao Tibetan Myanmar Khmer Balinese Javanese Sundanese Cham Tai_Tham Tai_Viet Meetei_Mayek',
  'Lepcha Limbu Buginese Batak Rejang Saurashtra Syloti_Nagri Brahmi Kaithi Chakma Sharada Grantha',
].flatMap((scripts) => scripts.split(' '));

let patterns: readonly (readonly [script: string, pattern: RegExp])[] | undefined;

/** Returns the script of a character, "" for one that is not listed above, or null for one that all scripts use. */
function scriptOf(character: string): string | null {
  patterns ??= [...SCRIPTS, 'Common', 'Inherited'].map((script) => [
    script,
    new RegExp(`^\\p{Script=${script}}`, 'u'),
  ]);
  const found = patterns.find(([, pattern]) => pattern.test(character))?.[0] ?? '';
  return found === 'Common' || found === 'Inherited' ? null : found;
}

/** Returns the script of each of some parts of a text. Parts that all scripts use belong to the script before them. */
export function scriptsOf(parts: readonly string[]): string[] {
  const known = new Map<string, string | null>();
  const scripts = parts.map((part) => {
    const character = String.fromCodePoint(part.codePointAt(0)!);
    let script = known.get(character);
    if (script === undefined) {
      script = scriptOf(character);
      known.set(character, script);
    }
    return script;
  });
  let current = scripts.find((script) => script !== null) ?? '';
  return scripts.map((script) => {
    current = script ?? current;
    return current;
  });
}

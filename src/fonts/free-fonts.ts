/** Free fonts that have the characters of a script, for messages about missing characters. */

/** Scripts with a font "Noto Sans …" of the same name, by their names in Unicode. */
const SCRIPTS = (
  'Adlam Ahom Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali Bhaiksuki Brahmi Buginese Buhid Canadian_Aboriginal ' +
  'Carian Chakma Cham Cherokee Coptic Cuneiform Cypriot Deseret Devanagari Duployan Egyptian_Hieroglyphs Elbasan Ethiopic ' +
  'Georgian Glagolitic Gothic Grantha Gujarati Gurmukhi Hanunoo Hebrew Javanese Kaithi Kannada Kayah_Li Kharoshthi Khmer Khojki ' +
  'Khudawadi Lao Lepcha Limbu Linear_A Linear_B Lisu Lycian Lydian Mahajani Malayalam Mandaic Manichaean Meetei_Mayek ' +
  'Modi Mongolian Mro Multani Myanmar New_Tai_Lue Newa Nushu Ogham Ol_Chiki Old_Italic Old_Permic Old_Persian Oriya Osage Osmanya ' +
  'Pahawh_Hmong Palmyrene Phags_Pa Phoenician Rejang Runic Samaritan Saurashtra Sharada Shavian Siddham Sinhala ' +
  'Sora_Sompeng Sundanese Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil Telugu Thaana Thai Tifinagh ' +
  'Tirhuta Ugaritic Vai Warang_Citi Yi'
).split(' ');

/** Scripts whose font has another name. */
const OTHERS: Readonly<Record<string, string>> = {
  Latin: 'Noto Sans',
  Greek: 'Noto Sans',
  Cyrillic: 'Noto Sans',
  Arabic: 'Noto Sans Arabic',
  Han: 'Noto Sans SC, TC, JP or KR',
  Bopomofo: 'Noto Sans TC',
  Hiragana: 'Noto Sans JP',
  Katakana: 'Noto Sans JP',
  Hangul: 'Noto Sans KR',
  Nko: 'Noto Sans NKo',
  Tibetan: 'Noto Serif Tibetan',
};

let patterns: readonly { readonly script: string; readonly pattern: RegExp }[] | undefined;

/** Returns the script of a character and a free font that has it; null for characters of no font, such as private ones. */
export function findFreeFont(character: string): { readonly script: string; readonly font: string } | null {
  if (/\p{Co}|\p{Cn}|\p{Cc}|\p{Cs}/u.test(character)) return null;
  patterns ??= [...Object.keys(OTHERS), ...SCRIPTS].map((script) => ({
    script,
    pattern: new RegExp(`^\\p{Script=${script}}`, 'u'),
  }));
  const name = patterns.find(({ pattern }) => pattern.test(character))?.script;
  if (name) {
    const script = name.replaceAll('_', ' ');
    return { script, font: OTHERS[name] ?? `Noto Sans ${script}` };
  }
  if (/\p{Emoji_Presentation}|\p{Extended_Pictographic}/u.test(character))
    return { script: 'emoji', font: 'Noto Emoji' };
  if (/\p{Sm}|[\u{1d400}-\u{1d7ff}]/u.test(character))
    return { script: 'mathematics', font: 'Noto Sans Math' };
  return /\p{S}/u.test(character) ? { script: 'symbols', font: 'Noto Sans Symbols 2' } : null;
}

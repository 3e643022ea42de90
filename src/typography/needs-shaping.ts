/** Tells which texts one glyph for each character, from left to right, shows correctly. */

/** Characters of scripts from right to left, and controls that make other characters run from right to left. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\u202b\u202e\u2067\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Characters that do not join, stack, reorder or combine with others. East Asian scripts and pictures are among them. */
const SIMPLE = new RegExp(
  `^[${[
    '\\0-\\u02ff\\u0370-\\u0482\\u048a-\\u058f',
    '\\u10a0-\\u10ff\\u1200-\\u135c\\u1360-\\u16ff\\u1d00-\\u1dbf\\u1e00-\\u200c\\u200e',
    '\\u2010-\\u202a\\u202c\\u202d\\u202f-\\u2066\\u2068-\\u20cf\\u2100-\\u2cee\\u2cf2-\\u2d7e\\u2d80-\\u2ddf\\u2e00-\\u3029\\u3030-\\u3098',
    '\\u309b-\\ua66e\\ua700-\\ua7ff\\ua960-\\ua97f\\uac00-\\ud7a3\\ud800-\\udfff\\ue000-\\ufb1c\\ufe00-\\ufe1f\\ufe30-\\ufe6f\\ufeff-\\uffff',
    '\\u{10000}-\\u{101fc}\\u{10280}-\\u{1036f}\\u{16fe0}-\\u{16fe3}\\u{17000}-\\u{1b2ff}\\u{1d000}-\\u{1d164}\\u{1d200}-\\u{1d7ff}',
    '\\u{1f000}-\\u{1f1e5}\\u{1f200}-\\u{1f3fa}\\u{1f400}-\\u{1fbff}\\u{20000}-\\u{3fffd}\\u{e0000}-\\u{10ffff}',
  ].join('')}]*$`,
  'u',
);

/** A picture that is written as several characters. */
const PICTURE_SEQUENCE = /\p{Extended_Pictographic}\ufe0f?\u200d/u;

/** Whether a text, in composed form (NFC), needs an order, a form or a place of its glyphs that depends on their neighbours. */
export function needsShaping(text: string): boolean {
  if (/^[ -~]*$/.test(text)) return false;
  return !SIMPLE.test(text.replace(/\u200d/g, '')) || PICTURE_SEQUENCE.test(text);
}

/** Whether some part of a text may run from right to left. */
export function mayRunRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

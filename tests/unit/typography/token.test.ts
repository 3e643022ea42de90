import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundledFonts } from '../../../src/fonts/font-set.js';
import { readableToken } from '../../../src/typography/token.js';
import { cpuTime } from '../../support/cpu-time.js';

/**
 * Returns the character of each byte as in the encoder.py of GPT-2. The printable ranges ! to ~, ¡ to ¬ and ® to ÿ map
 * to themselves, and other bytes to U+0100 and up in byte order.
 */
function bytesToUnicode(): string[] {
  const table: string[] = [];
  for (const [first, last] of ['!~', '¡¬', '®ÿ'].map((ends) => [ends.charCodeAt(0), ends.charCodeAt(1)])) {
    for (let byte = first; byte <= last; byte++) table[byte] = String.fromCharCode(byte);
  }
  let n = 0;
  for (let byte = 0; byte < 256; byte++) table[byte] ??= String.fromCharCode(256 + n++);
  return table;
}

const TABLE = bytesToUnicode();
const encodeBytes = (bytes: Iterable<number>) => Array.from(bytes, (byte) => TABLE[byte]).join('');
const encodeText = (text: string) => encodeBytes(new TextEncoder().encode(text));

// The tokens were copied by hand from the output of convert_ids_to_tokens of each tokenizer.
describe('a token of byte-level BPE', () => {
  it.each([
    ['a word after a space', 'Ġthe', '␣the'],
    ['a word', 'the', 'the'],
    ['spaces of indentation', 'ĠĠĠ', '␣␣␣'],
    ['a line end', 'Ċ', '⏎'],
    ['two line ends', 'ĊĊ', '⏎⏎'],
    ['a full stop with line ends (Llama 3)', '.ĊĊ', '.⏎⏎'],
    ['a Windows line end', 'čĊ', '⏎'],
    ['a tab with code (Qwen2)', 'ĉreturn', '⇥return'],
    ['spaces inside (Qwen2)', 'ĠĠreturnĠx', '␣␣return x'],
    ['an accented word after a space (GPT-2)', 'ĠcafÃ©', '␣café'],
    ['an accented word', 'naÃ¯ve', 'naïve'],
    ['a curly quote (GPT-2)', 'âĢĻ', '’'],
    ['a dash after a space', 'ĠâĢĶ', '␣—'],
    ['Chinese (Qwen2)', 'ä¸ŃåĽ½', '中国'],
    ['Russian after a space (Llama 3)', 'ĠÐ¿ÑĢÐ¸Ð²ÐµÑĤ', '␣привет'],
    ['an emoji (Llama 3)', 'ðŁĺĬ', '😊'],
    ['a no-break space', 'Âł', '␣'],
    ['a byte order mark', 'ï»¿', '<U+FEFF>'],
    ['the start of an emoji (GPT-2)', 'ðŁĺ', '<0xF0><0x9F><0x98>'],
    ['the start of an emoji after a space', 'ĠðŁ', '␣<0xF0><0x9F>'],
    ['the start of a dash after a space', 'ĠâĢ', '␣<0xE2><0x80>'],
    ['the end of one character and a complete one', 'ŃåĽ½', '<0xAD>国'],
    ['a complete character and the start of the next', 'åĽ½ä¸', '国<0xE4><0xB8>'],
    ['a control character after a space', 'Ġć', '␣<0x07>'],
    ['a replacement character', 'ï¿½', '�'],
  ])('shows %s', (_, token, readable) => {
    expect(readableToken(token)).toBe(readable);
  });

  it('is decoded only once', () => {
    expect(readableToken(encodeText(' ▁'))).toBe('␣▁');
    expect(readableToken(encodeText(' <0x0A>'))).toBe('␣<0x0A>');
  });

  it('shows the bytes of invalid UTF-8: overlong forms, surrogates, code points above U+10FFFF', () => {
    const read = (...bytes: number[]) => readableToken(encodeBytes([0x20, ...bytes]));
    expect(read(0xc0, 0xaf)).toBe('␣<0xC0><0xAF>');
    expect(read(0xe0, 0x80, 0xaf)).toBe('␣<0xE0><0x80><0xAF>');
    expect(read(0xed, 0xa0, 0x80)).toBe('␣<0xED><0xA0><0x80>');
    expect(read(0xf4, 0x90, 0x80, 0x80)).toBe('␣<0xF4><0x90><0x80><0x80>');
    expect(read(0xf8, 0x90, 0x80, 0x80)).toBe('␣<0xF8><0x90><0x80><0x80>');
    expect(read(0xff)).toBe('␣<0xFF>');
  });

  it('with any text shows the same as the text itself, alone or after a space', () => {
    // Excludes markers of other notations, and single control characters, because letters stand for their bytes.
    const characters = fc.oneof(
      fc.constantFrom(...' \t\n—’éñ中😊ж', '\r\n', '\u00a0', '\u200b', '\u2028', 'ff', '##', '<|'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    const text = fc
      .array(characters, { maxLength: 12 })
      .map((parts) => parts.join('').replaceAll('▁', ''))
      .filter((text) => !/[\0-\x08\x0b-\x1f\x7f]/.test(text.replaceAll('\r\n', '')));
    fc.assert(
      fc.property(text, (text) => {
        // A space prevents decoding of the plain text as byte-level BPE.
        const spaced = `  ${text}`;
        expect(readableToken(encodeText(spaced))).toBe(readableToken(spaced));
        expect(readableToken(encodeText(`x${text}x`))).toBe(readableToken(`  x${text}x`).slice(2));
      }),
      { numRuns: 2000 },
    );
  });

  it('with any bytes after a space shows each byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const shown = readableToken(encodeBytes([0x20, 0x20, ...bytes]));
        const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
        const expected = readableToken(`  ${text}`).replace(/\ufffd/g, '');
        expect(shown.replace(/<0x[89A-F][\dA-F]>|\ufffd/g, '')).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a token of SentencePiece', () => {
  it.each([
    ['a word after a space (Llama 2)', '▁the', '␣the'],
    ['a word (Llama 2)', 'ing', 'ing'],
    ['a space', '▁', '␣'],
    ['spaces of indentation', '▁▁▁▁', '␣␣␣␣'],
    ['a word before a space (T5)', 'translate▁', 'translate␣'],
    ['two words', '▁of▁the', '␣of the'],
    ['an accented word', '▁café', '␣café'],
    ['Chinese', '▁中国', '␣中国'],
    ['a line end (Llama 2)', '<0x0A>', '⏎'],
    ['a space as a byte', '<0x20>', '␣'],
    ['a tab as a byte', '<0x09>', '⇥'],
    ['a control character', '<0x07>', '<0x07>'],
    ['bytes that are a character', '<0xE4><0xB8><0xAD>', '中'],
    ['bytes with lower-case digits', '<0xe4><0xb8><0xad>', '中'],
    ['one byte of several', '<0xE4>', '<0xE4>'],
    [
      'the bytes of one character and the start of another',
      '<0xE4><0xB8><0xAD><0xE5><0x9B>',
      '中<0xE5><0x9B>',
    ],
    ['bytes among text', '▁x<0x0A><0x0A>y', '␣x⏎⏎y'],
    ['letters that are not valid UTF-8 as bytes', 'ół', 'ół'],
  ])('shows %s', (_, token, readable) => {
    expect(readableToken(token)).toBe(readable);
  });
});

describe('plain text as a token', () => {
  it.each([
    ['an empty text', '', '∅'],
    ['a space', ' ', '␣'],
    ['a leading space', ' the', '␣the'],
    ['a trailing space', 'the ', 'the␣'],
    ['repeated spaces', 'a  b   c', 'a␣␣b␣␣␣c'],
    ['single spaces between words', 'of the day', 'of the day'],
    ['other spaces at the ends', '\u00a0a\u2009', '␣a␣'],
    ['a no-break space after a space', 'a \u00a0b', 'a␣␣b'],
    ['line ends', 'a\nb\r\nc\n', 'a⏎b⏎c⏎'],
    ['a single carriage return', '\r', '<0x0D>'],
    ['a tab', 'a\tb', 'a⇥b'],
    ['control characters', '\0\x07\x7f\x85', '<0x00><0x07><0x7F><U+0085>'],
    [
      'invisible characters',
      'a\u200bb\u00ad\ufe0f\u{e0041}\u2028\ufff9',
      'a<U+200B>b<U+00AD><U+FE0F><U+E0041><U+2028><U+FFF9>',
    ],
    ['a lone surrogate', '\ud83d', '<U+D83D>'],
  ])('shows %s', (_, text, readable) => {
    expect(readableToken(text)).toBe(readable);
  });

  it.each([
    ...[
      '<s>',
      '</s>',
      '<pad>',
      '<unk>',
      '<|endoftext|>',
      '<|im_start|>',
      '<|begin_of_text|>',
      '<extra_id_0>',
    ],
    ...['[CLS]', '[SEP]', '[MASK]', '##ing', 'exact_answer_first', '-8', '..', '""', '<0xZZ>', '<0x0A'],
    ...['café', 'naïve', 'façade', 'señor', '¿Qué?', 'Ångström', 'Übergröße', 'Þór', 'smørrebrød', '½', 'µ'],
    ...['čaj', 'Kovačić', 'kráľ', 'pół', 'stół', 'być', 'Łódź', 'İstanbul', 'çığ', 'ķīlis', 'ā', 'Ń', 'âĢ'],
  ])('does not change %s', (text) => {
    expect(readableToken(text)).toBe(text);
  });
});

describe('any label', () => {
  const label = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc
      .array(fc.oneof(fc.constantFrom(...TABLE), fc.constantFrom('▁', '<0x0A>', '<0xE4>', ' ', '\ud83d')))
      .map((parts) => parts.join('')),
  );

  it('has visible characters only, at least one', () => {
    fc.assert(
      fc.property(label, (label) => {
        const shown = readableToken(label);
        expect(shown).not.toBe('');
        expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
        expect(shown).not.toMatch(/^\p{Zs}|\p{Zs}$|\p{Zs}{2}/u);
      }),
      { numRuns: 2000 },
    );
  });

  it('is decoded in linear time', () => {
    for (const part of ['Ġ', 'ðŁĺ', 'â', '<0xE4>', '<0x', ' ', ' a', '\u200b', 'Ð¿']) {
      expect(cpuTime(() => readableToken(part.repeat(200_000)))).toBeLessThan(2000);
    }
  });
});

describe('the symbols for invisible characters', () => {
  it.each([...'␣⏎⇥∅'])('%s has a glyph in both weights of the bundled fonts', (symbol) => {
    const { regular, bold } = bundledFonts();
    for (const fonts of [regular, bold]) {
      expect(fonts.some((font) => font.glyphIndex(symbol.codePointAt(0)!) !== 0)).toBe(true);
    }
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bundledFonts } from '../../../src/fonts/fonts.js';
import { readableToken } from '../../../src/typography/token.js';

/**
 * The character of each byte, as the encoder.py that GPT-2 was published with defines it: the printable ranges
 * ! to ~, ¡ to ¬ and ® to ÿ are themselves, the others U+0100 and on in the order of the bytes.
 */
function bytesToUnicode(): string[] {
  const table: string[] = [];
  for (const [from, to] of ['!~', '¡¬', '®ÿ'].map((ends) => [ends.charCodeAt(0), ends.charCodeAt(1)])) {
    for (let byte = from; byte <= to; byte++) table[byte] = String.fromCharCode(byte);
  }
  let n = 0;
  for (let byte = 0; byte < 256; byte++) table[byte] ??= String.fromCharCode(256 + n++);
  return table;
}

const TABLE = bytesToUnicode();
const byteLevel = (bytes: Iterable<number>) => Array.from(bytes, (byte) => TABLE[byte]).join('');
const encoded = (text: string) => byteLevel(new TextEncoder().encode(text));

// The tokens are written by hand after what each tokenizer's convert_ids_to_tokens gives.
describe('a token of byte-level BPE', () => {
  it.each([
    ['a word after a space', 'Ġthe', '␣the'],
    ['a word', 'the', 'the'],
    ['spaces of indentation', 'ĠĠĠ', '␣␣␣'],
    ['a line end', 'Ċ', '⏎'],
    ['two line ends', 'ĊĊ', '⏎⏎'],
    ['a full stop with line ends (Llama 3)', '.ĊĊ', '.⏎⏎'],
    ['a line end of Windows', 'čĊ', '⏎'],
    ['a tab with code (Qwen2)', 'ĉreturn', '⇥return'],
    ['spaces within (Qwen2)', 'ĠĠreturnĠx', '␣␣return x'],
    ['an accented word after a space (GPT-2)', 'ĠcafÃ©', '␣café'],
    ['an accented word', 'naÃ¯ve', 'naïve'],
    ['a curly quote (GPT-2)', 'âĢĻ', '’'],
    ['a dash after a space', 'ĠâĢĶ', '␣—'],
    ['Chinese (Qwen2)', 'ä¸ŃåĽ½', '中国'],
    ['Russian after a space (Llama 3)', 'ĠÐ¿ÑĢÐ¸Ð²ÐµÑĤ', '␣привет'],
    ['an emoji (Llama 3)', 'ðŁĺĬ', '😊'],
    ['a space that does not break', 'Âł', '␣'],
    ['a byte order mark', 'ï»¿', '<U+FEFF>'],
    ['the beginning of an emoji (GPT-2)', 'ðŁĺ', '<0xF0><0x9F><0x98>'],
    ['the beginning of an emoji after a space', 'ĠðŁ', '␣<0xF0><0x9F>'],
    ['the beginning of a dash after a space', 'ĠâĢ', '␣<0xE2><0x80>'],
    ['the end of one character and the whole of the next', 'ŃåĽ½', '<0xAD>国'],
    ['the whole of one character and the beginning of the next', 'åĽ½ä¸', '国<0xE4><0xB8>'],
    ['a control character after a space', 'Ġć', '␣<0x07>'],
    ['a replacement character', 'ï¿½', '�'],
  ])('shows %s', (_, token, readable) => {
    expect(readableToken(token)).toBe(readable);
  });

  it('is not read further once it is text', () => {
    expect(readableToken(encoded(' ▁'))).toBe('␣▁');
    expect(readableToken(encoded(' <0x0A>'))).toBe('␣<0x0A>');
  });

  it('refuses what is not UTF-8: long forms, surrogates, code points beyond the last', () => {
    const read = (...bytes: number[]) => readableToken(byteLevel([0x20, ...bytes]));
    expect(read(0xc0, 0xaf)).toBe('␣<0xC0><0xAF>');
    expect(read(0xe0, 0x80, 0xaf)).toBe('␣<0xE0><0x80><0xAF>');
    expect(read(0xed, 0xa0, 0x80)).toBe('␣<0xED><0xA0><0x80>');
    expect(read(0xf4, 0x90, 0x80, 0x80)).toBe('␣<0xF4><0x90><0x80><0x80>');
    expect(read(0xf8, 0x90, 0x80, 0x80)).toBe('␣<0xF8><0x90><0x80><0x80>');
    expect(read(0xff)).toBe('␣<0xFF>');
  });

  it('of any text shows that text as it is shown unencoded, alone or after a space', () => {
    // Left out: what another notation would claim, and single control characters, whose stand-ins are letters.
    const characters = fc.oneof(
      fc.constantFrom(...' \t\n—’éñ中😊ж', '\r\n', '\u00a0', '\u200b', '\u2028', 'ff', '##', '<|'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    );
    const text = fc
      .array(characters, { maxLength: 12 })
      .map((all) => all.join('').replaceAll('▁', ''))
      .filter((all) => !/[\0-\x08\x0b-\x1f\x7f]/.test(all.replaceAll('\r\n', '')));
    fc.assert(
      fc.property(text, (any) => {
        // A real space keeps plain text from being taken for byte-level BPE itself.
        const spaced = `  ${any}`;
        expect(readableToken(encoded(spaced))).toBe(readableToken(spaced));
        expect(readableToken(encoded(`x${any}x`))).toBe(readableToken(`  x${any}x`).slice(2));
      }),
      { numRuns: 2000 },
    );
  });

  it('of any bytes after a space shows each of them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
        const shown = readableToken(byteLevel([0x20, 0x20, ...bytes]));
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
    ['bytes in small letters', '<0xe4><0xb8><0xad>', '中'],
    ['one byte of several', '<0xE4>', '<0xE4>'],
    [
      'bytes that are a character and the beginning of one',
      '<0xE4><0xB8><0xAD><0xE5><0x9B>',
      '中<0xE5><0x9B>',
    ],
    ['bytes among text', '▁x<0x0A><0x0A>y', '␣x⏎⏎y'],
    ['letters whose bytes would not be UTF-8', 'ół', 'ół'],
  ])('shows %s', (_, token, readable) => {
    expect(readableToken(token)).toBe(readable);
  });
});

describe('plain text as a token', () => {
  it.each([
    ['nothing', '', '∅'],
    ['a space', ' ', '␣'],
    ['a space at the beginning', ' the', '␣the'],
    ['a space at the end', 'the ', 'the␣'],
    ['spaces in a row', 'a  b   c', 'a␣␣b␣␣␣c'],
    ['single spaces between words', 'of the day', 'of the day'],
    ['other spaces at the ends', '\u00a0a\u2009', '␣a␣'],
    ['a space of another kind beside a space', 'a \u00a0b', 'a␣␣b'],
    ['line ends', 'a\nb\r\nc\n', 'a⏎b⏎c⏎'],
    ['a carriage return alone', '\r', '<0x0D>'],
    ['a tab', 'a\tb', 'a⇥b'],
    ['control characters', '\0\x07\x7f\x85', '<0x00><0x07><0x7F><U+0085>'],
    [
      'characters without ink',
      'a\u200bb\u00ad\ufe0f\u{e0041}\u2028\ufff9',
      'a<U+200B>b<U+00AD><U+FE0F><U+E0041><U+2028><U+FFF9>',
    ],
    ['half of a character', '\ud83d', '<U+D83D>'],
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
  ])('leaves %s as it is', (text) => {
    expect(readableToken(text)).toBe(text);
  });
});

describe('any label', () => {
  const label = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc
      .array(fc.oneof(fc.constantFrom(...TABLE), fc.constantFrom('▁', '<0x0A>', '<0xE4>', ' ', '\ud83d')))
      .map((all) => all.join('')),
  );

  it('has something to see, and nothing that cannot be seen', () => {
    fc.assert(
      fc.property(label, (any) => {
        const shown = readableToken(any);
        expect(shown).not.toBe('');
        expect(shown).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u);
        expect(shown).not.toMatch(/^\p{Zs}|\p{Zs}$|\p{Zs}{2}/u);
      }),
      { numRuns: 2000 },
    );
  });

  it('is read in a time that grows with its length only', () => {
    for (const piece of ['Ġ', 'ðŁĺ', 'â', '<0xE4>', '<0x', ' ', ' a', '\u200b', 'Ð¿']) {
      const started = performance.now();
      readableToken(piece.repeat(200_000));
      expect(performance.now() - started).toBeLessThan(2000);
    }
  });
});

describe('the signs for what cannot be seen', () => {
  it.each([...'␣⏎⇥∅'])('%s has a glyph in both weights of the bundled fonts', (sign) => {
    const { regular, bold } = bundledFonts();
    for (const fonts of [regular, bold]) {
      expect(fonts.some((font) => font.glyph(sign.codePointAt(0)!) !== 0)).toBe(true);
    }
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../src/diagnostics.js';
import { bundledFonts } from '../../src/fonts/font-set.js';
import { readFont } from '../../src/fonts/truetype.js';
import { measure, shape } from '../../src/typography/measure.js';
import { needsShaping } from '../../src/typography/needs-shaping.js';
import { formatNumber } from '../../src/typography/number.js';
import { truncateMiddle, wrap } from '../../src/typography/wrap.js';
import {
  BUNDLED,
  fontBytes,
  fontkitAdvance,
  readWithFontkit,
  tableEntries,
} from '../unit/fonts/font-bytes.js';

describe('the width of any plain text of one font', () => {
  const arimo = readWithFontkit(fontBytes('Arimo-Regular'));
  const characters = arimo.characterSet
    .filter((codePoint) => codePoint < 0x10000 && arimo.glyphForCodePoint(codePoint).id !== 0)
    .map((codePoint) => String.fromCodePoint(codePoint))
    .filter((character) => character.normalize('NFC') === character)
    .filter((character) => !/[\p{M}\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u.test(character))
    .filter((character) => !needsShaping(character));
  const mostlyLatin = fc.oneof(fc.constantFrom(...characters), fc.constantFrom(...'AVWTYLPFfrkvwy,.-1479 '));

  it('is the width in fontkit, without kerning of digits', () => {
    fc.assert(
      fc.property(fc.array(mostlyLatin, { maxLength: 20 }), (characters) => {
        const joined = characters.join('');
        const runs = joined.split(/(?<=\d)(?=\d)/);
        const expected = runs.reduce((sum, run) => sum + fontkitAdvance(arimo, run), 0) / arimo.unitsPerEm;
        expect(shape(joined, 'normal', bundledFonts()).width).toBeCloseTo(expected, 6);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('any text', () => {
  const characters = fc.oneof(
    fc.constantFrom(...' \t\n-/_.09aV…'),
    fc.constantFrom('\ud83d', '\u200d', 'e\u0301'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  );
  const text = fc.array(characters, { maxLength: 30 }).map((parts) => parts.join(''));

  it('has at most one glyph per character and a width of at least 0', () => {
    fc.assert(
      fc.property(text, (text) => {
        const { width, glyphs, missingCodePoints } = shape(text, 'bold', bundledFonts());
        expect(width).toBeGreaterThanOrEqual(0);
        expect(glyphs.length).toBeLessThanOrEqual([...text.normalize('NFC')].length);
        expect(new Set(missingCodePoints).size).toBe(missingCodePoints.length);
        expect(measure(text, 10, 'bold', bundledFonts())).toBe(10 * width);
      }),
    );
  });

  it('wraps to lines with all its characters except spaces; only single graphemes are too wide', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 12 }), (text, maxWidth) => {
        const lines = wrap(text, maxWidth, (line) => line.length);
        expect(lines.length).toBeGreaterThan(0);
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' });
        for (const line of lines) {
          if (line.length > maxWidth) expect([...segmenter.segment(line)]).toHaveLength(1);
        }
      }),
    );
  });

  it('truncates to itself, or to its start and end', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 12 }), (text, maxWidth) => {
        const truncated = truncateMiddle(text, maxWidth, (line) => line.length);
        expect(truncated.length).toBeLessThanOrEqual(maxWidth);
        if (text.length <= maxWidth) expect(truncated).toBe(text);
        else {
          const ends = [...truncated.matchAll(/…/g)].map(({ index }) => [
            truncated.slice(0, index),
            truncated.slice(index + 1),
          ]);
          expect(ends.some(([head, tail]) => text.startsWith(head) && text.endsWith(tail))).toBe(true);
        }
      }),
    );
  });
});

describe('any number format', () => {
  const validFormat = fc
    .tuple(
      fc.constantFrom('', '+', '-', '(', ' '),
      fc.constantFrom('', '$', '#'),
      fc.constantFrom('', '0'),
      fc.constantFrom('', '8'),
      fc.constantFrom('', ','),
      fc.constantFrom('', '.0', '.3', '.20'),
      fc.constantFrom('', '~'),
      fc.constantFrom('', ...'efgrs%pdnboxX'),
    )
    .map((parts) => parts.join(''));

  it('of d3 writes any number without a hyphen-minus', () => {
    fc.assert(
      fc.property(validFormat, fc.double(), (spec, value) => {
        expect(formatNumber(value, spec)).toMatch(/^[^-]+$/);
      }),
    );
  });

  it('gives a short text or an error', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[-+0-9.,~a-z%]{0,12}$/)),
        fc.double(),
        (spec, value) => {
          try {
            expect(formatNumber(value, spec).length).toBeLessThan(2000);
          } catch (error) {
            expect((error as HeatmapError).diagnostics?.[0].code).toBe('bad-format');
          }
        },
      ),
    );
  });
});

describe('any bytes', () => {
  /** Calls every method of the font in `bytes`, and accepts only "bad-font" errors. */
  function checkFont(bytes: Uint8Array): void {
    try {
      const font = readFont(bytes, 'broken.ttf');
      const glyphs = [0, ...[...'AVéĠ1. ▁Ấ𝕏'].map((letter) => font.glyphIndex(letter.codePointAt(0)!))];
      for (const glyph of glyphs) {
        expect(font.advance(glyph)).toBeGreaterThanOrEqual(0);
        expect(font.outline(glyph)).toMatch(/^(M[-\dLQ ]+(Q[-\d ]+|L[-\d ]+)*Z)*$/);
        for (const right of glyphs) expect(Number.isInteger(font.kern(glyph, right))).toBe(true);
      }
    } catch (error) {
      if (!(error instanceof HeatmapError)) throw error;
      expect(error.diagnostics.map(({ code }) => code)).toEqual(['bad-font']);
    }
  }

  const file = fc.constantFrom(...BUNDLED);

  it('of a truncated font are a font or an error', () => {
    fc.assert(
      fc.property(file, fc.nat(800_000), (name, length) => checkFont(fontBytes(name).subarray(0, length))),
      { numRuns: 300 },
    );
  });

  it('of a changed font are a font or an error', () => {
    const change = fc.record({
      table: fc.nat(30),
      offset: fc.oneof(fc.nat(60), fc.nat(4000), fc.nat(800_000)),
      value: fc.nat(255),
    });
    fc.assert(
      fc.property(file, fc.array(change, { minLength: 1, maxLength: 12 }), (name, changes) => {
        const bytes = Uint8Array.from(fontBytes(name));
        const entries = tableEntries(bytes);
        for (const change of changes) {
          const { offset, length } = entries[change.table % entries.length];
          bytes[offset + (change.offset % length)] = change.value;
        }
        checkFont(bytes);
      }),
      { numRuns: 1000 },
    );
  });

  it('of a font with a changed directory are a font or an error', () => {
    fc.assert(
      fc.property(file, fc.nat(250), fc.nat(255), (name, at, value) => {
        const bytes = Uint8Array.from(fontBytes(name));
        bytes[at] = value;
        checkFont(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it('after any signature are a font or an error', () => {
    const signature = fc.constantFrom('', '\0\x01\0\0', 'true', 'OTTO', 'ttcf', 'wOFF');
    fc.assert(
      fc.property(signature, fc.uint8Array({ maxLength: 400 }), (signature, rest) => {
        checkFont(Uint8Array.from([...Buffer.from(signature, 'latin1'), ...rest]));
      }),
    );
  });
});

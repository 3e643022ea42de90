import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../src/diagnostics.js';
import { bundledFonts } from '../../src/fonts/fonts.js';
import { readFont } from '../../src/fonts/truetype.js';
import { measure, shape } from '../../src/typography/measure.js';
import { formatNumber } from '../../src/typography/number.js';
import { truncateMiddle, wrap } from '../../src/typography/wrap.js';
import { BUNDLED, fontBytes, oracle, oracleAdvance, tablePlaces } from '../unit/fonts/font-bytes.js';

describe('the width of any text of one font', () => {
  const arimo = oracle(fontBytes('Arimo-Regular'));
  const characters = arimo.characterSet
    .filter((codePoint) => codePoint < 0x10000 && arimo.glyphForCodePoint(codePoint).id !== 0)
    .map((codePoint) => String.fromCodePoint(codePoint))
    .filter((character) => character.normalize('NFC') === character)
    .filter((character) => !/[\p{M}\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029]/u.test(character));
  const mostlyLatin = fc.oneof(fc.constantFrom(...characters), fc.constantFrom(...'AVWTYLPFfrkvwy,.-1479 '));

  it('is that of fontkit, two digits apart', () => {
    fc.assert(
      fc.property(fc.array(mostlyLatin, { maxLength: 20 }), (text) => {
        const all = text.join('');
        const runs = all.split(/(?<=\d)(?=\d)/);
        const expected = runs.reduce((sum, run) => sum + oracleAdvance(arimo, run), 0) / arimo.unitsPerEm;
        expect(shape(all, 'normal', bundledFonts()).width).toBeCloseTo(expected, 6);
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
  const text = fc.array(characters, { maxLength: 30 }).map((all) => all.join(''));

  it('has glyphs from left to right within its width, and no more than it has characters', () => {
    fc.assert(
      fc.property(text, (any) => {
        const { width, glyphs, missing } = shape(any, 'bold', bundledFonts());
        expect(width).toBeGreaterThanOrEqual(0);
        expect(glyphs.length).toBeLessThanOrEqual([...any.normalize('NFC')].length);
        expect(new Set(missing).size).toBe(missing.length);
        expect(measure(any, 10, 'bold', bundledFonts())).toBe(10 * width);
      }),
    );
  });

  it('wraps to lines that hold all of it but spaces, and are too wide only if they are one character', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 12 }), (any, maxWidth) => {
        const lines = wrap(any, maxWidth, (line) => line.length);
        expect(lines.length).toBeGreaterThan(0);
        expect(lines.join('').replace(/\s/g, '')).toBe(any.replace(/\s/g, ''));
        const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });
        for (const line of lines) {
          if (line.length > maxWidth) expect([...graphemes.segment(line)]).toHaveLength(1);
        }
      }),
    );
  });

  it('is cut to what fits: itself, or a beginning and an end', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 12 }), (any, maxWidth) => {
        const cut = truncateMiddle(any, maxWidth, (line) => line.length);
        expect(cut.length).toBeLessThanOrEqual(maxWidth);
        if (any.length <= maxWidth) expect(cut).toBe(any);
        else {
          const ends = [...cut.matchAll(/…/g)].map(({ index }) => [
            cut.slice(0, index),
            cut.slice(index + 1),
          ]);
          expect(ends.some(([head, tail]) => any.startsWith(head) && any.endsWith(tail))).toBe(true);
        }
      }),
    );
  });
});

describe('any number format', () => {
  const well = fc
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

  it('that d3 knows writes any number without a hyphen', () => {
    fc.assert(
      fc.property(well, fc.double(), (spec, value) => {
        expect(formatNumber(value, spec)).toMatch(/^[^-]+$/);
      }),
    );
  });

  it('writes a short text or is refused', () => {
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
  /** Does everything with them that can be done with a font. */
  function use(bytes: Uint8Array): void {
    try {
      const font = readFont(bytes, 'broken.ttf');
      const glyphs = [0, ...[...'AVéĠ1. ▁Ấ𝕏'].map((letter) => font.glyph(letter.codePointAt(0)!))];
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

  it('are a font or refused, when a font is cut off', () => {
    fc.assert(
      fc.property(file, fc.nat(800_000), (name, length) => use(fontBytes(name).subarray(0, length))),
      { numRuns: 300 },
    );
  });

  it('are a font or refused, when bytes of a font are changed', () => {
    const change = fc.record({
      table: fc.nat(30),
      within: fc.oneof(fc.nat(60), fc.nat(4000), fc.nat(800_000)),
      value: fc.nat(255),
    });
    fc.assert(
      fc.property(file, fc.array(change, { minLength: 1, maxLength: 12 }), (name, changes) => {
        const bytes = Uint8Array.from(fontBytes(name));
        const places = tablePlaces(bytes);
        for (const { table, within, value } of changes) {
          const { offset, length } = places[table % places.length];
          bytes[offset + (within % length)] = value;
        }
        use(bytes);
      }),
      { numRuns: 1000 },
    );
  });

  it('are a font or refused, when a directory is changed', () => {
    fc.assert(
      fc.property(file, fc.nat(250), fc.nat(255), (name, at, value) => {
        const bytes = Uint8Array.from(fontBytes(name));
        bytes[at] = value;
        use(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it('are refused when they are of no kind', () => {
    const beginning = fc.constantFrom('', '\0\x01\0\0', 'true', 'OTTO', 'ttcf', 'wOFF');
    fc.assert(
      fc.property(beginning, fc.uint8Array({ maxLength: 400 }), (signature, rest) => {
        use(Uint8Array.from([...Buffer.from(signature, 'latin1'), ...rest]));
      }),
    );
  });
});

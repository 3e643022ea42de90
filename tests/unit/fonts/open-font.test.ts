/** Fonts of every kind of file, compared with fontTools (tests/fixtures/fonts/make.py) and with each other. */
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { parseFontReference } from '../../../src/fonts/font-references.js';
import { openFonts } from '../../../src/fonts/open-font.js';
import type { Font } from '../../../src/fonts/truetype.js';
import expected from '../../fixtures/fonts/expected.json' with { type: 'json' };
import { fontFixture, openFixtures, outlinePoints } from '../../support/font-fixtures.js';
import { concatBytes, fontBytes, replaceTables, uint16Bytes } from './font-bytes.js';

const TEXT = 'ABHVWTxgåéfi0123 −.∈';
const EXPECTED: Record<string, Record<string, number[]>> = expected;

/** Returns the advance of each character and the top right corner of its points, rounded. */
function measuresOf(font: Font, characters: Iterable<string>): Record<string, number[]> {
  return Object.fromEntries(
    Array.from(characters, (character) => {
      const glyph = font.glyphIndex(character.codePointAt(0)!);
      const points = outlinePoints(font.outline(glyph));
      const corner = [0, 1].map((axis) => Math.round(Math.max(...points.map((point) => point[axis]))));
      return [character, [font.advance(glyph), ...corner]];
    }),
  );
}

function shapesOf(font: Font): string[] {
  return [...TEXT].map((character) => {
    const glyph = font.glyphIndex(character.codePointAt(0)!);
    return `${font.advance(glyph)} ${font.outline(glyph)}`;
  });
}

function errorOf(run: () => unknown) {
  try {
    run();
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics[0];
    throw error;
  }
  throw new Error('the font was opened');
}

describe('the glyphs of a font', () => {
  it.each(Object.keys(EXPECTED).filter((name) => name !== 'heavy.ttf'))(
    'have the advances and outlines that fontTools finds: %s',
    (reference) => {
      const [font] = openFixtures(reference);
      const measures = measuresOf(font, Object.keys(EXPECTED[reference]));
      for (const [character, values] of Object.entries(EXPECTED[reference]))
        for (const [i, value] of values.entries())
          expect(Math.abs(measures[character][i] - value), `${character} ${i}`).toBeLessThanOrEqual(1);
    },
  );

  it.each(['plain.woff', 'plain.woff2', 'pair.ttc', 'pair.ttc#0', 'pair.ttc#Inter', 'pair.woff2'])(
    'are those of the plain font: %s',
    (reference) => {
      expect(shapesOf(openFixtures(reference)[0])).toEqual(shapesOf(openFixtures('plain.ttf')[0]));
    },
  );

  it('are those of the other font of a collection, by number or name', () => {
    const bold = shapesOf(openFixtures('cff-bold.otf')[0]);
    for (const reference of ['pair.ttc#1', 'pair.ttc#TeXGyreHeros-Bold', 'pair.ttc#tex gyre heros'])
      expect(shapesOf(openFixtures(reference)[0])).toEqual(bold);
    const [heavy] = openFixtures('pair.woff2#InterHeavy');
    expect(measuresOf(heavy, 'Hgé0')).toEqual(EXPECTED['heavy.ttf']);
  });
});

describe('the faces of a font', () => {
  const faces = (...references: string[]) =>
    openFixtures(...references).map(({ name, family, isBold }) => [name, family, isBold]);

  it('are bold as the font says', () => {
    expect(faces('cff.otf', 'cff-bold.otf')).toEqual([
      ['TeXGyreHeros-Regular', 'TeX Gyre Heros', false],
      ['TeXGyreHeros-Bold', 'TeX Gyre Heros', true],
    ]);
  });

  it('are a regular and a bold instance of a variable font, unless its weight is chosen', () => {
    expect(faces('variable.ttf')).toEqual([
      ['Inter wght400', 'Inter', false],
      ['Inter wght700', 'Inter', true],
    ]);
    expect(faces('variable.ttf:wght=300')).toEqual([['Inter wght300', 'Inter', false]]);
    expect(faces('variable.ttf:wght=800,slnt=-5')).toEqual([['Inter wght800 slnt-5', 'Inter', true]]);
    expect(shapesOf(openFixtures('variable.ttf')[0])).toEqual(
      shapesOf(openFixtures('variable.ttf:wght=400')[0]),
    );
  });
});

describe('a reference to a font', () => {
  it.each([
    ['Inter.ttf', 'Inter.ttf', null, ''],
    ['a/b#c/Noto Sans.TTC#2', 'a/b#c/Noto Sans.TTC', '2', ''],
    ['Noto.ttc#Noto Sans JP', 'Noto.ttc', 'Noto Sans JP', ''],
    ['C:\\fonts\\a.otf:wght=600', 'C:\\fonts\\a.otf', null, 'wght=600'],
    ['a.ttc#1:wght=600, slnt=-9.5', 'a.ttc', '1', 'wght=600 slnt=-9.5'],
    ['a.woff2:opsz=8', 'a.woff2', null, 'opsz=8'],
    ['no extension:wght=600', 'no extension:wght=600', null, ''],
  ])('%s names a file, a font in it and a position', (text, file, face, position) => {
    const { variations, ...rest } = parseFontReference(text);
    expect(rest).toEqual({ file, face });
    expect(variations.map(({ tag, value }) => `${tag}=${value}`).join(' ')).toBe(position);
  });
});

describe('a font that cannot be used', () => {
  const arimo = fontBytes('Arimo-Regular');
  const open = (bytes: Uint8Array) => () => openFonts(bytes, 'test.ttf', { face: null, variations: [] });
  const withoutOutlines = { glyf: null, loca: null };

  it.each([
    [
      'an unknown axis',
      () => openFixtures('variable.ttf:wdth=90'),
      /no axis "wdth"; its axes are wght \(Weight\) from 100 to 900 and slnt/,
    ],
    [
      'a position outside the axis',
      () => openFixtures('variable.ttf:wght=1000'),
      /"wght" of the font goes from 100 to 900, found 1000/,
    ],
    ['an axis of a font without axes', () => openFixtures('cff.otf:wght=600'), /not a variable font/],
    ['something else than a position', () => openFixtures('variable.ttf:bold'), /"bold" is not the position/],
    [
      'a number beyond the collection',
      () => openFixtures('pair.ttc#2'),
      /no font "2"; its fonts are 0 \(Inter\) and 1 \(TeXGyreHeros-Bold\)/,
    ],
    [
      'a name of no font',
      () => openFixtures('plain.ttf#Arial'),
      /no font "Arial"; its fonts are 0 \(Inter\)/,
    ],
    [
      'bitmaps without outlines',
      open(replaceTables(arimo, { ...withoutOutlines, CBDT: uint16Bytes(3) })),
      /no outlines: its glyphs are as bitmaps in colour \(CBDT\)/,
    ],
    [
      'no glyphs at all',
      open(replaceTables(arimo, withoutOutlines)),
      /no outlines: its glyphs are in a form that is not known/,
    ],
    [
      'an empty collection',
      open(concatBytes(Buffer.from('ttcf'), uint16Bytes(1, 0, 0, 0))),
      /has 0 fonts, but must have 1 to 256/,
    ],
    ['a web font without data', open(Buffer.from('wOF2 and so on')), /damaged/],
    ['an older web font without data', open(Buffer.from('wOFF and so on')), /damaged/],
    ['a web font that is cut short', open(fontFixture('plain.woff2').subarray(0, 2000)), /damaged/],
    [
      'a web font that expands to more than it says',
      open(withByte(fontFixture('plain.woff'), 44 + 15, 1)),
      /damaged/,
    ],
  ])('causes an error with the reason: %s', (_, run, reason) => {
    const { code, message } = errorOf(run);
    expect(code).toBe('bad-font');
    expect(message).toMatch(reason);
  });

  it('is one that is larger than the limit, before it is read', () => {
    const { message } = errorOf(open(new Uint8Array(2 ** 27 + 1)));
    expect(message).toMatch(/more than 128 MiB/);
  });
});

describe('characters that a font should not draw', () => {
  it('are those that it has only in colour', () => {
    const empty = replaceTables(fontFixture('plain.ttf'), {
      COLR: uint16Bytes(0),
      glyf: new Uint8Array(8),
      loca: new Uint8Array(400),
    });
    const [font] = openFonts(empty, 'color.ttf', { face: null, variations: [] });
    expect([font.glyphIndex(0x48), font.isColorOnly?.(0x48)]).toEqual([0, true]);
    expect(font.glyphIndex(0x20)).toBeGreaterThan(0);
    expect(font.isColorOnly?.(0x20)).toBe(false);
  });

  it('are ASCII if it has no Latin letters', () => {
    const groups = [0x30, 0x30, 5, 0x2208, 0x2208, 6].flatMap((number) => [0, number]);
    const cmap = uint16Bytes(0, 1, 3, 10, 0, 12, 12, 0, 0, 40, 0, 0, 0, 2, ...groups);
    const symbols = replaceTables(fontFixture('plain.ttf'), { cmap });
    const [font] = openFonts(symbols, 'symbols.ttf', { face: null, variations: [] });
    expect([0x30, 0x2208].map(font.glyphIndex)).toEqual([0, 6]);
  });
});

function withByte(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const changed = bytes.slice();
  changed[at] = value;
  return changed;
}

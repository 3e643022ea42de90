/** Fonts that are made to take time or memory, or to put their text into a figure. Each must be drawn or refused at once. */
import { brotliCompressSync, constants } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { withFonts } from '../../../src/fonts/font-set.js';
import { discardHarfBuzz, startHarfBuzz } from '../../../src/fonts/harfbuzz.js';
import { type FaceRequest, openFonts } from '../../../src/fonts/open-font.js';
import { openShapingFace } from '../../../src/fonts/shaping-face.js';
import type { Font } from '../../../src/fonts/truetype.js';
import { subsetForWeb } from '../../../src/fonts/web-subset.js';
import { wasm } from '../../../src/fonts/webassembly.js';
import { shape } from '../../../src/typography/measure.js';
import { withDeadline } from '../../support/deadline.js';
import { fontFixture } from '../../support/font-fixtures.js';
import { concatBytes, replaceTables, tableEntries, uint16Bytes } from './font-bytes.js';

const plain = fontFixture('plain.ttf');
const variable = fontFixture('variable.ttf');
const TEXT = 'HVé−';
/** Stops a test that would never end; far longer than any of these fonts takes. */
const DEADLINE = 20_000;

const open = (bytes: Uint8Array, request: Partial<FaceRequest> = {}) =>
  openFonts(bytes, 'hostile.ttf', { face: null, variations: [], ...request });

/** Opens a font and uses all of it. Returns the message of its error; "" without one. */
function messageOf(bytes: Uint8Array, request?: Partial<FaceRequest>): string {
  try {
    withDeadline(DEADLINE, () => open(bytes, request).forEach(useFont));
    return '';
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    expect(error.diagnostics.map(({ code }) => code)).toEqual(['bad-font']);
    return error.diagnostics[0].message;
  }
}

function useFont(font: Font): void {
  const { glyphs } = shape(TEXT, 'normal', withFonts([font]));
  const numbers = glyphs.filter((glyph) => glyph.font === font).map(({ glyph }) => glyph);
  for (const glyph of numbers) font.outline(glyph);
  openShapingFace(font.program(), font.name).shape(TEXT);
  font.subset(numbers);
  subsetForWeb(
    font,
    [...TEXT].map((character) => character.codePointAt(0)!),
  );
}

const uint32 = (number: number) => uint16Bytes(number >>> 16, number & 0xffff);

describe('a font cut short', () => {
  it.each(['plain.ttf', 'cff.otf', 'variable.ttf'])('at any table is refused or drawn: %s', (name) => {
    const bytes = fontFixture(name);
    for (const { offset, length } of tableEntries(bytes))
      for (const end of [offset, offset + (length >> 1)])
        expect(messageOf(bytes.subarray(0, end))).toMatch(/^$|damaged|has no/);
  });

  it('is refused if a table that is needed says that it is longer than the file', () => {
    for (const { tag, record } of tableEntries(plain)) {
      const lying = plain.slice();
      lying.set(uint32(0xfffffff0), record + 12);
      const isNeeded = ['head', 'hhea', 'hmtx', 'maxp', 'cmap', 'glyf', 'loca'].includes(tag);
      const message = messageOf(lying);
      if (isNeeded) expect(message).toBe(`the font is damaged: its file ends before its "${tag}" table does`);
      else expect(message).toMatch(/^$|damaged/);
    }
  });
});

describe('glyphs of glyphs', () => {
  /** A font with as many glyphs as `plain`, all of them the same two components. */
  function recursive(bytes: Uint8Array, ...components: readonly number[]): Uint8Array {
    const record = components.flatMap((glyph, i) => [i + 1 < components.length ? 0x22 : 0x02, glyph, 0]);
    const glyph = uint16Bytes(-1 & 0xffff, 0, 0, 100, 100, ...record);
    const maxp = tableEntries(bytes).find(({ tag }) => tag === 'maxp')!;
    const count = (bytes[maxp.offset + 4] << 8) | bytes[maxp.offset + 5];
    const isLong = bytes[tableEntries(bytes).find(({ tag }) => tag === 'head')!.offset + 51] === 1;
    const offsets = Array.from({ length: count + 1 }, (_, i) => i * glyph.length);
    return replaceTables(bytes, {
      glyf: concatBytes(...Array.from({ length: count }, () => glyph)),
      loca: isLong ? concatBytes(...offsets.map(uint32)) : uint16Bytes(...offsets.map((at) => at / 2)),
    });
  }

  it('that contain each other twice are refused', () => {
    expect(messageOf(recursive(plain, 1, 2))).toMatch(/nests components more than 8 deep/);
  });

  it('that contain each other twice in a variable font have a bounded size', () => {
    expect(messageOf(recursive(variable, 1, 2))).toMatch(/^$|damaged/);
  });
});

describe('rules of rules', () => {
  const A = open(plain)[0].glyphIndex(0x48);

  /** Returns a "GSUB" table with one feature "liga" that applies these lookups, each of a type and one subtable. */
  function substitutions(...lookups: readonly (readonly [type: number, subtable: Uint8Array])[]): Uint8Array {
    const scripts = concatBytes(uint16Bytes(1), Buffer.from('DFLT'), uint16Bytes(8, 4, 0, 0, 0xffff, 1, 0));
    const features = concatBytes(uint16Bytes(1), Buffer.from('liga'), uint16Bytes(8, 0, 1, 0));
    const heads = 2 + 2 * lookups.length;
    let at = heads;
    const offsets: number[] = [];
    const tables = lookups.map(([type, subtable]) => {
      offsets.push(at);
      const table = concatBytes(uint16Bytes(type, 0, 1, 8), subtable);
      at += table.length;
      return table;
    });
    const list = concatBytes(uint16Bytes(lookups.length, ...offsets), ...tables);
    const start = [10, 10 + scripts.length, 10 + scripts.length + features.length];
    return concatBytes(uint16Bytes(1, 0, ...start), scripts, features, list);
  }

  /** Returns a subtable that applies `count` times the lookup `next` to A. */
  const context = (count: number, next: number): readonly [number, Uint8Array] => {
    const coverage = 8 + 4 * count;
    const records = Array.from({ length: count }, () => [0, next]).flat();
    return [5, uint16Bytes(3, 1, count, coverage, ...records, 1, 1, A)];
  };
  /** Returns a subtable that replaces A by `count` As. */
  const multiply = (count: number): readonly [number, Uint8Array] => [
    2,
    uint16Bytes(1, 8 + 2 * count + 2, 1, 8, count, ...Array.from({ length: count }, () => A), 1, 1, A),
  ];
  const shapeWith = (table: Uint8Array) => {
    const [font] = open(replaceTables(plain, { GSUB: table }));
    const face = openShapingFace(font.program(), 'hostile.ttf');
    return withDeadline(DEADLINE, () => face.shape('H'.repeat(500)));
  };

  it('are applied', () => {
    expect(shapeWith(substitutions(multiply(3)))).toHaveLength(1500);
    expect(shapeWith(substitutions(context(1, 1), multiply(3)))).toHaveLength(1500);
  });

  it('that apply themselves a million times end', () => {
    expect(shapeWith(substitutions(context(8000, 0)))).toHaveLength(500);
    const chain = Array.from({ length: 60 }, (_, i) => context(100, i + 1));
    expect(shapeWith(substitutions(...chain, multiply(1)))).toHaveLength(500);
  });

  it('that multiply glyphs in a chain end, with a bounded number of glyphs', () => {
    const chain = Array.from({ length: 20 }, (_, i) => context(50, i + 1));
    const glyphs = shapeWith(substitutions(...chain, multiply(1000)));
    expect(glyphs.length).toBeLessThanOrEqual(500 * 64);
  });
});

describe('a large font', () => {
  it('of forty megabytes is drawn', () => {
    const large = new Uint8Array(40 * 2 ** 20);
    large.set(plain);
    const [font] = open(large);
    expect(openShapingFace(font.program(), 'large.ttf').shape(TEXT)).toHaveLength(TEXT.length);
  });

  it('that is a collection of a million fonts is refused', () => {
    const collection = concatBytes(
      Buffer.from('ttcf'),
      uint16Bytes(1, 0),
      uint32(1_000_000),
      new Uint8Array(4000),
    );
    expect(messageOf(collection)).toBe('the collection has 1000000 fonts, but must have 1 to 256');
  });

  /** Returns a WOFF2 file: a directory of tables with these lengths, then `data`. */
  function woff2(flavor: Uint8Array, lengths: readonly number[], collection: Uint8Array, data: Uint8Array) {
    const directory = lengths.flatMap((length) => {
      const digits = [28, 21, 14, 7, 0].map((shift) => (length >>> shift) & 127);
      const significant = digits.slice(digits.findIndex((digit) => digit > 0));
      return [1, ...significant.map((digit, i) => (i + 1 < significant.length ? digit | 0x80 : digit))];
    });
    const packed = brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
    return concatBytes(
      Buffer.from('wOF2'),
      flavor,
      uint32(0),
      uint16Bytes(lengths.length, 0),
      uint32(0),
      uint32(packed.length),
      new Uint8Array(24),
      Uint8Array.from(directory),
      collection,
      packed,
    );
  }

  it('of a few bytes that expand to 200 MB is refused before it is expanded', () => {
    const bomb = woff2(uint32(0x10000), [200_000_000], new Uint8Array(), new Uint8Array(1000));
    expect(messageOf(bomb)).toMatch(/more than 128 MiB/);
  });

  it('that expands to more than it says is refused', () => {
    const bomb = woff2(uint32(0x10000), [1000], new Uint8Array(), new Uint8Array(2_000_000));
    expect(messageOf(bomb)).toMatch(/cannot be decompressed/);
  });

  it('that is a collection is expanded once, however many fonts it has', () => {
    const fonts = 200;
    const entries = Array.from({ length: fonts }, () => [1, 0, 1, 0, 0, 0]).flat();
    const header = concatBytes(uint32(0x10000), Uint8Array.of(fonts), Uint8Array.from(entries));
    const length = 5_000_000;
    const bomb = woff2(Buffer.from('ttcf'), [length], header, new Uint8Array(length));
    expect(messageOf(bomb, { face: 'no such font' })).toMatch(/has no font "no such font"/);
  });

  it('that is a collection whose fonts have thousands of tables is refused', () => {
    const offsets = Array.from({ length: 256 }, () => uint32(1036));
    const header = concatBytes(Buffer.from('ttcf'), uint16Bytes(1, 0), uint32(256), ...offsets);
    const directory = concatBytes(uint16Bytes(1, 0, 60_000, 0, 0, 0), new Uint8Array(16 * 60_000));
    const message = messageOf(concatBytes(header, directory), { face: 'no such font' });
    expect(message).toMatch(/says that it has 60000 tables/);
  });
});

describe('the names of a font', () => {
  it('cannot put control characters or markup into messages and figures', () => {
    const family = 'A\u0000\u001b[31m\u202e\'"</style><script>\n\ud800{}B';
    const name = Buffer.from(family, 'utf16le').swap16();
    const table = concatBytes(uint16Bytes(0, 1, 18, 3, 1, 0x409, 1, name.length, 0), name);
    const [font] = open(replaceTables(plain, { name: table }));
    expect(font.family).toBe('A[31m/stylescriptB');
    expect(font.name).toBe(font.family);
  });
});

describe('HarfBuzz', () => {
  afterEach(discardHarfBuzz);

  it('that stops makes the font a bad one, and starts again for all other fonts', () => {
    const other = openShapingFace({ bytes: plain, index: 0, variations: [] }, 'other.ttf');
    const before = other.shape(TEXT);
    const bad = openShapingFace({ bytes: plain, index: 0, variations: [] }, 'bad.ttf');
    const running = startHarfBuzz() as { hb_shape: () => number };
    running.hb_shape = () => {
      throw new wasm.RuntimeError('unreachable');
    };
    expect(() => bad.shape(TEXT)).toThrow(/HarfBuzz fails to read it \(unreachable\)/);
    expect(other.shape(TEXT)).toEqual(before);
  });
});

import { describe, expect, it } from 'vitest';
import { readFont } from '../../../src/fonts/truetype.js';
import {
  BUNDLED,
  fontBytes,
  fontkitAdvance,
  readWithFontkit,
  replaceTables,
  uint16Bytes,
} from './font-bytes.js';

const arimo = fontBytes('Arimo-Regular');
const LETTERS = [...'AVWTYLPFKavwyr.,-:“’ÀŤłßΑΔΤγАУГуґ(/'];

function kernAllPairs(bytes: Uint8Array): { pair: string; actual: number; expected: number }[] {
  const font = readFont(bytes, 'test.ttf');
  const reference = readWithFontkit(bytes);
  return LETTERS.flatMap((left) =>
    LETTERS.map((right) => ({
      pair: left + right,
      actual: font.kern(font.glyphIndex(left.codePointAt(0)!), font.glyphIndex(right.codePointAt(0)!)),
      expected: fontkitAdvance(reference, left + right) - fontkitAdvance(reference, left + right, false),
    })),
  );
}

describe('kerning', () => {
  it.each(BUNDLED)('of %s is the kerning of fontkit for each pair', (file) => {
    const all = kernAllPairs(fontBytes(file));
    expect(all.filter(({ actual, expected }) => actual !== expected)).toEqual([]);
    expect(all.filter(({ actual }) => actual !== 0).length).toBeGreaterThan(50);
  });

  it('uses the "kern" table if the font has no "GPOS" table', () => {
    const all = kernAllPairs(replaceTables(fontBytes('DejaVuSans'), { GPOS: null }));
    expect(all.filter(({ actual, expected }) => actual !== expected)).toEqual([]);
    expect(all.filter(({ actual }) => actual !== 0).length).toBeGreaterThan(50);
  });

  it('adds the values of all horizontal pairs of the "kern" table', () => {
    const font = readFont(arimo, 'test.ttf');
    const [A, V] = [font.glyphIndex(0x41), font.glyphIndex(0x56)];
    const [horizontal, vertical, minimum] = [1, 0, 3];
    const pairs = (coverage: number, value: number) => [0, 20, coverage, 1, 0, 0, 0, A, V, value];
    const kern = uint16Bytes(
      0,
      4,
      ...pairs(horizontal, -7),
      ...pairs(vertical, 90),
      ...pairs(minimum, 90),
      ...pairs(horizontal, 2),
    );
    const kerned = readFont(replaceTables(arimo, { GPOS: null, kern }), 'test.ttf');
    expect([kerned.kern(A, V), kerned.kern(V, A)]).toEqual([-5, 0]);
  });

  it('is 0 if the font has neither table', () => {
    const font = readFont(replaceTables(arimo, { GPOS: null }), 'test.ttf');
    expect(font.kern(font.glyphIndex(0x41), font.glyphIndex(0x56))).toBe(0);
  });
});

/** Returns a "GPOS" table whose only script has one "kern" feature with one lookup. */
function createGpos(script: string, type: number, ...subtables: number[][]): Uint8Array {
  const tag = [...script].map((letter) => letter.charCodeAt(0));
  const offsets: number[] = [];
  let offset = 6 + 2 * subtables.length;
  for (const subtable of subtables) {
    offsets.push(offset);
    offset += 2 * subtable.length;
  }
  return uint16Bytes(
    ...[1, 0, 10, 30, 44],
    ...[1, tag[0] * 256 + tag[1], tag[2] * 256 + tag[3], 8, 4, 0, 0, 0xffff, 1, 0],
    ...[1, 0x6b65, 0x726e, 8, 0, 1, 0],
    ...[1, 4, type, 0, subtables.length, ...offsets],
    ...subtables.flat(),
  );
}

describe('a "GPOS" table', () => {
  const plain = readFont(arimo, 'Arimo');
  const [A, V, W] = ['A', 'V', 'W'].map((letter) => plain.glyphIndex(letter.codePointAt(0)!));
  /** The pair A, V with the values 7 (placement), -50 (advance), and 9 (advance of the second glyph). */
  const pairs = [1, 12, 5, 4, 1, 18, 1, 1, A, 1, V, 7, -50, 9];

  function kern(table: Uint8Array, left: number, right: number): number {
    return readFont(replaceTables(arimo, { GPOS: table }), 'test.ttf').kern(left, right);
  }

  it('may have pairs of glyphs, with the advance among other values', () => {
    expect(kern(createGpos('latn', 2, pairs), A, V)).toBe(-50);
    expect(kern(createGpos('latn', 2, pairs), A, W)).toBe(0);
    expect(kern(createGpos('latn', 2, pairs), V, A)).toBe(0);
  });

  it('may have pairs of classes: A before V or W', () => {
    const table = createGpos('latn', 2, [
      2,
      24,
      4,
      0,
      30,
      38,
      2,
      2,
      0,
      0,
      0,
      -80,
      1,
      1,
      A,
      1,
      A,
      1,
      1,
      2,
      1,
      V,
      W,
      1,
    ]);
    expect(kern(table, A, V)).toBe(-80);
    expect(kern(table, A, W)).toBe(-80);
    expect(kern(table, A, A)).toBe(0);
    expect(kern(table, V, W)).toBe(0);
  });

  it('ignores glyphs whose class has no entry', () => {
    const table = (left: number, right: number) =>
      createGpos('latn', 2, [
        2,
        24,
        4,
        0,
        30,
        38,
        2,
        2,
        1,
        2,
        3,
        4,
        1,
        1,
        A,
        1,
        A,
        1,
        left,
        2,
        1,
        V,
        V,
        right,
      ]);
    expect(kern(table(1, 1), A, V)).toBe(4);
    expect(kern(table(2, 1), A, V)).toBe(0);
    expect(kern(table(1, 2), A, V)).toBe(0);
  });

  it('uses the next subtable only for pairs that the first does not have', () => {
    const next = [1, 12, 4, 0, 1, 18, 1, 1, A, 2, V, -1, W, -2];
    const table = createGpos('latn', 2, pairs, next);
    expect(kern(table, A, V)).toBe(-50);
    expect(kern(table, A, W)).toBe(-2);
  });

  it('may have pairs in extension subtables', () => {
    expect(kern(createGpos('latn', 9, [1, 2, 0, 8, ...pairs]), A, V)).toBe(-50);
  });

  it('uses the default script if there is no Latin script', () => {
    expect(kern(createGpos('DFLT', 2, pairs), A, V)).toBe(-50);
    expect(kern(createGpos('arab', 2, pairs), A, V)).toBe(0);
  });

  it('with too many lists is an error', () => {
    const table = createGpos('latn', 2, pairs);
    new DataView(table.buffer).setUint16(40, 60_000);
    expect(() => kern(table, A, V)).toThrow(/"GPOS" table has more than 1000 lists/);
  });
});

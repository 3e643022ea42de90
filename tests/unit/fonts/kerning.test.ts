import { describe, expect, it } from 'vitest';
import { readFont } from '../../../src/fonts/truetype.js';
import { BUNDLED, fontBytes, oracle, oracleAdvance, withTables, words } from './font-bytes.js';

const arimo = fontBytes('Arimo-Regular');
const LETTERS = [...'AVWTYLPFRKaevwytorl.,-:"“’ÀŤČłßΑΔΤγλΓАУТДГудґ()/'];

function kerns(bytes: Uint8Array): { pair: string; ours: number; theirs: number }[] {
  const font = readFont(bytes, 'mine.ttf');
  const expected = oracle(bytes);
  return LETTERS.flatMap((left) =>
    LETTERS.map((right) => ({
      pair: left + right,
      ours: font.kern(font.glyph(left.codePointAt(0)!), font.glyph(right.codePointAt(0)!)),
      theirs: oracleAdvance(expected, left + right) - oracleAdvance(expected, left + right, false),
    })),
  );
}

describe('kerning', () => {
  it.each(BUNDLED)('of %s is that of fontkit, pair by pair', (file) => {
    const all = kerns(fontBytes(file));
    for (const { pair, ours, theirs } of all) expect(ours, pair).toBe(theirs);
    expect(all.filter(({ ours }) => ours !== 0).length).toBeGreaterThan(100);
  });

  it('comes from the "kern" table where the font has no "GPOS" table', () => {
    const all = kerns(withTables(fontBytes('DejaVuSans'), { GPOS: null }));
    for (const { pair, ours, theirs } of all) expect(ours, pair).toBe(theirs);
    expect(all.filter(({ ours }) => ours !== 0).length).toBeGreaterThan(100);
  });

  it('comes from the horizontal pairs of the "kern" table, and of those the values add up', () => {
    const font = readFont(arimo, 'mine.ttf');
    const [A, V] = [font.glyph(0x41), font.glyph(0x56)];
    const [horizontal, vertical, minimum] = [1, 0, 3];
    const pairs = (coverage: number, value: number) => [0, 20, coverage, 1, 0, 0, 0, A, V, value];
    const kern = words(
      0,
      4,
      ...pairs(horizontal, -7),
      ...pairs(vertical, 90),
      ...pairs(minimum, 90),
      ...pairs(horizontal, 2),
    );
    const kerned = readFont(withTables(arimo, { GPOS: null, kern }), 'mine.ttf');
    expect([kerned.kern(A, V), kerned.kern(V, A)]).toEqual([-5, 0]);
  });

  it('is none where the font has neither table', () => {
    const font = readFont(withTables(arimo, { GPOS: null }), 'mine.ttf');
    expect(font.kern(font.glyph(0x41), font.glyph(0x56))).toBe(0);
  });
});

/** A "GPOS" table whose only script has one "kern" feature with one lookup. */
function gpos(script: string, type: number, ...subtables: number[][]): Uint8Array {
  const tag = [...script].map((letter) => letter.charCodeAt(0));
  const offsets: number[] = [];
  let offset = 6 + 2 * subtables.length;
  for (const subtable of subtables) {
    offsets.push(offset);
    offset += 2 * subtable.length;
  }
  return words(
    ...[1, 0, 10, 30, 44],
    ...[1, tag[0] * 256 + tag[1], tag[2] * 256 + tag[3], 8, 4, 0, 0, 0xffff, 1, 0],
    ...[1, 0x6b65, 0x726e, 8, 0, 1, 0],
    ...[1, 4, type, 0, subtables.length, ...offsets],
    ...subtables.flat(),
  );
}

describe('a "GPOS" table', () => {
  const plain = readFont(arimo, 'Arimo');
  const [A, V, W] = ['A', 'V', 'W'].map((letter) => plain.glyph(letter.codePointAt(0)!));
  /** A before V: values (placement, advance; advance of the second glyph) 7, -50; 9. */
  const pairs = [1, 12, 5, 4, 1, 18, 1, 1, A, 1, V, 7, -50, 9];

  function kern(table: Uint8Array, left: number, right: number): number {
    return readFont(withTables(arimo, { GPOS: table }), 'mine.ttf').kern(left, right);
  }

  it('may name pairs of glyphs, with the advance among other values', () => {
    expect(kern(gpos('latn', 2, pairs), A, V)).toBe(-50);
    expect(kern(gpos('latn', 2, pairs), A, W)).toBe(0);
    expect(kern(gpos('latn', 2, pairs), V, A)).toBe(0);
  });

  it('may name pairs of classes: A before V or W', () => {
    const table = gpos('latn', 2, [
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

  it('says nothing of glyphs whose class it does not list', () => {
    const table = (left: number, right: number) =>
      gpos('latn', 2, [2, 24, 4, 0, 30, 38, 2, 2, 1, 2, 3, 4, 1, 1, A, 1, A, 1, left, 2, 1, V, V, right]);
    expect(kern(table(1, 1), A, V)).toBe(4);
    expect(kern(table(2, 1), A, V)).toBe(0);
    expect(kern(table(1, 2), A, V)).toBe(0);
  });

  it('asks its next subtable about pairs that the first does not have, and about no others', () => {
    const next = [1, 12, 4, 0, 1, 18, 1, 1, A, 2, V, -1, W, -2];
    const table = gpos('latn', 2, pairs, next);
    expect(kern(table, A, V)).toBe(-50);
    expect(kern(table, A, W)).toBe(-2);
  });

  it('may hold its pairs behind extension subtables', () => {
    expect(kern(gpos('latn', 9, [1, 2, 0, 8, ...pairs]), A, V)).toBe(-50);
  });

  it('is that of the default script where it has none for Latin', () => {
    expect(kern(gpos('DFLT', 2, pairs), A, V)).toBe(-50);
    expect(kern(gpos('arab', 2, pairs), A, V)).toBe(0);
  });

  it('with lists beyond all measure is refused', () => {
    const table = gpos('latn', 2, pairs);
    new DataView(table.buffer).setUint16(40, 60_000);
    expect(() => kern(table, A, V)).toThrow(/"GPOS" table holds more than 1000 lists/);
  });
});

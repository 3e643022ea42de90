import { describe, expect, it } from 'vitest';
import { readFont } from '../../../src/fonts/truetype.js';
import { BUNDLED, fontBytes, joined, oracle, withTables, words } from './font-bytes.js';

const LETTERS = { M: 'moveTo', L: 'lineTo', Q: 'quadraticCurveTo', Z: 'closePath' };

interface Command {
  readonly command: string;
  readonly args: readonly number[];
}

/** Fontkit puts a stray curve, from a point by itself, before a contour that begins with a control point. */
function withoutStrays(commands: readonly Command[]): Command[] {
  const startOf = (i: number) => (commands[i - 1]?.command === 'moveTo' ? commands[i - 1].args.join() : null);
  return commands.filter(({ args }, i) => args.slice(0, 2).join() !== startOf(i));
}

describe.each(BUNDLED)('%s', (file) => {
  const font = readFont(fontBytes(file), file);
  const expected = oracle(fontBytes(file));

  it('draws glyphs as fontkit does, to the nearest whole unit', () => {
    const composites = [...'éĠÅçñŮșẤ'].map((letter) => font.glyph(letter.codePointAt(0)!));
    const sample = Array.from({ length: Math.floor(expected.numGlyphs / 3) }, (_, i) => 3 * i);
    for (const glyph of [...composites, ...sample]) {
      const theirs = expected.getGlyph(glyph).path.commands.map(({ command, args }) => ({
        command,
        args: args.map((number) => Math.round(number) + 0),
      }));
      const ours = [...font.outline(glyph).matchAll(/([A-Z])([^A-Z]*)/g)].map(([, letter, numbers]) => ({
        command: LETTERS[letter as keyof typeof LETTERS],
        args: numbers.split(' ').filter(Boolean).map(Number),
      }));
      expect(withoutStrays(ours), `glyph ${glyph}`).toEqual(withoutStrays(theirs));
    }
  });

  it('draws letters with marks as the letter and the mark', () => {
    expect(font.outline(font.glyph(0xe9)).startsWith(font.outline(font.glyph(0x65)))).toBe(true);
    expect(font.outline(font.glyph(0xe9)).match(/M/g)).toHaveLength(3);
  });

  it('draws nothing for a space', () => {
    expect(font.outline(font.glyph(0x20))).toBe('');
  });
});

type Point = readonly [x: number, y: number, on?: boolean];

function simple(...points: readonly Point[]): Uint8Array {
  const deltas = (axis: 0 | 1) => points.map((point, i) => point[axis] - (i === 0 ? 0 : points[i - 1][axis]));
  const flags = Uint8Array.from(points, ([, , on = true]) => (on ? 1 : 0));
  return joined(words(1, 0, 0, 0, 0, points.length - 1, 0), flags, words(...deltas(0)), words(...deltas(1)));
}

/** Each part: flags, glyph, arguments and matrix as 16-bit numbers; all but the last say that more follow. */
function composite(...parts: readonly (readonly number[])[]): Uint8Array {
  return words(
    -1,
    0,
    0,
    0,
    0,
    ...parts.flatMap(([flags, ...rest], i) => [i < parts.length - 1 ? flags | MORE : flags, ...rest]),
  );
}

const [WORDS, OFFSETS, SCALE, MORE, TWO_SCALES, MATRIX] = [0x1, 0x2, 0x8, 0x20, 0x40, 0x80];
const ONE = 0x4000;

function fontOf(...glyphs: readonly Uint8Array[]) {
  const offsets = [0];
  for (const glyph of glyphs) offsets.push(offsets[offsets.length - 1] + glyph.length);
  const head = new Uint8Array(54);
  head.set(words(1000), 18);
  head.set(words(1), 50);
  return readFont(
    withTables(fontBytes('Arimo-Regular'), {
      head,
      cmap: words(0, 1, 3, 1, 0, 12, 4, 24, 0, 2, 2, 0, 0, 0xffff, 0, 0xffff, 1, 0),
      loca: words(...offsets.flatMap((offset) => [0, offset])),
      glyf: joined(...glyphs),
    }),
    'mine.ttf',
  );
}

describe('an outline', () => {
  const corner = simple([0, 0], [100, 0], [0, 10]);

  it('is lines between points on it, and curves by the points beside it', () => {
    expect(fontOf(corner).outline(0)).toBe('M0 0L100 0L0 10Z');
    expect(fontOf(simple([0, 0], [50, 99, false], [100, 0])).outline(0)).toBe('M0 0Q50 99 100 0Z');
  });

  it('has the middle of two control points on it', () => {
    const wave = simple([0, 0], [10, 20, false], [30, 40, false], [50, 0]);
    expect(fontOf(wave).outline(0)).toBe('M0 0Q10 20 20 30Q30 40 50 0Z');
  });

  it('with contours out of order is refused', () => {
    expect(() => fontOf(words(2, 0, 0, 0, 0, 2, 0, 0)).outline(0)).toThrow(/contours out of order/);
  });

  it('may begin with a control point, or consist of nothing else', () => {
    expect(fontOf(simple([10, 0, false], [20, 20], [0, 20])).outline(0)).toBe('M0 20Q10 0 20 20L0 20Z');
    const round = simple([0, 0, false], [100, 0, false], [100, 100, false], [0, 100, false]);
    expect(fontOf(round).outline(0)).toBe('M0 50Q0 0 50 0Q100 0 100 50Q100 100 50 100Q0 100 0 50Z');
  });
});

describe('a composite glyph', () => {
  const corner = simple([0, 0], [100, 0], [0, 10]);

  it('moves its parts', () => {
    const moved = composite([WORDS | OFFSETS, 0, 5, -7], [OFFSETS, 0, (1 << 8) | 0xfe]);
    expect(fontOf(corner, moved).outline(1)).toBe('M5 -7L105 -7L5 3ZM1 -2L101 -2L1 8Z');
  });

  it('scales its parts before it moves them', () => {
    const half = composite([WORDS | OFFSETS | SCALE, 0, 1, 2, ONE / 2]);
    expect(fontOf(corner, half).outline(1)).toBe('M1 2L51 2L1 7Z');
    const flat = composite([WORDS | OFFSETS | TWO_SCALES, 0, 0, 0, -ONE, ONE / 2]);
    expect(fontOf(corner, flat).outline(1)).toBe('M0 0L-100 0L0 5Z');
  });

  it('turns its parts by a matrix, here a quarter to the left', () => {
    const turned = composite([WORDS | OFFSETS | MATRIX, 0, 0, 0, 0, ONE, -ONE, 0]);
    expect(fontOf(corner, turned).outline(1)).toBe('M0 0L0 100L-10 0Z');
  });

  it('lays a point of a part on a point of the parts before it', () => {
    const chained = composite([WORDS | OFFSETS, 0, 3, 4], [0, 0, (1 << 8) | 2]);
    expect(fontOf(corner, chained).outline(1)).toBe('M3 4L103 4L3 14ZM103 -6L203 -6L103 4Z');
  });

  it('has parts that have parts', () => {
    const moved = composite([WORDS | OFFSETS, 0, 1, 0]);
    const again = composite([WORDS | OFFSETS | SCALE, 1, 0, 1, ONE / 2]);
    expect(fontOf(corner, moved, again).outline(2)).toBe('M1 1L51 1L1 6Z');
  });

  it.each([
    ['is part of itself', composite([OFFSETS, 1, 0]), /more than 8 deep/],
    ['has a part that is not there', composite([OFFSETS, 5, 0]), /"loca" table ends too early/],
    ['is cut off', composite([OFFSETS | MORE, 0, 0]), /"glyf" table ends too early/],
    ['hangs on a point that is not there', composite([0, 0, 0x0900]), /by a point that is not there/],
    [
      'has too many parts',
      composite(...Array.from({ length: 1001 }, () => [OFFSETS, 0, 0])),
      /more than 1000 parts/,
    ],
  ])('that %s is refused', (_, glyph, reason) => {
    expect(() => fontOf(corner, glyph).outline(1)).toThrow(reason);
  });

  it('with points beyond all measure is refused', () => {
    const repeated = Array.from({ length: 160 }, () => [0x39, 0xff]).flat();
    const heap = joined(words(1, 0, 0, 0, 0, 160 * 256 - 1, 0), Uint8Array.from(repeated));
    const font = fontOf(heap, composite([OFFSETS, 0, 0], [OFFSETS, 0, 0]));
    expect(() => font.outline(1)).toThrow(/more than 65535 points/);
  });
});

import { describe, expect, it } from 'vitest';
import { readFont } from '../../../src/fonts/truetype.js';
import {
  BUNDLED,
  concatBytes,
  fontBytes,
  readWithFontkit,
  replaceTables,
  uint16Bytes,
} from './font-bytes.js';

const COMMANDS = { M: 'moveTo', L: 'lineTo', Q: 'quadraticCurveTo', Z: 'closePath' };

interface Command {
  readonly command: string;
  readonly args: readonly number[];
}

/** Removes the empty curve that fontkit adds before a contour that starts with a control point. */
function removeEmptyCurves(commands: readonly Command[]): Command[] {
  const startBefore = (i: number) =>
    commands[i - 1]?.command === 'moveTo' ? commands[i - 1].args.join() : null;
  return commands.filter(({ args }, i) => args.slice(0, 2).join() !== startBefore(i));
}

describe.each(BUNDLED)('%s', (file) => {
  const font = readFont(fontBytes(file), file);
  const reference = readWithFontkit(fontBytes(file));

  it('has the outlines of fontkit, rounded to whole units', () => {
    const composites = [...'éĠÅçñŮșẤ'].map((letter) => font.glyphIndex(letter.codePointAt(0)!));
    const sample = Array.from({ length: Math.floor(reference.numGlyphs / 17) }, (_, i) => 17 * i);
    for (const glyph of [...composites, ...sample]) {
      const expected = reference.getGlyph(glyph).path.commands.map(({ command, args }) => ({
        command,
        args: args.map((number) => Math.round(number) + 0),
      }));
      const actual = [...font.outline(glyph).matchAll(/([A-Z])([^A-Z]*)/g)].map(([, letter, numbers]) => ({
        command: COMMANDS[letter as keyof typeof COMMANDS],
        args: numbers.split(' ').filter(Boolean).map(Number),
      }));
      const [own, others] = [actual, expected].map((commands) => JSON.stringify(removeEmptyCurves(commands)));
      expect(own === others ? '' : `glyph ${glyph}: ${own}`).toBe('');
    }
  });

  it('composes an accented letter of the letter and its mark', () => {
    expect(font.outline(font.glyphIndex(0xe9)).startsWith(font.outline(font.glyphIndex(0x65)))).toBe(true);
    expect(font.outline(font.glyphIndex(0xe9)).match(/M/g)).toHaveLength(3);
  });

  it('has no outline for a space', () => {
    expect(font.outline(font.glyphIndex(0x20))).toBe('');
  });
});

type Point = readonly [x: number, y: number, onCurve?: boolean];

function simpleGlyph(...points: readonly Point[]): Uint8Array {
  const deltas = (axis: 0 | 1) => points.map((point, i) => point[axis] - (i === 0 ? 0 : points[i - 1][axis]));
  const flags = Uint8Array.from(points, ([, , onCurve = true]) => (onCurve ? 1 : 0));
  return concatBytes(
    uint16Bytes(1, 0, 0, 0, 0, points.length - 1, 0),
    flags,
    uint16Bytes(...deltas(0)),
    uint16Bytes(...deltas(1)),
  );
}

/** Each component has flags, glyph index, arguments and matrix as 16-bit numbers. */
function compositeGlyph(...components: readonly (readonly number[])[]): Uint8Array {
  return uint16Bytes(
    -1,
    0,
    0,
    0,
    0,
    ...components.flatMap(([flags, ...rest], i) => [
      i < components.length - 1 ? flags | MORE : flags,
      ...rest,
    ]),
  );
}

const [WORDS, OFFSETS, SCALE, MORE, TWO_SCALES, MATRIX] = [0x1, 0x2, 0x8, 0x20, 0x40, 0x80];
const ONE = 0x4000;

function fontOf(...glyphs: readonly Uint8Array[]) {
  const offsets = [0];
  for (const glyph of glyphs) offsets.push(offsets[offsets.length - 1] + glyph.length);
  const head = new Uint8Array(54);
  head.set(uint16Bytes(1000), 18);
  head.set(uint16Bytes(1), 50);
  return readFont(
    replaceTables(fontBytes('Arimo-Regular'), {
      head,
      cmap: uint16Bytes(0, 1, 3, 1, 0, 12, 4, 24, 0, 2, 2, 0, 0, 0xffff, 0, 0xffff, 1, 0),
      loca: uint16Bytes(...offsets.flatMap((offset) => [0, offset])),
      glyf: concatBytes(...glyphs),
    }),
    'test.ttf',
  );
}

describe('an outline', () => {
  const corner = simpleGlyph([0, 0], [100, 0], [0, 10]);

  it('has lines between curve points, and curves around control points', () => {
    expect(fontOf(corner).outline(0)).toBe('M0 0L100 0L0 10Z');
    expect(fontOf(simpleGlyph([0, 0], [50, 99, false], [100, 0])).outline(0)).toBe('M0 0Q50 99 100 0Z');
  });

  it('passes through the midpoint of two control points', () => {
    const wave = simpleGlyph([0, 0], [10, 20, false], [30, 40, false], [50, 0]);
    expect(fontOf(wave).outline(0)).toBe('M0 0Q10 20 20 30Q30 40 50 0Z');
  });

  it('with contours out of order is an error', () => {
    expect(() => fontOf(uint16Bytes(2, 0, 0, 0, 0, 2, 0, 0)).outline(0)).toThrow(/contours out of order/);
  });

  it('may start with a control point, or have only control points', () => {
    expect(fontOf(simpleGlyph([10, 0, false], [20, 20], [0, 20])).outline(0)).toBe('M0 20Q10 0 20 20L0 20Z');
    const round = simpleGlyph([0, 0, false], [100, 0, false], [100, 100, false], [0, 100, false]);
    expect(fontOf(round).outline(0)).toBe('M0 50Q0 0 50 0Q100 0 100 50Q100 100 50 100Q0 100 0 50Z');
  });
});

describe('a composite glyph', () => {
  const corner = simpleGlyph([0, 0], [100, 0], [0, 10]);

  it('moves its components', () => {
    const moved = compositeGlyph([WORDS | OFFSETS, 0, 5, -7], [OFFSETS, 0, (1 << 8) | 0xfe]);
    expect(fontOf(corner, moved).outline(1)).toBe('M5 -7L105 -7L5 3ZM1 -2L101 -2L1 8Z');
  });

  it('scales its components before it moves them', () => {
    const half = compositeGlyph([WORDS | OFFSETS | SCALE, 0, 1, 2, ONE / 2]);
    expect(fontOf(corner, half).outline(1)).toBe('M1 2L51 2L1 7Z');
    const flat = compositeGlyph([WORDS | OFFSETS | TWO_SCALES, 0, 0, 0, -ONE, ONE / 2]);
    expect(fontOf(corner, flat).outline(1)).toBe('M0 0L-100 0L0 5Z');
  });

  it('transforms its components by a matrix, here a quarter turn to the left', () => {
    const rotated = compositeGlyph([WORDS | OFFSETS | MATRIX, 0, 0, 0, 0, ONE, -ONE, 0]);
    expect(fontOf(corner, rotated).outline(1)).toBe('M0 0L0 100L-10 0Z');
  });

  it('aligns a point of a component with a point of the components before it', () => {
    const aligned = compositeGlyph([WORDS | OFFSETS, 0, 3, 4], [0, 0, (1 << 8) | 2]);
    expect(fontOf(corner, aligned).outline(1)).toBe('M3 4L103 4L3 14ZM103 -6L203 -6L103 4Z');
  });

  it('may have composite components', () => {
    const moved = compositeGlyph([WORDS | OFFSETS, 0, 1, 0]);
    const nested = compositeGlyph([WORDS | OFFSETS | SCALE, 1, 0, 1, ONE / 2]);
    expect(fontOf(corner, moved, nested).outline(2)).toBe('M1 1L51 1L1 6Z');
  });

  it.each([
    ['contains itself', compositeGlyph([OFFSETS, 1, 0]), /more than 8 deep/],
    ['has a component that does not exist', compositeGlyph([OFFSETS, 5, 0]), /"loca" table ends too early/],
    ['is truncated', compositeGlyph([OFFSETS | MORE, 0, 0]), /"glyf" table ends too early/],
    [
      'aligns with a point that does not exist',
      compositeGlyph([0, 0, 0x0900]),
      /with a point that does not exist/,
    ],
    [
      'has too many components',
      compositeGlyph(...Array.from({ length: 1001 }, () => [OFFSETS, 0, 0])),
      /more than 1000 components/,
    ],
  ])('that %s is an error', (_, glyph, reason) => {
    expect(() => fontOf(corner, glyph).outline(1)).toThrow(reason);
  });

  it('with too many points is an error', () => {
    const repeated = Array.from({ length: 160 }, () => [0x39, 0xff]).flat();
    const large = concatBytes(uint16Bytes(1, 0, 0, 0, 0, 160 * 256 - 1, 0), Uint8Array.from(repeated));
    const font = fontOf(large, compositeGlyph([OFFSETS, 0, 0], [OFFSETS, 0, 0]));
    expect(() => font.outline(1)).toThrow(/more than 65535 points/);
  });
});

import { describe, expect, it } from 'vitest';
import { Canvas } from '../../../../src/output/png/canvas.js';
import { paintPath } from '../../../../src/output/png/paths.js';
import type { PathItem } from '../../../../src/scene/scene.js';

/** Paints a path on a white page of 7 × 5 pixels; 0 is a white pixel and 9 a black one. */
function painted(path: Partial<PathItem>): string[] {
  const canvas = new Canvas(7, 5, '#ffffff');
  paintPath(
    {
      kind: 'path',
      role: 'tick',
      subpaths: [],
      closed: false,
      fill: null,
      stroke: '#000000',
      strokeWidth: 1,
      crisp: false,
      ...path,
    },
    canvas,
  );
  const darkness = (x: number, y: number) =>
    Math.round((9 * (255 - canvas.scanlines[canvas.offset(x, y)])) / 255);
  return Array.from({ length: 5 }, (_, y) => Array.from({ length: 7 }, (_, x) => darkness(x, y)).join(''));
}

describe('a horizontal or vertical line', () => {
  it('covers whole pixels wherever its middle is', () => {
    for (const x of [3.5, 3.49999999999, 3.2, 3.9, 3]) {
      expect(painted({ subpaths: [[x, 1, x, 4]] })).toEqual([
        '0000000',
        '0009000',
        '0009000',
        '0009000',
        '0000000',
      ]);
    }
  });

  it('is as many pixels thick as its width rounded, and fainter if these are more than its width', () => {
    const horizontal = (strokeWidth: number) => painted({ subpaths: [[0, 2.5, 7, 2.5]], strokeWidth });
    expect(horizontal(2.4)).toEqual(['0000000', '0000000', '9999999', '9999999', '0000000']);
    expect(horizontal(3)).toEqual(['0000000', '9999999', '9999999', '9999999', '0000000']);
    expect(horizontal(5 / 3)).toEqual(['0000000', '0000000', '8888888', '8888888', '0000000']);
    expect(horizontal(1 / 3)).toEqual(['0000000', '0000000', '3333333', '0000000', '0000000']);
  });

  it('paints each corner once, in either direction', () => {
    const subpaths = [[1.5, 0.5, 5.5, 0.5, 5.5, 3.5, 1.5, 3.5]];
    const frame = ['0555550', '0500050', '0500050', '0555550', '0000000'];
    const reversed = [[1.5, 3.5, 5.5, 3.5, 5.5, 0.5, 1.5, 0.5]];
    const faint = { closed: true, strokeWidth: 0.55 };
    expect(painted({ subpaths, ...faint })).toEqual(frame);
    expect(painted({ subpaths: reversed, ...faint })).toEqual(frame);
  });

  it('has no hole if its sides are shorter than its width', () => {
    const subpaths = [[2.5, 1.5, 3.5, 1.5, 3.5, 2.5, 2.5, 2.5]];
    const square = ['0999900', '0999900', '0999900', '0999900', '0000000'];
    expect(painted({ subpaths, closed: true, strokeWidth: 3 })).toEqual(square);
    const faint = square.map((row) => row.replaceAll('9', '8'));
    expect(painted({ subpaths, closed: true, strokeWidth: 2.6 })).toEqual(faint);
    const reversed = [[3.5, 1.5, 2.5, 1.5, 2.5, 2.5, 3.5, 2.5]];
    expect(painted({ subpaths: reversed, closed: true, strokeWidth: 2.6 })).toEqual(faint);
  });

  it('stops at its ends if it is not closed', () => {
    expect(painted({ subpaths: [[1, 0.5, 4.5, 0.5, 4.5, 3]] })).toEqual([
      '0999900',
      '0000900',
      '0000900',
      '0000000',
      '0000000',
    ]);
  });
});

describe('other paths', () => {
  it('are antialiased and clipped to the page if they are slanted', () => {
    const rows = painted({ subpaths: [[-3, -3, 9, 9]], strokeWidth: 2 });
    expect(rows.map((row, y) => row[y]).join('')).toBe('99999');
    for (const beside of rows.slice(0, 4).map((row, y) => Number(row[y + 1])))
      expect([4, 5, 6, 7, 8]).toContain(beside);
  });

  it('are filled', () => {
    const filled = painted({
      subpaths: [[1, 1, 5, 1, 5, 4, 1, 4]],
      closed: true,
      fill: '#000000',
      stroke: null,
    });
    expect(filled).toEqual(['0000000', '0999900', '0999900', '0999900', '0000000']);
  });

  it('are painted together where some subpaths are straight and others curved', () => {
    const quarter = { kind: 'arc', radiusX: 2, radiusY: 2, rotation: 0, largeArc: false } as const;
    const rows = painted({
      subpaths: [
        [0, 0.5, 7, 0.5],
        { start: [5, 3], segments: [{ ...quarter, clockwise: true, to: [3, 5] }] },
      ],
    });
    expect(rows[0]).toBe('9999999');
    expect(Number(rows[4][4])).toBeGreaterThan(4);
  });
});

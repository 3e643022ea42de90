import { describe, expect, it } from 'vitest';
import { Canvas } from '../../../../src/output/png/canvas.js';
import { paintPath } from '../../../../src/output/png/paths.js';
import type { PathItem } from '../../../../src/scene/scene.js';

/** How dark each pixel is of a white page of 7 × 5, 0 to 9. */
function painted(path: Partial<PathItem>): string[] {
  const canvas = new Canvas(7, 5, '#ffffff');
  paintPath(
    {
      kind: 'path',
      role: 'tick',
      lines: [],
      closed: false,
      fill: null,
      stroke: '#000000',
      strokeWidth: 1,
      crisp: false,
      ...path,
    },
    canvas,
  );
  return Array.from({ length: 5 }, (_, y) =>
    Array.from({ length: 7 }, (_, x) => Math.round((9 * (255 - canvas.rows[canvas.at(x, y)])) / 255)).join(
      '',
    ),
  );
}

describe('an upright line', () => {
  it('lies on whole pixels wherever its middle is', () => {
    for (const x of [3.5, 3.49999999999, 3.2, 3.9, 3]) {
      expect(painted({ lines: [[x, 1, x, 4]] })).toEqual([
        '0000000',
        '0009000',
        '0009000',
        '0009000',
        '0000000',
      ]);
    }
  });

  it('has as many of them across as are nearest to its width, and is fainter where they are more', () => {
    const across = (strokeWidth: number) => painted({ lines: [[0, 2.5, 7, 2.5]], strokeWidth });
    expect(across(2.4)).toEqual(['0000000', '0000000', '9999999', '9999999', '0000000']);
    expect(across(3)).toEqual(['0000000', '9999999', '9999999', '9999999', '0000000']);
    expect(across(5 / 3)).toEqual(['0000000', '0000000', '8888888', '8888888', '0000000']);
    expect(across(1 / 3)).toEqual(['0000000', '0000000', '3333333', '0000000', '0000000']);
  });

  it('fills its corners once, in whichever direction it goes', () => {
    const lines = [[1.5, 0.5, 5.5, 0.5, 5.5, 3.5, 1.5, 3.5]];
    const box = ['0555550', '0500050', '0500050', '0555550', '0000000'];
    const reversed = [[1.5, 3.5, 5.5, 3.5, 5.5, 0.5, 1.5, 0.5]];
    const faint = { closed: true, strokeWidth: 0.55 };
    expect(painted({ lines, ...faint })).toEqual(box);
    expect(painted({ lines: reversed, ...faint })).toEqual(box);
  });

  it('has no hole where its sides are shorter than it is wide', () => {
    const lines = [[2.5, 1.5, 3.5, 1.5, 3.5, 2.5, 2.5, 2.5]];
    const square = ['0999900', '0999900', '0999900', '0999900', '0000000'];
    expect(painted({ lines, closed: true, strokeWidth: 3 })).toEqual(square);
    const faint = square.map((row) => row.replaceAll('9', '8'));
    expect(painted({ lines, closed: true, strokeWidth: 2.6 })).toEqual(faint);
    const turned = [[3.5, 1.5, 2.5, 1.5, 2.5, 2.5, 3.5, 2.5]];
    expect(painted({ lines: turned, closed: true, strokeWidth: 2.6 })).toEqual(faint);
  });

  it('ends where it ends if it is not closed', () => {
    expect(painted({ lines: [[1, 0.5, 4.5, 0.5, 4.5, 3]] })).toEqual([
      '0999900',
      '0000900',
      '0000900',
      '0000000',
      '0000000',
    ]);
  });
});

it('a slanted line and a filled shape are drawn with soft edges, and not beyond the page', () => {
  const rows = painted({ lines: [[-3, -3, 9, 9]], strokeWidth: 2 });
  expect(rows.map((row, y) => row[y]).join('')).toBe('99999');
  for (const beside of rows.slice(0, 4).map((row, y) => Number(row[y + 1])))
    expect([4, 5, 6, 7, 8]).toContain(beside);
  const filled = painted({ lines: [[1, 1, 5, 1, 5, 4, 1, 4]], closed: true, fill: '#000000', stroke: null });
  expect(filled).toEqual(['0000000', '0999900', '0999900', '0999900', '0000000']);
});

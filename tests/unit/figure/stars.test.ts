/** Signs of significant values in cells. */
import { describe, expect, it } from 'vitest';
import type { PathItem, TextItem } from '../../../src/scene/scene.js';
import { type Rendered, rendered, renderedFile } from '../../support/figure.js';
import { bodies, decodePng } from '../../support/pixels.js';

const data = { values: [[1, 2, 3]], rows: ['r'], columns: ['a', 'b', 'c'] };

function starred(stars: unknown, more: object = {}): Rendered {
  return rendered({ data, cells: { stars, ...more } });
}

function textsIn({ scene }: Rendered, role: string): TextItem[] {
  return scene.items.filter((item): item is TextItem => item.kind === 'text' && item.role === role);
}

/** The texts of the line that explains the signs. */
function lineOf(made: Rendered): string[] {
  const [body] = bodies(made.scene);
  return textsIn(made, 'tick-label')
    .filter(({ text, y }) => y > body.bottom[0] && !/^([a-c]|r|[\d.]+)$/.test(text))
    .map(({ text }) => text);
}

/** The lines of the crosses, each as x0, y0, x1, y1. */
function linesOf({ scene }: Rendered): (readonly number[])[] {
  const paths = scene.items.filter((item): item is PathItem => item.kind === 'path' && item.role === 'stars');
  return paths.flatMap(({ subpaths }) => subpaths as readonly (readonly number[])[]);
}

describe('stars', () => {
  it('show the smallest level that a p-value is below', () => {
    const p = [[0.051, 0.05, 0.0499, 0.01, 0.009, 0.001, 0.0009, 0, null]];
    const { figure } = rendered({ data: [[1, 2, 3, 4, 5, 6, 7, 8, 9]], cells: { stars: p } });
    expect(figure.panels[0].stars?.symbols).toEqual(['', '', '*', '*', '**', '**', '***', '***', '']);
  });

  it('match p-values by label, in any order of both', () => {
    const values = { values: [[0.5, 0.02, 0.0001]], rows: ['r'], columns: ['c', 'b', 'a'] };
    expect(starred({ values }).figure.panels[0].stars?.symbols).toEqual(['***', '*', '']);
    const reversed = rendered({ data, x: { order: 'reverse' }, cells: { stars: { values } } });
    const [body] = bodies(reversed.scene);
    const placed = textsIn(reversed, 'value').map(({ text, x }) => [text, x]);
    const centre = (j: number) => (body.left[j] + body.right[j]) / 2;
    expect(placed).toEqual([
      ['*', centre(1)],
      ['***', centre(2)],
    ]);
  });

  it('have levels and symbols of the spec, which the line explains', () => {
    const made = starred({ values: [[0.09, 0.04, 0.5]], levels: [0.1, 0.05], symbols: ['†', '‡'] });
    expect(made.figure.panels[0].stars?.symbols).toEqual(['†', '‡', '']);
    expect(lineOf(made)).toEqual(['†', 'p < 0.1', '‡', 'p < 0.05']);
    expect(lineOf(starred([[1, 1, 1]]))).toEqual(['*', 'p < 0.05', '**', 'p < 0.01', '***', 'p < 0.001']);
    expect(lineOf(starred({ values: [[0, 0, 0]], legend: false }))).toEqual([]);
    expect(lineOf(starred({ values: [[0, 0, 0]], legend: 'adjusted' }))).toEqual(['adjusted']);
  });

  it('are below the values, which stay at one height', () => {
    const made = starred([[0.5, 0.04, 0]], { values: true });
    const texts = textsIn(made, 'value');
    const numbers = texts.filter(({ text }) => /\d/.test(text));
    const stars = texts.filter(({ text }) => /\*/.test(text));
    expect(numbers.map(({ text }) => text).sort()).toEqual(['1', '2', '3']);
    expect(new Set(numbers.map(({ y }) => y)).size).toBe(1);
    expect(stars.map(({ text }) => text).sort()).toEqual(['*', '***']);
    for (const { y } of stars) expect(y).toBeGreaterThan(numbers[0].y);
  });

  it('cross out cells that are not significant', () => {
    const made = starred({ values: [[0.5, 0.05, 0.04]], mark: 'cross' });
    const [body] = bodies(made.scene);
    const [cross, ...others] = linesOf(made);
    expect([cross[0] + cross[2], cross[1] + cross[3]]).toEqual([
      body.left[0] + body.right[0],
      body.top[0] + body.bottom[0],
    ]);
    const lines = linesOf(made);
    const centres = new Set(lines.map(([x0, , x1]) => (x0 + x1) / 2));
    expect(others.length).toBeGreaterThan(0);
    expect(centres).toContain((body.left[0] + body.right[0]) / 2);
    expect(centres).toContain((body.left[1] + body.right[1]) / 2);
    expect(centres).not.toContain((body.left[2] + body.right[2]) / 2);
    expect(lineOf(made)).toEqual(['p ≥ 0.05']);
  });

  it('cross out cells in the pixels of a PNG', () => {
    const made = starred({ values: [[0.5, 0.05, 0.04]], mark: 'cross' }, { width: 30, height: 30 });
    const picture = decodePng(made.png());
    const [body] = bodies(made.scene);
    const { pixelRatio } = made.scene;
    const pixel = (column: number, dx: number) => {
      const x = (body.left[column] + body.right[column]) / 2 + dx;
      return picture.at(
        Math.floor(x * pixelRatio),
        Math.floor(((body.top[0] + body.bottom[0]) / 2) * pixelRatio),
      );
    };
    // The lines cross in the middle of a cell.
    expect([0, 1, 2].map((column) => pixel(column, 0) !== pixel(column, 8))).toEqual([true, true, false]);
  });

  it('can differ between panels, and have one line for equal levels', () => {
    const { figure } = rendered({
      data: [[1, 2]],
      cells: { stars: [[0.04, 0.5]] },
      panels: [{}, { cells: { stars: false } }, { cells: { stars: [[0.5, 0.04]] } }],
    });
    expect(figure.panels.map(({ stars }) => stars?.symbols ?? null)).toEqual([['*', ''], null, ['', '*']]);
    expect(figure.starLines).toHaveLength(1);
  });

  it('come from a column of records', () => {
    const csv = 'x,y,effect,p\na,r,1.5,0.04\nb,r,-2,0.8\nb,s,1,0.0001\na,s,1,\n';
    const { figure } = renderedFile(
      csv,
      { x: 'x', y: 'y', value: 'effect' },
      { cells: { stars: { values: '{p}' } } },
    );
    expect(figure.panels[0].matrix.columnLabels).toEqual(['a', 'b']);
    expect(figure.panels[0].stars?.symbols).toEqual(['*', '', '', '***']);
  });

  it.each([
    [{ values: [[0.1, 1.2, 0]] }, /the p-value of row "r", column "b" is 1.2/],
    [{ values: [[0.1, -0.2, 0]] }, /column "b" is -0.2/],
    [{ values: [['ns', 'sig', 'ns']] }, /needs p-values, but found the word "ns"/],
    [{ values: [[0.1, 0.2]] }, /2 columns, but the data has 3/],
    [{ values: '{p}' }, /the data is not a file of records/],
    [{ values: [[0, 0, 0]], levels: [0.01, 0.05] }, /the levels must decrease/],
    [{ values: [[0, 0, 0]], levels: [5] }, /levels/],
    [{ values: [[0, 0, 0]], symbols: ['*'] }, /one symbol for each level/],
  ])('of %j are an error', (stars, message) => {
    expect(() => starred(stars)).toThrow(message);
  });

  it('are left out with a warning, and without a line, if the cells are too small', () => {
    const made = starred([[0, 0, 0]], { width: 4, height: 4 });
    expect(lineOf(made)).toEqual([]);
    expect(textsIn(made, 'value')).toEqual([]);
    const warnings = made.diagnostics.filter(({ code }) => code === 'values-hidden');
    expect(warnings.map(({ message }) => message)).toEqual([
      'the stars are not printed, because the cells are too small',
    ]);
  });

  it('of aggregated cells are left out with a warning', () => {
    const values = [Array.from({ length: 3000 }, (_, i) => i)];
    const p = [Array.from({ length: 3000 }, () => 0.001)];
    for (const mark of ['symbol', 'cross']) {
      const made = rendered({
        data: values,
        size: { width: 400 },
        cells: { stars: { values: p, mark } },
      });
      expect(made.figure.panels[0].drawn.aggregation).not.toBeNull();
      expect(made.figure.starLines).toEqual([]);
      expect(made.diagnostics.map(({ code }) => code)).toContain('values-hidden');
    }
  });
});

describe('the description', () => {
  const wide = Array.from({ length: 4 }, (_, i) => Array.from({ length: 5 }, (_, j) => i + j));
  /** Values from 0 to 0.0999 in mixed order, the smallest below each level several times. */
  const p = wide.map((row, i) => row.map((_, j) => (((7 * (5 * i + j)) % 20) / 200) ** 2 * 10));
  const count = (matches: (value: number, i: number, j: number) => boolean) =>
    p.flatMap((row, i) => row.filter((value, j) => matches(value, i, j))).length;
  const textOf = (cells: object, square = wide) =>
    rendered({ data: square, cells }).figure.accessible.description;

  it('counts the cells of each level', () => {
    const three = count((value) => value < 0.001);
    const two = count((value) => value >= 0.001 && value < 0.01);
    const one = count((value) => value >= 0.01 && value < 0.05);
    expect(Math.min(one, two, three)).toBeGreaterThan(0);
    expect(textOf({ stars: p })).toContain(
      `${one + two + three} of 20 cells have a sign of significance: ${three} with *** (p < 0.001), ${two} with ** (p < 0.01) and ${one} with * (p < 0.05).`,
    );
    expect(textOf({ stars: { values: p, legend: false } })).toContain(
      `: ${three} with ***, ${two} with ** and ${one} with *.`,
    );
    expect(textOf({ stars: p.map((row) => row.map(() => 0.9)) })).toContain(
      'No cell of 20 has a sign of significance.',
    );
  });

  it('counts crosses, and leaves out hidden cells', () => {
    expect(textOf({ stars: { values: p, mark: 'cross' } })).toContain(
      `${count((value) => value >= 0.05)} of 20 cells have a cross (p ≥ 0.05).`,
    );
    const square = wide.map((row) => row.slice(0, 4));
    const upper = p.map((row) => row.slice(0, 4));
    const shown = count((value, i, j) => j < 4 && i >= j && value < 0.05);
    expect(textOf({ stars: upper, hide: 'upper' }, square)).toContain(`${shown} of 10 cells have a sign`);
  });
});

/** Tests the drawn cells of a matrix with more cells than the page has pixels. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { downsample } from '../../../src/figure/downsample.js';
import type { Axis, DrawnGrid } from '../../../src/figure/figure.js';
import { readNpy } from '../../../src/input/npy.js';
import { REDUCERS, type Reducer } from '../../../src/matrix/reduction.js';
import { differences, evenBlockEdges, reduceBlock, splitIntoBlocks } from '../../support/blocks.js';
import { colorOf } from '../../support/color.js';
import { rendered } from '../../support/figure.js';
import { polylines } from '../../support/paths.js';
import { bodies } from '../../support/pixels.js';

const FIXTURES = new URL('../../fixtures/large/', import.meta.url);
type Numbers = Record<Reducer, (number | string)[]>;
const { drawn }: { drawn: (Numbers & { file: string; blocks: [number, number] })[] } = JSON.parse(
  readFileSync(new URL('expected.json', FIXTURES), 'utf8'),
);

const forward = (length: number) =>
  ({
    order: Array.from({ length }, (_, i) => i),
    breaks: [] as number[],
    itemsPerPosition: 1,
    numeric: null,
  }) as unknown as Axis;

const sum = (counts: readonly number[]) => counts.reduce((a, b) => a + b);

/** A matrix of 100 × 100 values, all `rest` except the one at row 37, column 81. */
const hotCell = (hot: number, rest = 0) =>
  Array.from({ length: 100 }, (_, i) =>
    Array.from({ length: 100 }, (_, j) => (i === 37 && j === 81 ? hot : rest)),
  );
/** A page with space for fewer than 100 cells in both directions. */
const SMALL = { size: { width: 110, dpi: 96 }, colorbar: false };

const wave = (rows: number, columns: number) =>
  Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => Math.sin(i * 0.37) * 10 + Math.cos(j * 1.3) * 3 + i / 7),
  );

/** The blocks of a body without breaks, computed in the simplest way. */
function naively(
  rows: readonly (readonly number[])[],
  { rows: down, columns: across }: DrawnGrid,
  by: Reducer,
) {
  const edges = [evenBlockEdges(rows.length, sum(down)), evenBlockEdges(rows[0].length, sum(across))];
  return splitIntoBlocks(rows, edges[0], edges[1]).map((block) => reduceBlock(block, by));
}

describe('blocks', () => {
  const cases = drawn.flatMap((known) => REDUCERS.map((by) => ({ ...known, by })));
  it.each(cases)('of $file, $blocks, equal the $by of numpy', ({ file, blocks, by, ...known }) => {
    const bytes = readFileSync(new URL(file, FIXTURES));
    const [{ matrix }] = readNpy({ name: file, bytes }, {}, () => {}).slices;
    const { rows, columns } = matrix;
    const resolution = { rows: [blocks[0]], columns: [blocks[1]] };
    const found = downsample(matrix, null, forward(columns), forward(rows), resolution, by);
    expect([sum(found.rows), sum(found.columns)]).toEqual(blocks);
    expect(differences(found.values, known[by].map(Number), by)).toEqual([]);
    // The simple computation of the tests agrees with numpy.
    const all = Array.from({ length: rows }, (_, i) => [
      ...matrix.values.subarray(i * columns, (i + 1) * columns),
    ]);
    expect(differences(naively(all, found, by), known[by].map(Number), by)).toEqual([]);
  });

  it.each(REDUCERS)('of a figure too small for its cells are the %s of their values', (by) => {
    const data = wave(150, 130);
    const { figure, scene } = rendered({
      data,
      ...SMALL,
      size: { width: 110, height: 120 },
      cells: { reduce: by },
    });
    const [{ drawn, matrix }] = figure.panels;
    expect(sum(drawn.rows)).toBeLessThan(150);
    expect(sum(drawn.columns)).toBeLessThan(130);
    expect(matrix.values).toHaveLength(150 * 130);
    const naive = naively(data, drawn, by);
    expect(differences(drawn.values, naive, by)).toEqual([]);
    const [body] = bodies(scene);
    const colors = [...body.indices].map((index) => body.palette[index]);
    expect(colors).toEqual(naive.map((value) => colorOf(figure.scales.color, value)));
  });

  it.each(REDUCERS)('of a matrix that was reduced while it was read are the %s of all values', (by) => {
    const bytes = readFileSync(new URL('c-f8.npy', FIXTURES));
    const read = (budget: number) => {
      const watch = { low: null, high: null, histogram: false };
      const wanted = { maxCells: budget, reduction: { reducer: by, stats: watch } };
      return readNpy({ name: 'a', bytes }, {}, () => {}, wanted).slices[0].matrix;
    };
    const [stored, whole] = [read(200), read(1e6)];
    expect([stored.reduction?.factor, whole.reduction]).toEqual([{ rows: 2, columns: 2 }, undefined]);
    const resolution = { rows: [3], columns: [5] };
    const axes = [forward(whole.columns), forward(whole.rows)] as const;
    const found = downsample(stored, null, ...axes, resolution, by);
    // The edges are those of the stored cells, which have 2 × 2 values each.
    const [down, across] = [evenBlockEdges(10, 3), evenBlockEdges(12, 4)];
    const edges = [down.map((edge) => Math.min(19, 2 * edge)), across.map((edge) => Math.min(23, 2 * edge))];
    const rows = Array.from({ length: 19 }, (_, i) => [...whole.values.subarray(i * 23, (i + 1) * 23)]);
    const naive = splitIntoBlocks(rows, edges[0], edges[1]).map((block) => reduceBlock(block, by));
    expect(differences(found.values, naive, by)).toEqual([]);
    expect(found.aggregation).toEqual({ reducer: by, rows: 8, columns: 6, isUneven: false });
  });
});

describe('a single hot cell in ten thousand', () => {
  const colorAt = (data: number[][], reduce: Reducer) => {
    const { figure, scene } = rendered({ data, ...SMALL, cells: { reduce }, color: { map: 'viridis' } });
    const [{ drawn }] = figure.panels;
    const rows = evenBlockEdges(100, sum(drawn.rows));
    const columns = evenBlockEdges(100, sum(drawn.columns));
    const row = rows.findIndex((edge) => edge > 37) - 1;
    const column = columns.findIndex((edge) => edge > 81) - 1;
    const [body] = bodies(scene);
    const at = row * body.left.length + column;
    const block = (rows[row + 1] - rows[row]) * (columns[column + 1] - columns[column]);
    const others = new Set([...body.indices].filter((_, i) => i !== at).map((i) => body.palette[i]));
    return { color: body.palette[body.indices[at]], others: [...others], figure, block };
  };

  it.each(['max', 'absmax'] as const)('keeps its colour and position with %s', (reduce) => {
    const { color, others, figure } = colorAt(hotCell(1), reduce);
    expect(color).toBe('#fde725');
    expect(others).toEqual(['#440154']);
    expect(figure.scales.color.domain).toEqual([0, 1]);
  });

  it('is visible with absmax and min if it is a minimum, but not with max', () => {
    expect(colorAt(hotCell(-1, 0), 'absmax').color).toBe('#440154');
    expect(colorAt(hotCell(-1, 0), 'min').color).toBe('#440154');
    expect(new Set(colorAt(hotCell(-1, 0), 'max').figure.panels[0].drawn.values)).toEqual(new Set([0]));
  });

  it('is averaged with mean, and the domain is that of the means', () => {
    const { figure, block } = colorAt(hotCell(1), 'mean');
    expect(block).toBeGreaterThan(1);
    expect(figure.scales.color.domain).toEqual([0, 1 / block]);
    expect(figure.accessible.description).toContain('Values range from 0 in 9999 cells');
    expect(figure.accessible.description).toContain('to 1 at row 37, column 81.');
  });

  it('is averaged within a given domain, which stays', () => {
    const { figure, diagnostics } = rendered({ data: hotCell(1), ...SMALL, color: { domain: [-2, 2] } });
    expect(figure.scales.color.domain).toEqual([-2, 2]);
    expect(diagnostics.map(({ code }) => code)).not.toContain('clipped');
  });

  it('counts as clipped if it is outside of a given domain, even if its mean is inside', () => {
    const color = { domain: [0, 0.9], map: 'viridis' };
    const { figure, diagnostics } = rendered({ data: hotCell(1), ...SMALL, color });
    expect(Math.max(...figure.panels[0].drawn.values)).toBeLessThan(0.9);
    expect(diagnostics.find(({ code }) => code === 'clipped')?.message).toBe(
      'values are outside of the colour domain: 1 above 0.9 (the highest is 1)',
    );
    expect(figure.accessible.description).toContain('Of 10000 cells, 1 lies above the colour domain.');
  });
});

describe('the report about aggregated cells', () => {
  const spec = (reduce: unknown, more: object = {}) => ({
    data: wave(100, 90),
    ...SMALL,
    cells: { reduce },
    ...more,
  });

  it('is a warning with the sizes, the reducer and the number of values in a cell', () => {
    const { figure, diagnostics } = rendered(spec('absmax'));
    const [{ drawn }] = figure.panels;
    const [rows, columns] = [sum(drawn.rows), sum(drawn.columns)];
    expect(drawn.aggregation).toEqual({
      reducer: 'absmax',
      isUneven: false,
      rows: Math.ceil(100 / rows),
      columns: Math.ceil(90 / columns),
    });
    const { aggregation: joined } = drawn;
    expect(diagnostics.filter(({ code }) => code === 'reduced')).toEqual([
      {
        severity: 'warning',
        code: 'reduced',
        message: `100 × 90 values are drawn as ${rows} × ${columns} cells, each the farthest from 0 of ${joined?.rows} × ${joined?.columns} values`,
        hints: ['a larger page or a higher size.dpi shows more cells'],
      },
    ]);
  });

  it('suggests another reducer if the mean hides extremes', () => {
    const hints = rendered(spec(undefined)).diagnostics.find(({ code }) => code === 'reduced')?.hints;
    expect(hints).toContain('set cells.reduce to "absmax" to keep single extreme values visible');
  });

  it('is always in the description, and in the caption on request', () => {
    const plain = rendered(spec('max'));
    const { rows, columns } = plain.figure.panels[0].drawn.aggregation!;
    const sentence = `Each cell shows the largest of ${rows} × ${columns} values.`;
    expect(plain.figure.accessible.description).toContain(`${sentence} `);
    expect(plain.figure.caption).toBeNull();
    const withCaption = rendered(spec({ by: 'max', caption: true }));
    const joined = withCaption.figure.panels[0].drawn.aggregation!;
    expect(withCaption.figure.caption?.text).toBe(
      `Each cell shows the largest of ${joined.rows} × ${joined.columns} values.`,
    );
    const both = rendered(spec({ by: 'max', caption: true }, { caption: 'Of my own.' }));
    expect(both.figure.caption?.text).toMatch(
      /^Of my own\.\s+Each cell shows the largest of \d+ × \d+ values\.$/,
    );
  });

  it('is absent if no cells are aggregated', () => {
    const { figure, diagnostics } = rendered({
      data: wave(10, 9),
      colorbar: { title: 'v' },
      cells: { reduce: { by: 'max', caption: true } },
    });
    expect(diagnostics.filter(({ severity }) => severity === 'warning')).toEqual([]);
    expect(figure.caption).toBeNull();
    expect(figure.accessible.description).not.toContain('Each cell');
    expect(figure.panels[0].drawn.aggregation).toBeNull();
  });

  it('appears once, even if the figure was resolved several times', () => {
    const codes = rendered(spec('max', { color: { domain: [0, 1], map: 'viridis' } })).diagnostics.map(
      (d) => d.code,
    );
    expect(codes.filter((code) => code !== 'labels-hidden')).toEqual([
      ...new Set(codes.filter((code) => code !== 'labels-hidden')),
    ]);
    expect(codes).toContain('clipped');
  });

  it('includes that values are not printed, if the spec asks for them', () => {
    const cells = { reduce: 'max', values: true };
    const codes = rendered({ data: wave(100, 90), ...SMALL, cells }).diagnostics.map(({ code }) => code);
    expect(codes).toContain('values-hidden');
  });
});

describe('a body of blocks', () => {
  it('ignores hidden values, and does not draw blocks of hidden values only', () => {
    const n = 120;
    const data = Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) => (j > i ? 1e6 : i - j)),
    );
    const { figure, scene } = rendered({ data, ...SMALL, cells: { hide: 'upper', reduce: 'max' } });
    const [{ drawn }] = figure.panels;
    const side = sum(drawn.rows);
    expect([side < n, sum(drawn.columns)]).toEqual([true, side]);
    const edges = evenBlockEdges(n, side);
    const [body] = bodies(scene);
    for (let i = 0; i < side; i++) {
      for (let j = 0; j < side; j++) {
        const at = i * side + j;
        // The lower left corner of a block has the largest of its visible values.
        const [row, column] = [edges[i + 1] - 1, edges[j]];
        expect(drawn.mask?.[at]).toBe(row < column ? 1 : 0);
        if (row >= column) expect(drawn.values[at]).toBe(row - column);
        expect(body.indices[at] === 0xffff).toBe(row < column);
      }
    }
    const shown = [...drawn.values].filter((_, at) => !drawn.mask?.[at]);
    expect(figure.scales.color.domain).toEqual([Math.min(...shown), n - 1]);
    expect(figure.accessible.description).toContain(`Of ${n * n} cells, ${(n * (n - 1)) / 2} are hidden.`);
  });

  it('does not join cells across a split, and blocks differ by at most one cell', () => {
    const split = [37, 200];
    const data = [Array.from({ length: 300 }, (_, j) => (j < 37 ? 1 : j < 200 ? 2 : 3))];
    const { figure } = rendered({ data, ...SMALL, x: { split }, cells: { reduce: 'mean' } });
    const [{ drawn }] = figure.panels;
    expect(drawn.columns).toHaveLength(3);
    expect(sum(drawn.columns)).toBeLessThan(300);
    const [a, b] = drawn.columns;
    expect([...drawn.values].map((v, i) => (i < a ? v === 1 : i < a + b ? v === 2 : v === 3))).not.toContain(
      false,
    );
    expect(drawn.aggregation?.columns).toBe(
      Math.max(...[37, 163, 100].map((n, i) => Math.ceil(n / drawn.columns[i]))),
    );
  });

  it('has a block for each of many short segments and a pixel for every block', () => {
    const split = Array.from({ length: 100 }, (_, i) => i + 1);
    const data = [Array.from({ length: 300 }, (_, j) => j)];
    for (const width of [800, 840, 880, 920, 1000]) {
      const size = { width, dpi: 96 };
      const { figure, scene } = rendered({ data, size, colorbar: false, x: { split } });
      const [{ drawn }] = figure.panels;
      expect(drawn.columns.slice(0, 100)).toEqual(Array(100).fill(1));
      expect([...drawn.values.slice(0, 100)]).toEqual(data[0].slice(0, 100));
      const [body] = bodies(scene);
      expect(Math.min(...body.left.map((left, i) => body.right[i] - left))).toBeGreaterThan(0.99);
    }
  });

  it('keeps values with their labels when reversed or sorted', () => {
    const columns = Array.from({ length: 200 }, (_, j) => ({ label: `c${j}`, value: (j * 67) % 200 }));
    const data = { values: [columns.map(({ value }) => value)], columns: columns.map(({ label }) => label) };
    for (const order of ['reverse', 'mean', 'label', undefined]) {
      const { figure } = rendered({ data, ...SMALL, x: { order }, cells: { reduce: 'max' } });
      const [{ drawn, x }] = figure.panels;
      const edges = evenBlockEdges(200, sum(drawn.columns));
      expect(sum(drawn.columns)).toBeLessThan(200);
      const valueAt = new Map(columns.map(({ label, value }) => [label, value]));
      const onPage = (x.labels ?? []).map((label) => valueAt.get(label) as number);
      expect([...drawn.values]).toEqual(
        edges.slice(1).map((end, k) => Math.max(...onPage.slice(edges[k], end))),
      );
      if (order === 'mean') expect([...onPage]).toEqual([...onPage].sort((a, b) => b - a));
      if (order === 'reverse') expect(x.labels?.[0]).toBe('c199');
    }
  });

  it('has its first row at the bottom with the origin at the bottom', () => {
    const data = Array.from({ length: 200 }, (_, i) => [i]);
    const { figure } = rendered({ data, size: { height: 100, dpi: 96 }, y: { origin: 'bottom' } });
    const [{ drawn }] = figure.panels;
    expect(sum(drawn.rows)).toBeLessThan(200);
    expect([...drawn.values]).toEqual([...drawn.values].sort((a, b) => b - a));
    expect(drawn.values[0]).toBeGreaterThan(190);
  });

  it('has highlights at the positions of their items', () => {
    const spec = {
      data: wave(200, 200),
      ...SMALL,
      highlights: [{ x: { from: 50, to: 99 }, y: { from: 100, to: 199 } }],
    };
    const { scene, figure } = rendered(spec);
    expect(figure.panels[0].drawn.aggregation).not.toBeNull();
    const [body] = bodies(scene);
    const lines = scene.items.flatMap((item) =>
      item.kind === 'path' && item.role === 'highlight' ? polylines(item) : [],
    );
    const xs = lines.flatMap((points) => points.filter((_, i) => i % 2 === 0));
    const ys = lines.flatMap((points) => points.filter((_, i) => i % 2 === 1));
    const [left, right] = [body.left[0], body.right[body.right.length - 1]];
    const [top, bottom] = [body.top[0], body.bottom[body.bottom.length - 1]];
    const near = (found: number, share: number, from: number, to: number) =>
      expect(Math.abs(found - (from + share * (to - from)))).toBeLessThan(3);
    expect(lines.length).toBeGreaterThan(0);
    near(Math.min(...xs), 0.25, left, right);
    near(Math.max(...xs), 0.5, left, right);
    near(Math.min(...ys), 0.5, top, bottom);
    near(Math.max(...ys), 1, top, bottom);
  });

  it('of categories shows the mode of each block; of equally frequent categories the first in the data', () => {
    const columns = 160;
    // Mostly "b", with a few "a" and "c"; only "c" on the right.
    const word = (i: number, j: number) => (j >= 120 ? 'c' : (i * 7 + j) % 5 === 0 ? 'a' : 'b');
    const data = Array.from({ length: 160 }, (_, i) => Array.from({ length: columns }, (_, j) => word(i, j)));
    const { figure } = rendered({ data, ...SMALL, cells: { reduce: 'max' } });
    const [{ drawn, matrix }] = figure.panels;
    expect(drawn.aggregation?.reducer).toBe('mode');
    const edges = [evenBlockEdges(160, sum(drawn.rows)), evenBlockEdges(columns, sum(drawn.columns))];
    const codes = data.map((row) => row.map((w) => matrix.categories!.indexOf(w)));
    const naive = splitIntoBlocks(codes, edges[0], edges[1]).map((block) => {
      const count = (w: number) => block.filter((v) => v === w).length;
      return [0, 1, 2].sort((p, q) => count(q) - count(p) || p - q)[0];
    });
    expect([...drawn.values]).toEqual(naive);
    expect(new Set(naive).size).toBeGreaterThan(1);
  });

  it('is aggregated alike in each panel of a stack', () => {
    const data = [wave(90, 80), wave(90, 80).map((row) => row.map((v) => -v))];
    const { figure, diagnostics } = rendered({ data, ...SMALL, cells: { reduce: 'min' } });
    const [first, second] = figure.panels;
    expect([first.drawn.rows, first.drawn.columns]).toEqual([second.drawn.rows, second.drawn.columns]);
    expect(differences(second.drawn.values, naively(data[1], second.drawn, 'min'), 'min')).toEqual([]);
    expect(diagnostics.filter(({ code }) => code === 'reduced')).toHaveLength(1);
  });
});

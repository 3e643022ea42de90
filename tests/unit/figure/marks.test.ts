/** Marks in cells: shapes, sizes, matrices in triangles, and what is refused. */
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import type { PathItem } from '../../../src/scene/scene.js';
import { rendered } from '../../support/figure.js';

const SQUARE = {
  values: [
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ],
  rows: ['a', 'b', 'c'],
  columns: ['a', 'b', 'c'],
};
const OTHER = [
  [10, 20, 30],
  [40, 50, 60],
  [70, 80, 90],
];

function errorOf(spec: object): { code: string; message: string; hints?: readonly string[] } {
  try {
    rendered({ data: SQUARE, ...spec });
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics[0];
    throw error;
  }
  throw new Error('no error');
}

function marksOf(spec: object): PathItem[] {
  const { scene } = rendered(spec);
  return scene.items.filter((item): item is PathItem => item.kind === 'path' && item.role === 'mark');
}

describe('cells.above and cells.below', () => {
  it('put the values of other matrices into the triangles of the page', () => {
    const { figure } = rendered({ data: SQUARE, cells: { above: OTHER } });
    const [{ matrix, drawn }] = figure.panels;
    expect([...matrix.values]).toEqual([1, 20, 30, 4, 5, 60, 7, 8, 9]);
    expect(drawn.values).toEqual(matrix.values);
    expect(figure.scales.color.domain).toEqual([1, 60]);
    const below = rendered({ data: SQUARE, cells: { below: OTHER } }).figure.panels[0].matrix.values;
    expect([...below]).toEqual([1, 2, 3, 40, 5, 6, 70, 80, 9]);
  });

  it('mean the page: reordering rows and columns keeps the other matrix above the diagonal', () => {
    const order = ['c', 'a', 'b'];
    const spec = { data: SQUARE, x: { order }, y: { order }, cells: { above: OTHER } };
    const { drawn } = rendered(spec).figure.panels[0];
    expect([...drawn.values]).toEqual([9, 70, 80, 3, 1, 20, 6, 4, 5]);
    const rising = rendered({ ...spec, y: { order, origin: 'bottom' } }).figure.panels[0].drawn.values;
    expect([...rising]).toEqual([60, 40, 5, 30, 1, 2, 9, 7, 8]);
  });

  it('draw a matrix with a scale and a colorbar of its own', () => {
    const { figure } = rendered({
      data: SQUARE,
      colorbar: { title: 'count' },
      cells: { above: { data: OTHER, color: { map: 'Greens' }, colorbar: { title: 'score' }, values: true } },
    });
    const [panel] = figure.panels;
    const [layer] = panel.marks?.layers ?? [];
    expect(figure.scales[layer.scale].domain).toEqual([20, 60]);
    expect(figure.guides.map(({ title }) => title)).toEqual(['count', 'score']);
    expect([...(layer.mask ?? [])]).toEqual([1, 0, 0, 1, 1, 0, 1, 1, 1]);
    // The panel and the layer draw each cell once.
    expect([...(panel.mask ?? [])].map((hidden, i) => hidden + (layer.mask?.[i] ?? 0))).toEqual(
      Array(9).fill(1),
    );
    // The values that the layer hides are not in the domain of the panel.
    expect(figure.scales.color.domain).toEqual([1, 9]);
    expect(panel.values).toEqual(['', '20', '30', '', '', '60', '', '', '']);
  });

  it('print values in one triangle only', () => {
    const cells = { shape: 'circle', above: { shape: 'none', values: '.1f' } };
    const { scene, figure } = rendered({ data: SQUARE, cells });
    expect(figure.panels[0].values).toEqual(['', '2.0', '3.0', '', '', '6.0', '', '', '']);
    const texts = scene.items.filter((item) => item.kind === 'text' && item.role === 'value');
    expect(texts.map((item) => item.kind === 'text' && item.text)).toEqual(['2.0', '3.0', '6.0']);
    const circles = marksOf({ data: SQUARE, cells }).flatMap(({ subpaths }) => subpaths);
    expect(circles).toHaveLength(6);
  });

  it('need a square matrix', () => {
    const error = errorOf({ data: [[1, 2, 3]], cells: { above: [[1, 2, 3]] } });
    expect(error.code).toBe('triangle-matrix');
    expect(error.message).toContain('1 row and 3 columns');
  });

  it('reject words in numbers, and unknown words', () => {
    const words = {
      values: [
        ['x', 'y', 'x'],
        ['y', 'x', 'y'],
        ['x', 'x', 'y'],
      ],
    };
    expect(errorOf({ cells: { above: words } }).message).toContain(
      'cells.above has words, but the data has numbers',
    );
    const others = {
      values: [
        ['x', 'q', 'x'],
        ['y', 'x', 'y'],
        ['x', 'x', 'y'],
      ],
    };
    expect(errorOf({ data: words, cells: { above: others } }).message).toContain('"q"');
  });

  it('match the words of the data, not their positions in a list', () => {
    const data = {
      values: [
        ['x', 'y'],
        ['y', 'x'],
      ],
    };
    const above = {
      values: [
        ['y', 'y'],
        ['x', 'x'],
      ],
    };
    const { matrix } = rendered({ data, cells: { above } }).figure.panels[0];
    expect([...matrix.values].map((v) => matrix.categories?.[v])).toEqual(['x', 'y', 'y', 'x']);
  });

  it('name their matrices in a key', () => {
    const { figure } = rendered({
      data: SQUARE,
      cells: { above: { data: OTHER, title: 'treated' }, below: { title: 'control' } },
    });
    expect(figure.markGuides).toEqual([
      expect.objectContaining({
        kind: 'triangles',
        entries: [
          { part: 'above', label: 'treated' },
          { part: 'below', label: 'control' },
        ],
      }),
    ]);
  });
});

describe('cells.size', () => {
  it('makes areas proportional to the values, 0 to the largest', () => {
    const { areas } = rendered({ data: SQUARE, cells: { size: OTHER } }).figure.panels[0].marks ?? {};
    expect([...(areas ?? [])]).toEqual(OTHER.flat().map((v) => v / 90));
  });

  it('is the absolute value of the data with true, and shares its largest size among panels', () => {
    const panels = [{ data: [[-4, 2]] }, { data: [[1, 8]] }];
    const { figure } = rendered({ panels, cells: { size: true } });
    expect(figure.panels.map(({ marks }) => [...(marks?.areas ?? [])])).toEqual([
      [0.5, 0.25],
      [0.125, 1],
    ]);
    expect(figure.markGuides).toEqual([]);
  });

  it('has a key of round sizes, with the title of the spec', () => {
    const { figure } = rendered({ data: SQUARE, cells: { size: OTHER, sizeKey: { title: 'reads' } } });
    const [guide] = figure.markGuides;
    if (guide.kind !== 'sizes') throw new Error('no size key');
    expect(guide.title).toBe('reads');
    expect(guide.maxSize).toBe(90);
    expect(guide.entries.map(({ label }) => label)).toEqual(['20', '40', '60', '80']);
  });

  it('shows cells without a size as missing, and says so', () => {
    const sizes = [
      [10, null, 30],
      [40, 50, 60],
      [70, 80, 90],
    ];
    const { figure, diagnostics } = rendered({ data: SQUARE, cells: { size: sizes } });
    expect(figure.panels[0].matrix.values[1]).toBeNaN();
    expect(figure.guides[0].missing).toBe(1);
    expect(diagnostics.map(({ code }) => code)).toContain('missing-sizes');
  });

  it.each([
    [
      'negative sizes',
      {
        size: [
          [1, -2, 3],
          [1, 1, 1],
          [1, 1, 1],
        ],
      },
      'the size -2 in row "a", column "b"',
    ],
    [
      'words',
      {
        size: {
          values: [
            ['p', 'q', 'p'],
            ['p', 'p', 'p'],
            ['q', 'q', 'q'],
          ],
        },
      },
      'must be numbers',
    ],
    [
      'sizes above the largest one',
      { size: OTHER, maxSize: 50 },
      'the largest size is 90, but cells.maxSize is 50',
    ],
    ['sizes of another shape', { size: [[1, 2]] }, 'cells.size has 1 row, but the data has 3'],
    ['key entries outside', { size: OTHER, sizeKey: { ticks: [100] } }, 'cannot show 100'],
  ])('rejects %s', (_, cells, message) => {
    expect(errorOf({ cells }).message).toContain(message);
  });
});

describe('the description', () => {
  it('says what areas show, and what is in the triangles', () => {
    const size = rendered({ data: SQUARE, cells: { size: OTHER, sizeKey: { title: 'reads' } } });
    expect(size.figure.accessible.description).toContain(
      'The area of each circle shows reads; the largest is 90.',
    );
    const above = { data: OTHER, title: 'treated', color: { map: 'Greens' } };
    const { description } = rendered({ data: SQUARE, cells: { above } }).figure.accessible;
    expect(description).toContain('The cells show treated above the diagonal.');
    expect(description).toContain('The cells above the diagonal have colours of their own, from 20 to 60.');
  });

  it.each([
    [
      { size: OTHER.map((row, i) => row.map((v, j) => (i + j === 0 ? 11 : v))), sizeKey: { title: false } },
      'circle shows a second value; the largest is 90.',
    ],
    [{ size: true }, 'The area of each circle shows how far its value is from 0.'],
    [
      { above: { shape: 'none', values: '.0f' }, shape: 'circle' },
      'The cells above the diagonal have no marks.',
    ],
    [{ below: { shape: 'circle' } }, 'The cells below the diagonal have circles.'],
    [
      { above: { data: OTHER, color: { map: 'Greens' } } },
      'The cells above the diagonal show another matrix.',
    ],
    [{ shape: 'triangle', above: OTHER }, 'Each cell has two triangles: the lower one shows the data'],
  ])('tells %j', (cells, sentence) => {
    expect(rendered({ data: SQUARE, cells }).figure.accessible.description).toContain(sentence);
  });
});

describe('cells.shape', () => {
  it('leaves squares as they are', () => {
    const plain = rendered({ data: SQUARE });
    expect(rendered({ data: SQUARE, cells: { shape: 'square' } }).svg()).toBe(plain.svg());
    expect(plain.figure.panels[0].marks).toBeNull();
  });

  it('draws two triangles in each cell, of the data and of another matrix, on one scale', () => {
    const spec = { data: SQUARE, cells: { shape: 'triangle', above: OTHER } };
    const { figure, scene } = rendered(spec);
    expect(figure.scales.color.domain).toEqual([1, 90]);
    const body = scene.items.find((item) => item.kind === 'cells' && item.role === 'body');
    if (body?.kind !== 'cells') throw new Error('no body');
    const halves = marksOf(spec).flatMap(({ subpaths }) => subpaths as readonly number[][]);
    expect(halves).toContainEqual([
      body.left[0],
      body.top[0],
      body.right[0],
      body.top[0],
      body.right[0],
      body.bottom[0],
    ]);
    expect(halves).toHaveLength(9);
  });

  it.each([
    ['a triangle without a second matrix', { shape: 'triangle' }, 'mark-keys', 'needs a second matrix'],
    ['a triangle with a size', { shape: 'triangle', above: OTHER, size: OTHER }, 'mark-keys', 'cells.size'],
    ['an ellipse with a size', { shape: 'ellipse', size: true }, 'mark-keys', 'cannot have a size'],
    [
      'an ellipse of other values',
      { shape: 'ellipse' },
      'ellipse-values',
      'the value 2 in row "a", column "b"',
    ],
    ['values on circles', { shape: 'circle', values: true }, 'mark-keys', 'would not be readable'],
  ])('rejects %s', (_, cells, code, message) => {
    const error = errorOf({ cells });
    expect(error.code).toBe(code);
    expect(error.message).toContain(message);
  });

  it('rejects a numeric axis and a page with too few pixels', () => {
    const axis = { positions: [1, 10, 100] };
    expect(errorOf({ x: axis, cells: { shape: 'circle' } }).code).toBe('mark-axes');
    const data = Array.from({ length: 3000 }, (_, i) => [i, i + 1]);
    const error = errorOf({ data, cells: { shape: 'circle' } });
    expect(error.code).toBe('mark-aggregated');
    expect(error.message).toContain('3000 rows and 2 columns');
  });

  it('aggregates two filled triangles of a large matrix', () => {
    const n = 300;
    const data = Array.from({ length: n }, () => Array(n).fill(1));
    const above = Array.from({ length: n }, () => Array(n).fill(3));
    const size = { width: 300, dpi: 72 };
    const { drawn } = rendered({ data, size, colorbar: false, cells: { above } }).figure.panels[0];
    const count = drawn.rows[0];
    expect(drawn.aggregation).not.toBeNull();
    expect(drawn.values[count - 1]).toBe(3);
    expect(drawn.values[(count - 1) * count]).toBe(1);
  });
});

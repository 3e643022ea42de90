import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { resolveY } from '../../../src/figure/axis.js';
import type { Axis, NumericAxis } from '../../../src/figure/figure.js';
import { selectEdges } from '../../../src/matrix/edges.js';
import { transpose } from '../../../src/matrix/transpose.js';
import { SelectionBudget } from '../../../src/spec/find-positions.js';
import { type Rendered, rendered, renderedMatrix } from '../../support/figure.js';

const HOUR = 3_600_000;
const noColorbar = { colorbar: false };

function drawColumns(labels: readonly string[], x: object, more: object = {}): Rendered {
  const values = [labels.map((_, i) => i), labels.map((_, i) => i + 1)];
  return rendered({ data: { values, columns: labels }, x, ...noColorbar, ...more });
}

function numericX(labels: readonly string[], x: object): NumericAxis {
  const { numeric } = drawColumns(labels, x).figure.panels[0].x;
  if (!numeric) throw new Error('the axis is not numeric');
  return numeric;
}

/** Returns the edges of items that touch each other. */
function edgesOf({ start, end }: NumericAxis): number[] {
  expect(Array.from(start.slice(1))).toEqual(Array.from(end.slice(0, -1)));
  return [...start, end[end.length - 1]];
}

describe('the intervals of positions', () => {
  it('are those of matplotlib: x[:-1] + diff(x) / 2, and half a step beyond the first and the last', () => {
    const numeric = numericX(['1', '2', '5', '10', '20', '50', '100'], { positions: 'labels' });
    // python3: d = np.diff(x) / 2; np.hstack((x[0] - d[0], x[:-1] + d, x[-1] + d[-1]))
    expect(edgesOf(numeric)).toEqual([0.5, 1.5, 3.5, 7.5, 15, 35, 75, 125]);
    expect(numeric).toMatchObject({ scale: 'linear', gaps: 0, ticks: 'values' });
    expect(Array.from(numeric.at as Float64Array)).toEqual([1, 2, 5, 10, 20, 50, 100]);
  });

  it('meet at geometric means on a log scale', () => {
    const edges = edgesOf(numericX(['1', '4', '100'], { scale: 'log' }));
    [0.5, 2, 20, 500].forEach((edge, i) => {
      expect(edges[i]).toBeCloseTo(edge, 9);
    });
  });

  it('extend to both sides of a single position', () => {
    expect(edgesOf(numericX(['7'], { positions: 'labels' }))).toEqual([6.5, 7.5]);
    expect(edgesOf(numericX(['2024-03-15'], { positions: 'labels' }))).toEqual([
      Date.UTC(2024, 2, 14, 12),
      Date.UTC(2024, 2, 15, 12),
    ]);
  });

  it('are those between the edges, if the list has one number more than the items', () => {
    expect(edgesOf(numericX(['a', 'b', 'c'], { positions: [0, 1, 3, 7] }))).toEqual([0, 1, 3, 7]);
    expect(edgesOf(numericX(['a', 'b'], { positions: ['2024-01-01', '2024-02-01', '2024-03-01'] }))).toEqual([
      Date.UTC(2024, 0, 1),
      Date.UTC(2024, 1, 1),
      Date.UTC(2024, 2, 1),
    ]);
  });

  it.each([
    ['pandas.cut', ['(0.0, 5.0]', '(5.0, 10.0]', '(10.0, 20.0]']],
    ['R cut', ['[0,5)', '[5,10)', '[10,20)']],
    ['en dashes', ['0–5', '5–10', '10 – 20']],
    ['hyphens', ['0-5', '5-10', '10 - 20']],
    ['words', ['0 to 5', '5 to 10', '10 to 20']],
  ])('are read from labels of %s', (_, labels) => {
    expect(edgesOf(numericX(labels, { positions: 'labels' }))).toEqual([0, 5, 10, 20]);
  });

  it('leave gaps where the intervals of labels do', () => {
    const numeric = numericX(['0–5', '10–15', '15–20', '30–40'], { positions: 'labels' });
    expect(Array.from(numeric.start)).toEqual([0, 10, 15, 30]);
    expect(Array.from(numeric.end)).toEqual([5, 15, 20, 40]);
    expect(numeric.gaps).toBe(2);
  });

  it('are read from generated labels', () => {
    expect(
      edgesOf(numericX(['a', 'b', 'c'], { labels: { from: 1, step: 0.5 }, positions: 'labels' })),
    ).toEqual([0.75, 1.25, 1.75, 2.25]);
  });
});

describe('the scale of a numeric axis', () => {
  it.each([
    [['2001', '2002', '2003'], undefined, 'linear'],
    [['2001', '2002', '2003'], 'time', 'time'],
    [['1700000000', '1700003600'], undefined, 'linear'],
    [['1700000000', '1700003600'], 'time', 'time'],
    [['2024-01', '2024-02'], undefined, 'time'],
    [['06:00', '07:30'], undefined, 'time'],
    [['0.1', '1e3'], undefined, 'linear'],
    [['−2', '.5', '+3'], undefined, 'linear'],
  ])('of %j with scale %s is %s', (labels, scale, expected) => {
    expect(numericX(labels, { positions: 'labels', scale }).scale).toBe(expected);
  });

  it('is time for seconds since 1970 below a header that says so', () => {
    const csv = 'timestamp,a,b\n1700000000,1,2\n1700000060,3,4\n1700000120,5,6\n';
    const { numeric } = renderedMatrix(csv, 'm.csv', { y: { positions: 'labels' } }).figure.panels[0].y;
    expect(numeric?.scale).toBe('time');
    expect(Array.from(numeric?.at ?? [])).toEqual([1.7e12, 1.70000006e12, 1.70000012e12]);
  });

  it('reads wall-clock times, in the zone of the data', () => {
    const { at } = numericX(['2024-03-31T01:00:00+01:00', '2024-03-31T02:00:00+01:00'], {
      positions: 'labels',
    });
    expect(Array.from(at ?? [])).toEqual([Date.UTC(2024, 2, 31, 1), Date.UTC(2024, 2, 31, 2)]);
  });
});

describe('gaps between times', () => {
  const hours = (...numbers: number[]) =>
    numbers.map((hour) => new Date(Date.UTC(2024, 0, 1) + hour * HOUR).toISOString().slice(0, 16));

  it('are left empty, counted and listed, and cells beside them are as wide as usual', () => {
    const { figure, diagnostics } = drawColumns(hours(0, 1, 2, 10, 11, 13), { positions: 'labels' });
    const numeric = figure.panels[0].x.numeric as NumericAxis;
    const inHours = (times: Float64Array) =>
      Array.from(times, (time) => (time - Date.UTC(2024, 0, 1)) / HOUR);
    expect(inHours(numeric.start)).toEqual([-0.5, 0.5, 1.5, 9.5, 10.5, 12.5]);
    expect(inHours(numeric.end)).toEqual([0.5, 1.5, 2.5, 10.5, 11.5, 13.5]);
    expect(numeric.gaps).toBe(2);
    const notes = diagnostics.filter(({ code }) => code === 'time-gaps');
    expect(notes.map(({ message }) => message)).toEqual([
      '2 gaps between the times of the columns are left empty: 2024-01-01 02:30 to 2024-01-01 09:30, 2024-01-01 11:30 to 2024-01-01 12:30; the usual step is 1 hour',
    ]);
    expect(figure.accessible.description).toContain(
      'Columns: time axis from 2024-01-01 (left) to 2024-01-01 13:00 (right), with 2 gaps.',
    );
  });

  it('are the same in decreasing order', () => {
    const numeric = numericX(hours(11, 10, 2, 1, 0), { positions: 'labels' });
    expect(numeric.gaps).toBe(1);
    expect(numeric.end[1] - numeric.start[1]).toBe(HOUR);
    expect(numeric.start[1] - numeric.end[2]).toBe(7 * HOUR);
  });

  it.each([
    ['months', ['2023-12', '2024-01', '2024-02', '2024-03', '2024-04']],
    ['times without a usual step', hours(0, 1, 3, 8, 9, 20, 50, 51, 80)],
    ['two times', hours(0, 100)],
  ])('are not found in %s', (_, labels) => {
    expect(numericX(labels, { positions: 'labels' }).gaps).toBe(0);
  });

  it('are reported once for panels with the same axis', () => {
    const panel = { data: { values: [[1, 2, 3, 4]], columns: hours(0, 1, 2, 9) } };
    const { diagnostics } = rendered({ panels: [panel, panel], x: { positions: 'labels' }, ...noColorbar });
    expect(diagnostics.filter(({ code }) => code === 'time-gaps')).toHaveLength(1);
  });
});

describe('a numeric axis', () => {
  const orderOf = (axis: Axis) => [...axis.order];
  const draw = (rows: readonly string[], y: object) =>
    rendered({ data: { values: rows.map((_, i) => [i, 1]), rows }, y, ...noColorbar }).figure.panels[0].y;

  it.each([
    [['1', '2', '4'], { positions: 'labels' }, [2, 1, 0]],
    [['4', '2', '1'], { positions: 'labels' }, [0, 1, 2]],
    [['1', '2', '4'], { positions: 'labels', origin: 'top' }, [0, 1, 2]],
    [['4', '2', '1'], { positions: 'labels', origin: 'top' }, [2, 1, 0]],
    [['1', '2', '4'], { positions: 'labels', order: 'reverse' }, [0, 1, 2]],
    [['2024-01-01', '2024-01-02', '2024-01-03'], { positions: 'labels' }, [0, 1, 2]],
    [['1', '2', '4'], {}, [0, 1, 2]],
    [['1', '2', '4'], { positions: false }, [0, 1, 2]],
  ])('of rows %j with %j shows, from the top, the rows %j', (rows, y, expected) => {
    expect(orderOf(draw(rows, y))).toEqual(expected);
  });

  it('starts at the left with its smallest value', () => {
    expect(orderOf(drawColumns(['9', '4', '1'], { positions: 'labels' }).figure.panels[0].x)).toEqual([
      2, 1, 0,
    ]);
  });

  it('keeps the first row at the top if rows and columns are the same items', () => {
    const { y } = rendered({
      data: {
        values: [
          [1, 2],
          [3, 4],
        ],
        rows: ['0', '5'],
        columns: ['0', '5'],
      },
      x: { positions: 'labels' },
      y: { positions: 'labels' },
      ...noColorbar,
    }).figure.panels[0];
    expect(orderOf(y)).toEqual([0, 1]);
  });

  it('has ticks at items if the spec names items', () => {
    expect(numericX(['1', '2', '4'], { positions: 'labels', ticks: 'all' }).ticks).toBe('items');
    expect(numericX(['1', '2', '4'], { positions: 'labels', ticks: { values: ['2'] } }).ticks).toBe('items');
    expect(numericX(['1', '2', '4'], { positions: [1, 2, 4], labels: ['a', 'b', 'c'] }).ticks).toBe('items');
    expect(numericX(['1', '2', '4'], { positions: 'labels', ticks: { rotate: 90 } }).ticks).toBe('values');
  });

  it('is described with its scale and its ends', () => {
    const { figure } = drawColumns(['1', '10', '100'], { scale: 'log', title: 'dose' });
    expect(figure.accessible.description).toContain(
      'Columns: dose, numeric axis on a log scale from 1 (left) to 100 (right).',
    );
  });

  it('names items without labels by their positions', () => {
    const labels = (x: object) => rendered({ data: [[1, 2]], x, ...noColorbar }).figure.panels[0].x.labels;
    expect(labels({ positions: [0.5, 2] })).toEqual(['0.5', '2']);
    expect(labels({ positions: [0, 1, 3] })).toEqual(['0–1', '1–3']);
    expect(labels({ positions: ['2024-01-01', '2024-01-01 06:00'] })).toEqual([
      '2024-01-01',
      '2024-01-01 06:00',
    ]);
  });
});

describe('edges in the data', () => {
  const edges = { values: Float64Array.of(0, 1, 3, 7), scale: 'linear' as const };
  const data = {
    items: 'rows' as const,
    count: 3,
    labels: null,
    groups: [],
    totals: [],
    edges,
    name: null,
    direction: 'ltr' as const,
    isSquare: false,
    stats: { mean: () => 0, max: () => 0 },
    cluster: () => ({ tree: null, leaves: new Int32Array(0), joinHeight: null }),
    kmeans: () => new Int32Array(0),
    annotationValues: () => [],
    seriate: () => [],
    place: () => ({ file: 'spec.json' }),
    budget: new SelectionBudget(),
  };
  const resolve = (spec: object) => resolveY(spec, data, 100, () => {});

  it('make the axis numeric', () => {
    const { numeric, order, labels } = resolve({});
    expect(edgesOf(numeric as NumericAxis)).toEqual([0, 1, 3, 7]);
    expect(order).toEqual([2, 1, 0]);
    expect(labels).toEqual(['3–7', '1–3', '0–1']);
  });

  it('yield to the spec', () => {
    expect(resolve({ positions: false }).numeric).toBeNull();
    expect(edgesOf(resolve({ positions: [1, 2, 3] }).numeric as NumericAxis)).toEqual([0.5, 1.5, 2.5, 3.5]);
    expect(() => resolve({ scale: 'log' })).toThrow('the edge 0 is not positive');
    expect(() => resolve({ scale: 'time' })).toThrow('cannot have a time scale');
  });

  it('follow their items', () => {
    const matrix = {
      rows: 1,
      columns: 3,
      values: Float64Array.of(1, 2, 3),
      rowLabels: null,
      columnLabels: null,
      categories: null,
      columnEdges: edges,
    };
    expect(transpose(matrix)).toMatchObject({ rowEdges: edges, columnEdges: undefined });
    expect(selectEdges(edges, [1, 2])?.values).toEqual(Float64Array.of(1, 3, 7));
    expect(selectEdges(edges, [0, 2])).toBeUndefined();
    expect(selectEdges(edges, [1, 0])).toBeUndefined();
  });
});

describe('positions that cannot be drawn', () => {
  const cases: [code: string, labels: readonly string[], x: object, message: string][] = [
    ['position-not-number', ['1', 'b', '3'], { positions: 'labels' }, 'the label "b" of column 1'],
    ['position-not-number', ['1', '', '3'], { positions: 'labels' }, 'the label "" of column 1'],
    ['position-not-number', ['1', 'Infinity', '3'], { positions: 'labels' }, 'the label "Infinity"'],
    ['position-not-number', ['1', '1e999', '3'], { positions: 'labels' }, 'the label "1e999"'],
    ['position-not-number', ['0–5', '7', '8–9'], { positions: 'labels' }, 'the label "7" of column 1'],
    ['position-not-number', ['5–0', '5–10', '8–9'], { positions: 'labels' }, 'the label "5–0" of column 0'],
    [
      'position-not-number',
      ['03/04/2024', '05/06/2024', '07/08/2024'],
      { positions: 'labels' },
      '03/04/2024',
    ],
    ['position-not-number', ['2024-01-01', 'x', '2024-01-03'], { scale: 'linear' }, '"2024-01-01"'],
    ['position-not-date', ['2024-01-01', 'x', '2024-01-03'], { scale: 'time' }, 'the label "x" of column 1'],
    ['position-not-date', ['03/04/2024', '05/06/2024', '07/08/2024'], { scale: 'time' }, 'day or the month'],
    ['positions-not-sorted', ['1', '3', '2'], { positions: 'labels' }, '"2" of column 2 follows "3"'],
    ['positions-not-sorted', ['3', '1', '2'], { positions: 'labels' }, 'must decrease'],
    ['position-repeated', ['1', '2', '2'], { positions: 'labels' }, 'columns 1 and 2 have the same position'],
    ['position-repeated', ['1', '2', '1.0'], { positions: 'labels' }, 'columns 0 and 2'],
    ['position-repeated', ['5', '5', '4'], { positions: 'labels' }, 'columns 0 and 1'],
    ['position-not-positive', ['0', '1', '2'], { scale: 'log' }, 'the label "0" of column 0'],
    ['position-not-positive', ['2', '1', '-1'], { scale: 'log' }, 'the label "-1" of column 2'],
    ['position-not-positive', ['a', 'b', 'c'], { positions: [0, 1, 2, 3], scale: 'log' }, 'the position "0"'],
    ['positions-overlap', ['0–5', '4–8', '8–9'], { positions: 'labels' }, '"0–5" and "4–8"'],
    ['position-count', ['a', 'b', 'c'], { positions: [1, 2] }, 'found 2 positions for 3 columns'],
    ['position-count', ['a', 'b', 'c'], { positions: [1, 2, 3, 4, 5] }, 'found 5 positions'],
    ['position-count', ['a', 'b', 'c'], { positions: [] }, 'found 0 positions'],
    [
      'position-count',
      ['a', 'b', 'c'],
      { positions: ['0–1', '1–2', '2–3', '3–4'] },
      'found 4 positions for 3 columns',
    ],
    ['position-range', ['a', 'b', 'c'], { positions: [-1.7e308, 0, 1.7e308] }, 'too far apart'],
    ['position-scale', ['1', '2', '3'], { positions: false, scale: 'log' }, 'a scale needs positions'],
    ['numeric-order', ['1', '2', '3'], { positions: 'labels', order: 'mean' }, '"order" would sort'],
    ['numeric-order', ['1', '2', '3'], { positions: 'labels', order: ['3'] }, '"order" would sort'],
    ['numeric-order', ['1', '2', '3'], { positions: 'labels', split: ['a', 'b', 'a'] }, '"split" would sort'],
  ];

  it.each(cases)('are one error %s: %j with %j', (code, labels, x, message) => {
    let error: unknown;
    try {
      drawColumns(labels, x);
    } catch (thrown) {
      error = thrown;
    }
    const { diagnostics } = error as HeatmapError;
    expect(error).toBeInstanceOf(HeatmapError);
    expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
    expect(diagnostics[0].message).toContain(message);
    expect(diagnostics[0].place).toBeDefined();
  });
});

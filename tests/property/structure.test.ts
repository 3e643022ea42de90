/** An axis has one plan: order and split move matrix, labels, values, hidden cells and highlights together. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOT_DRAWN, type TextItem } from '../../src/scene/scene.js';
import { colorOf } from '../support/color.js';
import { rendered } from '../support/figure.js';
import { bodies } from '../support/pixels.js';

const axisSpecs = (count: number, name: string) =>
  fc.record({
    order: fc.oneof(
      fc.constantFrom('data', 'reverse', 'mean', 'max', 'label'),
      fc.shuffledSubarray(
        Array.from({ length: count }, (_, i) => i),
        { minLength: 1 },
      ),
      fc.shuffledSubarray(
        Array.from({ length: count }, (_, i) => `${name}${i}`),
        { minLength: 1 },
      ),
    ),
    split: fc.oneof(
      fc.constant(undefined),
      fc.subarray(
        Array.from({ length: count }, (_, i) => i),
        { maxLength: Math.min(3, count) },
      ),
      fc.array(fc.constantFrom('one', 'two', 'three'), { minLength: count, maxLength: count }),
    ),
  });

const figureSpecs = fc
  .record({ rows: fc.integer({ min: 2, max: 9 }), columns: fc.integer({ min: 2, max: 9 }) })
  .chain(({ rows, columns }) =>
    fc.record({
      values: fc.uniqueArray(fc.integer({ min: 0, max: 9999 }), {
        minLength: rows * columns,
        maxLength: rows * columns,
      }),
      size: fc.constant({ rows, columns }),
      x: axisSpecs(columns, 'c'),
      y: axisSpecs(rows, 'r'),
      origin: fc.constantFrom('top', 'bottom'),
      hide: fc.constantFrom(undefined, 'upper', 'lower', 'diagonal'),
    }),
  );

describe('axis plan', () => {
  it('moves matrix, labels, values and hidden cells together', () => {
    fc.assert(
      fc.property(figureSpecs, ({ values, size: { rows, columns }, x, y, origin, hide }) => {
        const data = Array.from({ length: rows }, (_, i) => values.slice(i * columns, (i + 1) * columns));
        const { scene, figure } = rendered({
          data: { values: data, rows: data.map((_, i) => `r${i}`), columns: data[0].map((_, j) => `c${j}`) },
          x,
          y: { ...y, origin },
          cells: { values: 'd', hide, width: 40, height: 24 },
          colorbar: { title: 'v' },
        });
        const [body] = bodies(scene);
        const texts = scene.items.filter((item): item is TextItem => item.kind === 'text');
        const labels = texts.filter((item) => item.role === 'tick-label');
        const middle = (start: readonly number[], end: readonly number[], i: number) =>
          (start[i] + end[i]) / 2;
        const near = (a: number, b: number) => Math.abs(a - b) < 6;
        /** The data index of each drawn row, read from the label beside it. */
        const rowAt = body.top.map((_, i) =>
          Number(
            labels
              .find((t) => /^r\d$/.test(t.text) && near(t.y, middle(body.top, body.bottom, i)))
              ?.text.slice(1),
          ),
        );
        const columnAt = body.left.map((_, j) =>
          Number(
            labels
              .find((t) => /^c\d$/.test(t.text) && near(t.x, middle(body.left, body.right, j)))
              ?.text.slice(1),
          ),
        );
        expect([...rowAt].sort()).toEqual(data.map((_, i) => i));
        expect([...columnAt].sort()).toEqual(data[0].map((_, j) => j));
        const descending = (order: number[]) => order.every((item, i) => i === 0 || item < order[i - 1]);
        const isRising =
          rows === columns
            ? rowAt.every((item, i) => item === columnAt[columns - 1 - i])
            : descending(rowAt) !== descending(columnAt);
        for (let i = 0; i < rows; i++) {
          for (let j = 0; j < columns; j++) {
            const [r, c] = [rowAt[i], columnAt[j]];
            // On the page: the diagonal falls from the upper left, or rises from the lower left if one axis is reversed.
            const above = isRising ? rows - 1 - i - j : j - i;
            const hidden =
              hide === 'upper'
                ? above > 0
                : hide === 'lower'
                  ? above < 0
                  : hide === 'diagonal' && above === 0;
            const index = body.indices[i * columns + j];
            const printed = texts.find(
              (t) =>
                t.role === 'value' &&
                near(t.x, middle(body.left, body.right, j)) &&
                near(t.y, middle(body.top, body.bottom, i)),
            );
            if (hidden) {
              expect([index, printed]).toEqual([NOT_DRAWN, undefined]);
            } else {
              expect(body.palette[index]).toBe(colorOf(figure.scales.color, data[r][c]));
              expect(printed?.text).toBe(String(data[r][c]));
            }
          }
        }
      }),
      { numRuns: 150 },
    );
  });

  it('sorts by mean, maximum or label, and puts listed items before the others', () => {
    const data = {
      values: [
        [1, 9, 5],
        [2, 7, 3],
      ],
      rows: ['b', 'a'],
      columns: ['x10', 'x9', 'x2'],
    };
    const labelsOf = (x: object, y: object) => {
      const [panel] = rendered({ data, x, y, colorbar: false }).figure.panels;
      return [panel.x.labels?.join(' '), panel.y.labels?.join(' ')];
    };
    expect(labelsOf({ order: 'mean' }, { order: 'max' })).toEqual(['x9 x2 x10', 'b a']);
    expect(labelsOf({ order: 'label' }, { order: 'label' })).toEqual(['x2 x9 x10', 'a b']);
    expect(labelsOf({ order: ['x2'] }, { order: [1] })).toEqual(['x2 x10 x9', 'a b']);
    expect(labelsOf({ order: 'reverse' }, { origin: 'bottom' })).toEqual(['x2 x9 x10', 'a b']);
  });

  it('highlights the named cells in any order, and the n largest cells with top', () => {
    const data = {
      values: [
        [1, 9, 5],
        [2, 7, 3],
      ],
      rows: ['b', 'a'],
      columns: ['x', 'y', 'z'],
    };
    const boxes = (highlights: object[], x: object = {}) =>
      rendered({ data, x, highlights, colorbar: false }).figure.panels[0].highlights.map(
        ({ columns, rows }) => [columns.from, columns.to, rows.from, rows.to],
      );
    expect(boxes([{ x: 'y', y: 'a' }])).toEqual([[1, 1, 1, 1]]);
    expect(boxes([{ x: 'y', y: 'a' }], { order: 'reverse' })).toEqual([[1, 1, 1, 1]]);
    expect(boxes([{ x: ['x', 'z'] }])).toEqual([
      [0, 0, 0, 1],
      [2, 2, 0, 1],
    ]);
    expect(boxes([{ x: ['x', 'z'] }], { order: ['z', 'x'] })).toEqual([[0, 1, 0, 1]]);
    expect(boxes([{ top: 2 }])).toEqual([
      [1, 1, 0, 0],
      [1, 1, 1, 1],
    ]);
  });

  it('strips text from labels, shows tokens readably, and puts labels2 on the opposite side', () => {
    const { scene } = rendered({
      data: [[1, 2]],
      x: { labels: ['model.Ġthe', 'model.ĠcatĊ'], strip: 'model.', style: 'token', labels2: ['p', 'q'] },
      colorbar: false,
    });
    const texts = scene.items.filter((item): item is TextItem => item.kind === 'text');
    const [body] = bodies(scene);
    expect(texts.map((t) => t.text)).toEqual(expect.arrayContaining(['␣the', '␣cat⏎', 'p', 'q']));
    expect((texts.find((t) => t.text === 'p') as TextItem).y).toBeLessThan(body.top[0]);
  });

  it('truncates labels wider than maxWidth in the middle, and warns', () => {
    const { scene, diagnostics } = rendered({
      data: [[1]],
      y: { labels: ['a long label that is cut'], maxWidth: 50 },
      colorbar: false,
    });
    const label = scene.items.find((item) => item.kind === 'text' && item.text.includes('…')) as TextItem;
    expect(label.width).toBeLessThanOrEqual(50);
    expect(diagnostics.filter((d) => d.severity === 'warning')).toMatchObject([{ code: 'text-cut' }]);
  });
});

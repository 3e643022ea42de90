/** Properties of the labels of any figure with one panel. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Scene, TextItem } from '../../src/scene/scene.js';
import { rendered } from '../support/figure.js';
import { findTextErrors } from '../support/overlap.js';

const WORDS = [
  'the',
  'Ünïcödé',
  'exact_match',
  'snowDepth',
  'Dominican Republic',
  'a',
  'W',
  'petal width (cm)',
  'x-1',
  '2.5',
];

const count = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 130 }));
const labelsOf = (length: number) =>
  fc.oneof(
    fc.array(fc.constantFrom(...WORDS), { minLength: length, maxLength: length }),
    fc
      .record({ from: fc.integer({ min: -20, max: 2000 }), prefix: fc.constantFrom('', 'L', 'sample ') })
      .map(({ from, prefix }) => Array.from({ length }, (_, i) => `${prefix}${from + i}`)),
  );
const figure = fc.record({ rows: count, columns: count }).chain(({ rows, columns }) =>
  fc.record({
    y: labelsOf(rows),
    x: labelsOf(columns),
    size: fc.constantFrom(
      {},
      {},
      { width: 800 },
      { width: 900, height: 500 },
      { dpi: 300 },
      { fontSize: 14 },
    ),
    cells: fc.constantFrom({}, {}, { gap: 3 }, { values: true }, { aspect: 1.5 }, { width: 20, height: 20 }),
    ticks: fc.constantFrom('auto', 'auto', 'all', { rotate: 45 }, { rotate: 90 }),
    xSide: fc.constantFrom('bottom', 'top'),
    origin: fc.constantFrom('top', 'bottom'),
  }),
);

interface ShownLabels {
  /** The items whose labels are shown, ascending; a label of several lines counts once. */
  readonly items: readonly number[];
  readonly angle: number;
}

function shownLabels({ items }: Scene, axis: 'x' | 'y'): ShownLabels {
  const texts = items.filter(
    (item): item is TextItem =>
      item.kind === 'text' && item.source?.kind === 'label' && item.source.axis === axis,
  );
  const shown = texts.map(({ source }) => (source?.kind === 'label' ? source.item : -1));
  return { items: [...new Set(shown)].sort((a, b) => a - b), angle: texts[0]?.angle ?? 0 };
}

const runs = Number(process.env.TORTURE ?? 300);

describe('the labels of any figure', () => {
  it(
    'are on the page and apart, at equal distances, and all shown where the page may grow',
    () => {
      fc.assert(
        fc.property(figure, ({ x, y, size, cells, ticks, xSide, origin }) => {
          // With a fixed aspect, very long bodies do not fit on a page of a given size.
          fc.pre(!('width' in size && 'aspect' in cells && Math.max(x.length, y.length) > 40));
          const { scene } = rendered({
            data: y.map((_, i) => x.map((_, j) => (i * x.length + j) / 8)),
            x: { labels: x, ticks, side: xSide },
            y: { labels: y, origin },
            colorbar: { title: 'v' },
            size,
            cells,
          });
          expect(findTextErrors(scene)).toEqual([]);
          const [columns, rows] = [shownLabels(scene, 'x'), shownLabels(scene, 'y')];
          for (const { items } of [columns, rows]) {
            const gaps = items.slice(1).map((item, k) => item - items[k]);
            expect(new Set(gaps).size).toBeLessThanOrEqual(1);
          }
          const mayGrow =
            !('width' in size) && !('height' in size) && !('width' in cells) && !('aspect' in cells);
          const { fontSize = 11 }: { fontSize?: number } = size;
          // A line is about 1.2 times as high as its font, and a body may have 1300 px.
          const maxLabels = Math.floor(1300 / (1.2 * fontSize + ('gap' in cells ? 3 : 0)));
          const isSequence = (labels: readonly string[]) => /\d$/.test(labels[0]) && labels.length > 2;
          if (!mayGrow) return;
          if (y.length <= (isSequence(y) ? Math.min(33, maxLabels) : maxLabels)) {
            expect(rows.items).toHaveLength(y.length);
          }
          if (x.length <= maxLabels && (!isSequence(x) || ticks === 'all')) {
            const isFree = ticks === 'auto' || ticks === 'all' || columns.angle === -90;
            if (isFree) expect(columns.items).toHaveLength(x.length);
          }
        }),
        { numRuns: runs },
      );
    },
    600_000 + runs * 200,
  );
});

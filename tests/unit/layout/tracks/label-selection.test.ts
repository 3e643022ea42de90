import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  allowedAngles,
  type LabelSelection,
  labelsFit,
  selectLabels,
} from '../../../../src/layout/tracks/label-selection.js';
import { findLabelSequence } from '../../../../src/layout/tracks/label-sequence.js';

const AUTO = { ticks: 'auto', labelAngle: 'auto' } as const;
const CHARACTER = 6;

/** Selects labels of 6 px per character and 12 px high. */
function select(
  labels: readonly string[],
  pitch: number,
  axis: Parameters<typeof selectLabels>[0] = AUTO,
  vertical = false,
): LabelSelection {
  return selectLabels(axis, vertical, centersOf(labels, pitch), sizesOf(labels));
}

function centersOf(labels: readonly string[], pitch: number): number[] {
  return labels.map((_, i) => i * pitch);
}

function sizesOf(labels: readonly string[]) {
  const sequence = findLabelSequence(labels);
  const widths = labels.map((label) => label.length * CHARACTER);
  return { widths, lineHeight: 12, gap: 6, thinnedGap: 12, sequence };
}

const words = (count: number, length = 8) =>
  Array.from({ length: count }, (_, i) => `${'w'.repeat(length - 1)}${'ab'[i % 2]}`);
const numbers = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `${from + i}`);

describe('column labels', () => {
  it('are horizontal if they fit', () => {
    expect(select(words(10), 54)).toMatchObject({ angle: 0 });
  });

  it('are rotated by 45° before any is hidden, and by 90° before any is hidden', () => {
    expect(select(words(10), 53)).toEqual({ angle: -45, positions: numbers(10).map(Number) });
    expect(select(words(10), 17)).toMatchObject({ angle: -45 });
    expect(select(words(10), 16)).toEqual({ angle: -90, positions: numbers(10).map(Number) });
    expect(select(words(10), 12)).toMatchObject({ angle: -90 });
    expect(select(words(10), 11).positions.length).toBeLessThan(10);
  });

  it('are rotated also if they are a few years', () => {
    expect(select(numbers(12, 1949), 20)).toMatchObject({ angle: -45, positions: { length: 12 } });
  });

  it('stay horizontal if they are a long sequence, and are thinned', () => {
    expect(select(numbers(13, 1949), 20)).toEqual({ angle: 0, positions: [0, 2, 4, 6, 8, 10, 12] });
  });

  it('are rotated if all labels of a long sequence are requested', () => {
    expect(select(numbers(24, 1950), 20, { ...AUTO, ticks: 'all' })).toMatchObject({ angle: -45 });
  });

  it('have the requested angle', () => {
    expect(select(words(10), 100, { ...AUTO, labelAngle: -90 })).toMatchObject({ angle: -90 });
    const thinned = select(words(10), 20, { ...AUTO, labelAngle: 0 });
    expect(thinned).toEqual({ angle: 0, positions: [0, 3, 6, 9] });
  });

  it('are thinned at equal distances if they are requested one by one', () => {
    const requested = [0, 1, 2, 5, 6, 7, 8];
    const { positions } = select(words(9, 20), 5, { ...AUTO, ticks: requested });
    const indices = positions.map((position) => requested.indexOf(position));
    expect(new Set(indices.slice(1).map((index, k) => index - indices[k])).size).toBeLessThanOrEqual(1);
  });
});

describe('row labels', () => {
  it('are horizontal, and thinned if lines do not fit', () => {
    expect(select(words(10, 30), 12, AUTO, true)).toMatchObject({ angle: 0, positions: { length: 10 } });
    expect(select(numbers(87), 8, AUTO, true).positions).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80]);
  });
});

describe('any labels', () => {
  const anyLabels = fc.oneof(
    fc.array(fc.string({ maxLength: 20 }), { minLength: 1, maxLength: 100 }),
    fc
      .tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: -10, max: 2000 }))
      .map(([count, from]) => numbers(count, from)),
  );
  const ticks = fc.constantFrom('auto' as const, 'all' as const);
  const labelAngle = fc.constantFrom('auto' as const, 0 as const, -45 as const, -90 as const);
  const pitch = fc.double({ min: 0.1, max: 150, noNaN: true });

  it('are hidden only if all of them fit at no allowed angle, and are then at equal distances', () => {
    fc.assert(
      fc.property(
        anyLabels,
        pitch,
        ticks,
        labelAngle,
        fc.boolean(),
        (labels, pitch, ticks, labelAngle, vertical) => {
          const axis = { ticks, labelAngle };
          const sizes = sizesOf(labels);
          const centers = centersOf(labels, pitch);
          const { angle, positions } = selectLabels(axis, vertical, centers, sizes);
          expect(labelsFit(positions, angle, vertical, centers, sizes)).toBe(true);
          const all = labels.map((_, i) => i);
          const angles = allowedAngles(axis, vertical, labels.length, sizes.sequence !== null);
          expect(angles).toContain(angle);
          const canShowAll = angles.some((other) => labelsFit(all, other, vertical, centers, sizes));
          expect(positions.length === labels.length).toBe(canShowAll);
          const gaps = positions.slice(1).map((position, k) => position - positions[k]);
          expect(new Set(gaps).size).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

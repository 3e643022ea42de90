import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rendered } from '../../support/figure.js';

type Cell = number | 'NaN' | 'Infinity' | '-Infinity';

interface Fixture {
  readonly matrices: Readonly<Record<string, readonly (readonly Cell[])[]>>;
  readonly cases: readonly { matrix: string; step: string; expected: readonly (readonly Cell[])[] }[];
}

const path = new URL('../../fixtures/transforms/expected.json', import.meta.url);
const { matrices, cases }: Fixture = JSON.parse(readFileSync(path, 'utf8'));
const TOLERANCE = 1e-12;

/** Returns the largest difference relative to the values, or to 1 if they are smaller. */
function largestDifference(actual: Float64Array, expected: readonly number[]): number {
  return expected.reduce((largest, value, i) => {
    if (Object.is(actual[i], value) || actual[i] === value) return largest;
    const difference = Math.abs(actual[i] - value) / Math.max(1, Math.abs(value));
    return Number.isFinite(difference) ? Math.max(largest, difference) : Number.POSITIVE_INFINITY;
  }, 0);
}

describe('steps give the results of numpy, pandas and scipy', () => {
  it.each(cases)('$step of $matrix', ({ matrix, step, expected }) => {
    const values = matrices[matrix].map((row) => row.map(Number));
    const { figure } = rendered({ data: { values, transform: step }, colorbar: { title: 'x' } });
    const result = figure.panels[0].matrix;
    expect([result.rows, result.columns]).toEqual([expected.length, expected[0].length]);
    expect(largestDifference(result.values, expected.flat().map(Number))).toBeLessThanOrEqual(TOLERANCE);
  });
});

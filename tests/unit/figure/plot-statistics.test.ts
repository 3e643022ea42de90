/** The numbers behind box plots and densities equal those of matplotlib, R and scikit-learn. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { summarizeBox } from '../../../src/figure/box-summary.js';
import { bandwidthOf, densityAt } from '../../../src/figure/kernel-density.js';

const FOLDER = join(import.meta.dirname, '../../fixtures/plots');
const read = (name: string) => JSON.parse(readFileSync(join(FOLDER, name), 'utf8'));
const boxes: Record<
  string,
  { q1: number; med: number; q3: number; whislo: number; whishi: number; fliers: number[] }
> = read('boxes.json');
const densities: Record<string, { values: number[]; bandwidth: number; at: number[]; density: number[] }> =
  read('densities.json');
const names = Object.keys(densities);
const sortedValues = (name: string) => Float64Array.from(densities[name].values).sort();

describe('plots of distributions', () => {
  it.each(names)('summarize %s as matplotlib', (name) => {
    const { q1, med, q3, whislo, whishi, fliers } = boxes[name];
    const { outliers, ...box } = summarizeBox(sortedValues(name)) ?? { outliers: [] };
    for (const [key, value] of Object.entries({ q1, median: med, q3, low: whislo, high: whishi }))
      expect(box).toHaveProperty(key, expect.closeTo(value, 10));
    expect([...outliers]).toEqual(fliers);
  });

  it.each(names)('estimate the density of %s with the bandwidth of R', (name) => {
    const { bandwidth, at, density } = densities[name];
    const values = sortedValues(name);
    expect(bandwidthOf(values)).toBeCloseTo(bandwidth, 10);
    const found = densityAt(values, Float64Array.from(at), bandwidth);
    const max = Math.max(...density);
    found.forEach((value, k) => {
      expect(Math.abs(value - density[k])).toBeLessThan(1e-6 * max);
    });
  });

  it('have no summary without values', () => {
    expect(summarizeBox(new Float64Array(0))).toBeNull();
  });
});

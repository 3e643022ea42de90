/** Tests the statistics of matrices that are too large to be stored: they are computed from all values. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../../src/diagnostics.js';
import { distributionOf, percentile } from '../../../src/figure/distribution.js';
import { readNpy } from '../../../src/input/npy.js';
import { fromValue } from '../../../src/json/from-value.js';
import { draw } from '../../../src/render.js';
import { parseSpec } from '../../../src/spec/parse.js';
import { npyHeader } from '../../support/npy.js';

const FIXTURES = new URL('../../fixtures/large/', import.meta.url);
const known = JSON.parse(readFileSync(new URL('expected.json', FIXTURES), 'utf8')).percentiles as {
  file: string;
  shares: number[];
  linear: number[];
  lower: number[];
};
const ERROR = 1 / 4096;

describe('quantiles of values that are not stored', () => {
  const bytes = readFileSync(new URL(known.file, FIXTURES));
  const read = (budget: number) => {
    const wanted = {
      maxCells: budget,
      reduction: { reducer: 'mean' as const, stats: { low: null, high: null, histogram: true } },
    };
    return readNpy({ name: 'a', bytes }, {}, () => {}, wanted).slices[0].matrix;
  };

  it('equal those of numpy if all values are stored', () => {
    const { quantiles, error } = distributionOf([read(1e6)], false);
    expect(error).toBe(0);
    known.shares.forEach((share, i) => {
      expect(quantiles(null)?.(share)).toBeCloseTo(known.linear[i], 12);
    });
  });

  it('differ from those of numpy by at most the stated error', () => {
    const { quantiles, error } = distributionOf([read(500)], false);
    expect(error).toBe(ERROR);
    known.shares.forEach((share, i) => {
      const off = Math.abs((quantiles(null)?.(share) as number) - known.lower[i]);
      expect(off / Math.abs(known.lower[i])).toBeLessThan(ERROR);
    });
  });
});

const ROWS = 2100;
const COLUMNS = 2050;

function valuesOf(valueAt: (i: number) => number): Float64Array {
  const values = new Float64Array(ROWS * COLUMNS);
  for (let i = 0; i < values.length; i++) values[i] = valueAt(i);
  return values;
}

/** Whole numbers of both signs, most of them small; some are ends of bins. */
const INTEGERS = valuesOf((i) => Math.round(Math.tan(((i * 7919) % 100003) / 100003 - 0.5) * 9000));
const SORTED_INTEGERS = INTEGERS.slice().sort();

function streamed(values: Float64Array, color: object, cells: object = {}) {
  const bytes = Buffer.concat([npyHeader('<f8', ROWS, COLUMNS), new Uint8Array(values.buffer)]);
  const said: Diagnostic[] = [];
  const spec = { data: 'a.npy', color, cells, colorbar: { title: 'v' } };
  const job = {
    parsed: parseSpec(fromValue(spec)),
    primary: null,
    open: () => ({ name: 'a.npy', bytes }),
    zoom: 1,
  };
  const { figure } = draw(job, (diagnostic) => void said.push(diagnostic));
  expect(figure.panels[0].matrix.reduction).toBeDefined();
  const message = (code: string) => said.filter((d) => d.code === code).map((d) => d.message);
  return { figure, scale: figure.scales.color, description: figure.accessible.description, message };
}

function count(values: Float64Array, is: (v: number) => boolean): number {
  let n = 0;
  for (let i = 0; i < values.length; i++) if (is(values[i])) n++;
  return n;
}

describe('a matrix of more than 2^22 cells', () => {
  it('has the automatic domain of the drawn cells, and the extremes of all values', () => {
    const { figure, scale, description, message } = streamed(
      valuesOf((i) => (i === 4_000_123 ? 5 : i === 77 ? -3 : 1)),
      { map: 'viridis' },
    );
    const { values } = figure.panels[0].drawn;
    expect(scale.domain).toEqual([
      values.reduce((a, b) => Math.min(a, b)),
      values.reduce((a, b) => Math.max(a, b)),
    ]);
    expect(scale.domain[1]).toBeLessThan(5);
    const place = (i: number) => `row ${Math.floor(i / COLUMNS)}, column ${i % COLUMNS}`;
    expect(description).toContain(`Values range from −3 at ${place(77)}, to 5 at ${place(4_000_123)}.`);
    expect(message('clipped')).toEqual([]);
    expect(message('reduced')).toHaveLength(1);
  });

  it('counts missing, infinite and clipped values exactly', () => {
    const special = (i: number) =>
      i % 1000 === 0 ? Number.NaN : i % 1000 === 1 ? Number.POSITIVE_INFINITY : i % 70001 === 2 ? -9 : i % 10;
    const values = valuesOf(special);
    const { description, message } = streamed(values, { domain: [-1, 8], map: 'viridis' });
    const [missing, infinite] = [
      count(values, Number.isNaN),
      count(values, (v) => v === Number.POSITIVE_INFINITY),
    ];
    const [below, above] = [count(values, (v) => v < -1), count(values, (v) => v > 8 && v < Infinity)];
    expect([missing, infinite, below, above].every((n) => n > 50)).toBe(true);
    expect(description).toContain(
      `Of ${ROWS * COLUMNS} cells, ${missing} are missing, ${below} lie below the colour domain, ${infinite} are ∞ and ${above} more lie above the colour domain.`,
    );
    expect(message('missing')).toEqual([`${missing} values missing`]);
    expect(message('clipped')).toEqual([
      `values are outside of the colour domain: ${below} below -1 (the lowest is -9), ${above + infinite} above 8 (the highest is 9)`,
    ]);
  });

  it('counts the values that a log scale cannot show exactly', () => {
    const values = valuesOf((i) => (i % 5000) - 20);
    const { message } = streamed(values, { scale: 'log', domain: [10, 1000] });
    expect(message('unshowable')[0]).toContain(`${count(values, (v) => v <= 0)} values of 0 or less`);
    const [below, above] = [count(values, (v) => v > 0 && v < 10), count(values, (v) => v > 1000)];
    expect(message('clipped')[0]).toContain(`${below} below 10`);
    expect(message('clipped')[0]).toContain(`${above} above 1000`);
  });

  it('has a robust domain with a stated error of at most 1/4096, and counts clipped values exactly', () => {
    const { scale, message } = streamed(INTEGERS, { domain: 'robust', center: 0 });
    const reach = Math.max(...[0.02, 0.98].map((share) => Math.abs(percentile(SORTED_INTEGERS, share))));
    expect(Math.abs(scale.domain[1] - reach)).toBeLessThanOrEqual(reach * ERROR);
    expect(scale.domain[0]).toBe(-scale.domain[1]);
    expect(message('estimated')).toEqual([
      'quantiles are estimated from a histogram; the relative error is at most 0.024 %',
    ]);
    const below = count(INTEGERS, (v) => v < scale.domain[0]);
    const above = count(INTEGERS, (v) => v > scale.domain[1]);
    expect(message('clipped')[0]).toContain(`${below} below `);
    expect(message('clipped')[0]).toContain(`${above} above `);
  });

  it('has a robust domain for mixed signs without a centre, with exact counts too', () => {
    const shift = 5000;
    const values = INTEGERS.map((value) => value - shift);
    const { scale, message } = streamed(values, { domain: 'robust', map: 'viridis' });
    [0.02, 0.98].forEach((share, end) => {
      const exact = percentile(SORTED_INTEGERS, share) - shift;
      expect(Math.abs(scale.domain[end] - exact)).toBeLessThanOrEqual(Math.abs(exact) * ERROR);
    });
    expect(message('clipped')[0]).toContain(`${count(values, (v) => v < scale.domain[0])} below `);
    expect(message('clipped')[0]).toContain(`${count(values, (v) => v > scale.domain[1])} above `);
  });

  it('has quantile boundaries with an error of at most 1/4096, also within a given domain', () => {
    const { scale, message } = streamed(INTEGERS, { scale: 'quantile', steps: 8, map: 'viridis' });
    expect(scale.boundaries).toHaveLength(9);
    scale.boundaries?.forEach((edge, k) => {
      const exact = percentile(SORTED_INTEGERS, k / 8);
      expect(Math.abs(edge - exact)).toBeLessThanOrEqual(Math.max(1, Math.abs(exact) * ERROR));
    });
    expect(message('estimated')).toHaveLength(1);
    expect(message('clipped')).toEqual([]);
    const given = streamed(INTEGERS, { scale: 'quantile', domain: [-1000.5, 2000.25], map: 'viridis' });
    const [low, high] = given.scale.domain;
    expect([low, high]).toEqual([-1000.5, 2000.25].map((end) => expect.closeTo(end, -0.5)));
    expect(low).toBeGreaterThanOrEqual(-1000.5);
    expect(high).toBeLessThanOrEqual(2000.25);
    expect(given.message('clipped')[0]).toContain(`${count(INTEGERS, (v) => v < -1000.5)} below `);
    expect(given.message('clipped')[0]).toContain(`${count(INTEGERS, (v) => v > 2000.25)} above `);
  });
});

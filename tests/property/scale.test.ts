/** Properties of every scale, for any kind, domain and data. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  colorIndex,
  colorIndices,
  MISSING_OFFSET,
  OVER_OFFSET,
  position,
  type Scale,
  UNDER_OFFSET,
  valueAt,
} from '../../src/color/scale.js';
import { HeatmapError } from '../../src/diagnostics.js';
import { type Rendered, rendered } from '../support/figure.js';
import { findTextErrors } from '../support/overlap.js';
import { bodies } from '../support/pixels.js';

const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true });
const moderate = fc.double({ min: -1e4, max: 1e4, noNaN: true }).map((v) => Number(v.toPrecision(4)));
const extreme = fc.constantFrom(
  0,
  -0,
  5e-324,
  -5e-324,
  1e-320,
  1e-300,
  1e300,
  -1e300,
  Number.MAX_VALUE,
  -Number.MAX_VALUE,
  2 ** 53,
  2 ** 53 + 2,
  -(2 ** 63),
  1,
  1 + Number.EPSILON,
);
const numbers = fc.oneof(
  { weight: 4, arbitrary: moderate },
  { weight: 2, arbitrary: anyNumber },
  { weight: 2, arbitrary: extreme },
);
const cell = fc.oneof(
  { weight: 8, arbitrary: numbers },
  { weight: 1, arbitrary: fc.constantFrom(null, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
);

const matrix = fc
  .record({ rows: fc.integer({ min: 1, max: 6 }), columns: fc.integer({ min: 1, max: 6 }) })
  .chain(({ rows, columns }) =>
    fc.array(fc.array(cell, { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
  );

const ends = fc
  .tuple(numbers, numbers)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => (a < b ? [a, b] : [b, a]) as [number, number]);
const domain = fc.oneof(
  ends,
  ends.map(([low]) => [low, null]),
  ends.map(([, high]) => [null, high]),
  fc.constantFrom('auto', 'robust', 'symmetric'),
);
const positive = numbers.map(Math.abs).filter((v) => v > 0);
const thresholds = fc
  .uniqueArray(
    numbers.map((v) => v + 0),
    { minLength: 1, maxLength: 6 },
  )
  .map((values) => values.sort((a, b) => a - b));
const map = fc.constantFrom('viridis', 'RdBu_r', 'tab10', 'rainbow', ['white', 'navy'], ['gold']);
const steps = fc.integer({ min: 2, max: 64 });
const onlyScaleRequired = { requiredKeys: ['scale'] as ['scale'] };
const color = fc.oneof(
  fc.record({ scale: fc.constant('linear'), domain, steps, map }, onlyScaleRequired),
  fc.record(
    { scale: fc.constantFrom('linear', 'symlog'), center: numbers, constant: positive, map },
    onlyScaleRequired,
  ),
  fc.record({ scale: fc.constant('log'), domain, steps, map }, onlyScaleRequired),
  fc.record({ scale: fc.constant('symlog'), domain, constant: positive, steps, map }, onlyScaleRequired),
  fc.record({ scale: fc.constant('pow'), domain, exponent: positive, steps, map }, onlyScaleRequired),
  fc.record({ scale: fc.constant('quantile'), domain, steps, map }, onlyScaleRequired),
  fc.record({ scale: fc.constant('threshold'), thresholds, map }, { requiredKeys: ['scale', 'thresholds'] }),
  fc.record({ scale: fc.constant('category'), map }, onlyScaleRequired),
  fc.record({ domain, center: numbers, thresholds, steps, map }, { requiredKeys: [] }),
);

/** Renders a spec, or returns null if it has errors. */
function tryRender(spec: object): Rendered | null {
  try {
    return rendered(spec);
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    for (const { code, message } of error.diagnostics) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(message).not.toMatch(/undefined|NaN/);
    }
    return null;
  }
}

function scaleOf(spec: object): Scale | null {
  return tryRender(spec)?.figure.scales.color ?? null;
}

/** Returns the position of a colour in the order of values: under, first … last, over. */
function rank(scale: Scale, value: number): number {
  const index = colorIndex(scale, value);
  const n = scale.colors.length;
  return index === n + UNDER_OFFSET ? -1 : index === n + OVER_OFFSET ? n : index;
}

describe('an array of values', () => {
  it('has the colour of each value', () => {
    const values = fc.array(fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 })), { maxLength: 50 });
    fc.assert(
      fc.property(matrix, color, values, (data, color, values) => {
        const scale = scaleOf({ data, color });
        if (!scale) return;
        const all = Float64Array.from([
          ...data.flat().map((v) => v ?? Number.NaN),
          ...scale.domain,
          ...values,
        ]);
        expect([...colorIndices(scale, all)]).toEqual(Array.from(all, (v) => colorIndex(scale, v)));
      }),
    );
  });
});

describe('a position', () => {
  it('increases with the value, and so does the colour index', () => {
    fc.assert(
      fc.property(
        matrix,
        color,
        fc.array(numbers, { minLength: 2, maxLength: 40 }),
        (data, color, values) => {
          const scale = scaleOf({ data, color });
          if (!scale) return;
          const inside = values.map((_, i) => valueAt(scale, i / values.length));
          const sorted = [...values, ...inside, ...scale.domain, ...(scale.boundaries ?? [])]
            .filter((v) => !Number.isNaN(position(scale, v)))
            .sort((a, b) => a - b);
          for (let i = 1; i < sorted.length; i++) {
            const [a, b] = [sorted[i - 1], sorted[i]];
            if (position(scale, a) > position(scale, b)) throw new Error(`position(${a}) > position(${b})`);
            if (rank(scale, a) > rank(scale, b)) throw new Error(`color(${a}) > color(${b})`);
          }
        },
      ),
      { numRuns: 700 },
    );
  });

  it('is 0 and 1 at the ends of the domain, 0.5 at the centre, and between 0 and 1 inside', () => {
    fc.assert(
      fc.property(matrix, color, fc.double({ min: 0, max: 1, noNaN: true }), (data, color, fraction) => {
        const scale = scaleOf({ data, color });
        if (!scale || scale.categories) return;
        const [low, high] = scale.domain;
        expect(low).toBeLessThan(high);
        expect(position(scale, low)).toBe(0);
        expect(position(scale, high)).toBe(1);
        if (scale.center !== null && !scale.boundaries) expect(position(scale, scale.center)).toBe(0.5);
        const value = valueAt(scale, fraction);
        expect(value >= low && value <= high).toBe(true);
        expect(position(scale, value)).toBeGreaterThanOrEqual(0);
        expect(position(scale, value)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 700 },
    );
  });

  it('inverts valueAt up to rounding', () => {
    fc.assert(
      fc.property(
        color,
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        ends,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (color, exponent, ends, fraction) => {
          const continuous = { ...color, exponent, steps: undefined, domain: ends };
          const scale = scaleOf({ data: [ends], color: continuous });
          if (!scale || scale.categories || scale.boundaries) return;
          // In a domain as narrow as the rounding error of a logarithm, neither function is exact.
          fc.pre(ends[1] - ends[0] > Math.max(...ends.map(Math.abs)) / 1000);
          const value = valueAt(scale, fraction);
          const below = Math.max(ends[0], adjacentNumber(value, -1));
          const above = Math.min(ends[1], adjacentNumber(value, 1));
          expect(position(scale, below)).toBeLessThanOrEqual(fraction + 1e-9);
          expect(position(scale, above)).toBeGreaterThanOrEqual(fraction - 1e-9);
        },
      ),
      { numRuns: 700 },
    );
  });
});

/** Returns the next floating-point number below or above `value`. */
function adjacentNumber(value: number, side: -1 | 1): number {
  if (value === 0) return side * Number.MIN_VALUE;
  const bits = new BigInt64Array(Float64Array.of(value).buffer);
  bits[0] += BigInt(Math.sign(value) * side);
  return new Float64Array(bits.buffer)[0];
}

describe('a linear scale', () => {
  const exact = fc.integer({ min: -(2 ** 40), max: 2 ** 40 }).map((n) => n / 1024);
  const linear = fc.record(
    {
      domain: fc.oneof(
        fc.tuple(exact, exact).filter(([a, b]) => a < b),
        fc.constantFrom('auto', 'robust', 'symmetric'),
      ),
      steps: fc.integer({ min: 2, max: 64 }),
      scale: fc.constantFrom('linear', 'quantile'),
    },
    { requiredKeys: [] },
  );

  it('keeps all colours if data and domain are multiplied by a power of two', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.option(exact), { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 5 }),
        linear,
        fc.integer({ min: -900, max: 900 }),
        (data, color, exponent) => {
          const factor = 2 ** exponent;
          const multiply = (v: number | null) => v && v * factor;
          const multiplied = {
            data: data.map((row) => row.map(multiply)),
            color: Array.isArray(color.domain) ? { ...color, domain: color.domain.map(multiply) } : color,
          };
          const [original, scaled] = [{ data, color }, multiplied].map((spec) => rendered(spec).scene);
          expect(bodies(scaled)[0].indices).toEqual(bodies(original)[0].indices);
          expect(bodies(scaled)[0].palette).toEqual(bodies(original)[0].palette);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the cells', () => {
  it('of transposed data are the transposed cells', () => {
    fc.assert(
      fc.property(matrix, color, (data, color) => {
        const original = tryRender({ data, color });
        const transposed = tryRender({ data: data[0].map((_, j) => data.map((row) => row[j])), color });
        expect(transposed === null).toBe(original === null);
        if (!original || !transposed) return;
        const [a, b] = [bodies(original.scene)[0], bodies(transposed.scene)[0]];
        const [rows, columns] = [a.top.length, a.left.length];
        expect([b.left.length, b.top.length]).toEqual([rows, columns]);
        expect(b.palette).toEqual(a.palette);
        for (let i = 0; i < rows; i++)
          for (let j = 0; j < columns; j++) expect(b.indices[j * rows + i]).toBe(a.indices[i * columns + j]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a figure of any numbers on any scale', () => {
  const bar = fc.record(
    {
      side: fc.constantFrom('right', 'left', 'top', 'bottom'),
      length: fc.oneof(fc.integer({ min: 1, max: 400 }), fc.constantFrom('100%', '30%')),
      ticks: fc.array(numbers, { maxLength: 8 }),
      title: fc.constantFrom('AUC', false),
    },
    { requiredKeys: ['side'] },
  );

  it('has finite coordinates, no overlapping texts, and the colours of the scale', () => {
    fc.assert(
      fc.property(matrix, color, bar, fc.boolean(), (data, color, colorbar, values) => {
        const result = tryRender({ data, color, colorbar, cells: { values } });
        if (!result) return;
        const { scene, figure } = result;
        expect(result.svg()).not.toMatch(/NaN|Infinity|undefined/);
        expect(findTextErrors(scene)).toEqual([]);
        const { color: scale } = figure.scales;
        const { domain, boundaries, center } = scale;
        expect([...domain, ...(boundaries ?? []), center ?? 0].every(Number.isFinite)).toBe(true);
        const body = bodies(scene)[0];
        const indices = Array.from(figure.panels[0].matrix.values, (v) => colorIndex(scale, v));
        expect([...body.indices]).toEqual(indices);
        figure.panels[0].matrix.values.forEach((v, i) => {
          if (Number.isNaN(v)) expect(indices[i]).toBe(scale.colors.length + MISSING_OFFSET);
        });
      }),
      { numRuns: 600 },
    );
  });
});

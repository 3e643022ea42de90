/** What must hold of every scale, whatever its kind, its domain and the data. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  colorIndex,
  colorIndices,
  MISSING,
  OVER,
  position,
  type Scale,
  UNDER,
  valueAt,
} from '../../src/color/scale.js';
import { HeatmapError } from '../../src/diagnostics.js';
import { type Rendered, rendered } from '../support/figure.js';
import { textFaults } from '../support/overlap.js';
import { bodies } from '../support/pixels.js';

const anyNumber = fc.double({ noNaN: true, noDefaultInfinity: true });
const ordinary = fc.double({ min: -1e4, max: 1e4, noNaN: true }).map((v) => Number(v.toPrecision(4)));
const hostile = fc.constantFrom(
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
  { weight: 4, arbitrary: ordinary },
  { weight: 2, arbitrary: anyNumber },
  { weight: 2, arbitrary: hostile },
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
const some = { requiredKeys: ['scale'] as ['scale'] };
const color = fc.oneof(
  fc.record({ scale: fc.constant('linear'), domain, steps, map }, some),
  fc.record({ scale: fc.constantFrom('linear', 'symlog'), center: numbers, constant: positive, map }, some),
  fc.record({ scale: fc.constant('log'), domain, steps, map }, some),
  fc.record({ scale: fc.constant('symlog'), domain, constant: positive, steps, map }, some),
  fc.record({ scale: fc.constant('pow'), domain, exponent: positive, steps, map }, some),
  fc.record({ scale: fc.constant('quantile'), domain, steps, map }, some),
  fc.record({ scale: fc.constant('threshold'), thresholds, map }, { requiredKeys: ['scale', 'thresholds'] }),
  fc.record({ scale: fc.constant('category'), map }, some),
  fc.record({ domain, center: numbers, thresholds, steps, map }, { requiredKeys: [] }),
);

/** The figure of a spec, or null when it is refused in so many words. */
function attempt(spec: object): Rendered | null {
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
  return attempt(spec)?.figure.scales[0] ?? null;
}

/** Where a colour stands in the order of values: under, first … last, over. */
function rank(scale: Scale, value: number): number {
  const index = colorIndex(scale, value);
  const n = scale.colors.length;
  return index === n + UNDER ? -1 : index === n + OVER ? n : index;
}

describe('many values', () => {
  it('have the colours that each of them has', () => {
    const more = fc.array(fc.oneof(fc.double(), fc.integer({ min: -3, max: 3 })), { maxLength: 50 });
    fc.assert(
      fc.property(matrix, color, more, (data, color, more) => {
        const scale = scaleOf({ data, color });
        if (!scale) return;
        const values = Float64Array.from([
          ...data.flat().map((v) => v ?? Number.NaN),
          ...scale.domain,
          ...more,
        ]);
        expect([...colorIndices(scale, values)]).toEqual(Array.from(values, (v) => colorIndex(scale, v)));
      }),
    );
  });
});

describe('a position', () => {
  it('never falls as the value rises, nor does the colour', () => {
    fc.assert(
      fc.property(
        matrix,
        color,
        fc.array(numbers, { minLength: 2, maxLength: 40 }),
        (data, color, values) => {
          const scale = scaleOf({ data, color });
          if (!scale) return;
          const inside = values.map((_, i) => valueAt(scale, i / values.length));
          const shown = [...values, ...inside, ...scale.domain, ...(scale.edges ?? [])]
            .filter((v) => !Number.isNaN(position(scale, v)))
            .sort((a, b) => a - b);
          for (let i = 1; i < shown.length; i++) {
            const [a, b] = [shown[i - 1], shown[i]];
            if (position(scale, a) > position(scale, b)) throw new Error(`position(${a}) > position(${b})`);
            if (rank(scale, a) > rank(scale, b)) throw new Error(`color(${a}) is beyond color(${b})`);
          }
        },
      ),
      { numRuns: 700 },
    );
  });

  it('is 0 and 1 at the ends of the domain, a half at the centre, and within them inside', () => {
    fc.assert(
      fc.property(matrix, color, fc.double({ min: 0, max: 1, noNaN: true }), (data, color, share) => {
        const scale = scaleOf({ data, color });
        if (!scale || scale.words) return;
        const [low, high] = scale.domain;
        expect(low).toBeLessThan(high);
        expect(position(scale, low)).toBe(0);
        expect(position(scale, high)).toBe(1);
        if (scale.center !== null && !scale.edges) expect(position(scale, scale.center)).toBe(0.5);
        const value = valueAt(scale, share);
        expect(value >= low && value <= high).toBe(true);
        expect(position(scale, value)).toBeGreaterThanOrEqual(0);
        expect(position(scale, value)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 700 },
    );
  });

  it('undoes valueAt, as nearly as there are numbers', () => {
    fc.assert(
      fc.property(
        color,
        fc.double({ min: 0.1, max: 10, noNaN: true }),
        ends,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (color, exponent, ends, share) => {
          const smooth = { ...color, exponent, steps: undefined, domain: ends };
          const scale = scaleOf({ data: [ends], color: smooth });
          if (!scale || scale.words || scale.edges) return;
          // Of a domain as narrow as the error of a logarithm, neither is exact.
          fc.pre(ends[1] - ends[0] > Math.max(...ends.map(Math.abs)) / 1000);
          const value = valueAt(scale, share);
          const below = Math.max(ends[0], neighbour(value, -1));
          const above = Math.min(ends[1], neighbour(value, 1));
          expect(position(scale, below)).toBeLessThanOrEqual(share + 1e-9);
          expect(position(scale, above)).toBeGreaterThanOrEqual(share - 1e-9);
        },
      ),
      { numRuns: 700 },
    );
  });
});

/** The next number below or above. */
function neighbour(value: number, side: -1 | 1): number {
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

  it('changes no colour when data and domain are multiplied by a power of two', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.option(exact), { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 5 }),
        linear,
        fc.integer({ min: -900, max: 900 }),
        (data, color, exponent) => {
          const factor = 2 ** exponent;
          const times = (v: number | null) => v && v * factor;
          const multiplied = {
            data: data.map((row) => row.map(times)),
            color: Array.isArray(color.domain) ? { ...color, domain: color.domain.map(times) } : color,
          };
          const [one, other] = [{ data, color }, multiplied].map((spec) => rendered(spec).scene);
          expect(bodies(other)[0].indices).toEqual(bodies(one)[0].indices);
          expect(bodies(other)[0].palette).toEqual(bodies(one)[0].palette);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('the cells', () => {
  it('of transposed data are those of the data, transposed', () => {
    fc.assert(
      fc.property(matrix, color, (data, color) => {
        const plain = attempt({ data, color });
        const turned = attempt({ data: data[0].map((_, j) => data.map((row) => row[j])), color });
        expect(turned === null).toBe(plain === null);
        if (!plain || !turned) return;
        const [a, b] = [bodies(plain.scene)[0], bodies(turned.scene)[0]];
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

  it('has no coordinate that is no number and no texts that collide, and its colours are those of the scale', () => {
    fc.assert(
      fc.property(matrix, color, bar, fc.boolean(), (data, color, colorbar, values) => {
        const made = attempt({ data, color, colorbar, cells: { values } });
        if (!made) return;
        const { scene, figure } = made;
        expect(made.svg()).not.toMatch(/NaN|Infinity|undefined/);
        expect(textFaults(scene)).toEqual([]);
        const [scale] = figure.scales;
        const { domain, edges, center } = scale;
        expect([...domain, ...(edges ?? []), center ?? 0].every(Number.isFinite)).toBe(true);
        const body = bodies(scene)[0];
        const indices = Array.from(figure.panels[0].matrix.values, (v) => colorIndex(scale, v));
        expect([...body.indices]).toEqual(indices);
        figure.panels[0].matrix.values.forEach((v, i) => {
          if (Number.isNaN(v)) expect(indices[i]).toBe(scale.colors.length + MISSING);
        });
      }),
      { numRuns: 600 },
    );
  });
});

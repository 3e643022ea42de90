import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Accumulator } from '../../src/matrix/accumulator.js';
import { REDUCERS } from '../../src/matrix/reduction.js';
import { parseSteps } from '../../src/spec/parse-steps.js';
import { Transformation } from '../../src/transform/transformation.js';
import { rendered } from '../support/figure.js';

const value = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -1e3, max: 1e3, noNaN: true }) },
  { weight: 4, arbitrary: fc.integer({ min: -3, max: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY) },
);
const matrix = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([rows, columns]) =>
    fc.record({
      rows: fc.constant(rows),
      columns: fc.constant(columns),
      values: fc.array(value, { minLength: rows * columns, maxLength: rows * columns }),
    }),
  );
type Source = typeof matrix extends fc.Arbitrary<infer T> ? T : never;

const elementwise = fc
  .array(fc.constantFrom('log2', 'log1p(2)', 'sqrt', 'abs', 'negate', 'clip(-2, 5)', 'fill(1)'), {
    minLength: 1,
  })
  .map((steps) => steps.slice(0, 4).join());

function nested({ columns, values }: Source): number[][] {
  return Array.from({ length: values.length / columns }, (_, i) =>
    values.slice(i * columns, (i + 1) * columns),
  );
}

function transformed(source: Source, transform: string) {
  const { matrix } = rendered({ data: { values: nested(source), transform }, lint: false }).figure.panels[0];
  return matrix;
}

describe('steps for each value', () => {
  it('give the same reduced matrix and statistics while it is read as before it is read', () => {
    fc.assert(
      fc.property(
        matrix,
        elementwise,
        fc.constantFrom(...REDUCERS),
        fc.integer({ min: 1, max: 80 }),
        fc.boolean(),
        (source, steps, reducer, maxCells, isExact) => {
          const read = (values: Float64Array, mapValues: ((values: Float64Array) => void) | null) => {
            const stats = { low: -1, high: 2, histogram: false };
            const reduction = { reducer, stats, mapValues };
            const accumulator = new Accumulator(source.columns, { maxCells, reduction });
            if (isExact) accumulator.reserve(source.rows, true);
            for (let row = 0; row < source.rows; row++) accumulator.add(values, row * source.columns);
            return accumulator.finish();
          };
          const values = Float64Array.from(source.values);
          const { mapValues } = new Transformation(parseSteps(steps));
          const whileRead = read(values, mapValues);
          expect(values).toEqual(Float64Array.from(source.values));
          mapValues?.(values);
          // A matrix that is not reduced is not mapped either.
          if (whileRead.reduction) expect(whileRead).toEqual(read(values, null));
          else expect(whileRead.values).toEqual(Float64Array.from(source.values));
        },
      ),
    );
  });

  it('are computed while a matrix is read only if all steps are for each value', () => {
    for (const steps of ['log2, zscore', 'correlate', 'minus(a.csv)', 'rank by row, abs']) {
      expect(new Transformation(parseSteps(steps)).mapValues).toBe(null);
    }
    expect(new Transformation([]).mapValues).toBe(null);
  });
});

describe('any matrix', () => {
  it('by column is the transpose of by row', () => {
    const step = fc.constantFrom(
      'zscore',
      'center',
      'minmax',
      'rank',
      'rank(ordinal)',
      'percentile',
      'share',
    );
    fc.assert(
      fc.property(matrix, step, (source, name) => {
        const flipped = {
          rows: source.columns,
          columns: source.rows,
          values: source.values.map(
            (_, k) => source.values[(k % source.rows) * source.columns + Math.floor(k / source.rows)],
          ),
        };
        const a = transformed(source, `${name} by column`);
        const b = transformed(flipped, `${name} by row`);
        expect([...a.values]).toEqual(
          Array.from(
            a.values,
            (_, k) => b.values[(k % source.columns) * source.rows + Math.floor(k / source.columns)],
          ),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('has symmetric correlations from -1 to 1', () => {
    const method = fc.constantFrom('pearson', 'spearman', 'kendall');
    fc.assert(
      fc.property(matrix, method, (source, name) => {
        const { rows, columns, values } = transformed(source, `correlate(${name}, rows)`);
        expect([rows, columns]).toEqual([source.rows, source.rows]);
        values.forEach((r, k) => {
          expect(r).toEqual(values[(k % rows) * rows + Math.floor(k / rows)]);
          if (!Number.isNaN(r)) expect(Math.abs(r)).toBeLessThanOrEqual(1);
        });
      }),
      { numRuns: 60 },
    );
  });
});

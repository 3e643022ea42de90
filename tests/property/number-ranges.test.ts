/** Every number in a spec has a stated range, and no number, in its range or beyond, takes long. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../src/diagnostics.js';
import { fromValue } from '../../src/json/from-value.js';
import { draw, write } from '../../src/render.js';
import { formatRange } from '../../src/spec/number-range.js';
import { parseSpec } from '../../src/spec/parse.js';
import { dataValue, position, rangesOf } from '../../src/spec/range.js';
import { formatPath } from '../../src/spec/schema-errors.js';
import { specSchema } from '../../src/spec/spec.js';
import { withDeadline } from '../support/deadline.js';
import { mergeSpecs, placesOfType, type SchemaPlace } from '../support/schema-places.js';

const MAX_MS = 60_000;

const CSV = Buffer.from(',a,b,c\nr1,1,2,-3\nr2,4,5,6\nr3,7,,9\n');
const BASE = {
  title: 'Title',
  data: 'a',
  x: { title: 'x', groups: [{ title: 'g', from: 0, to: 1 }] },
  colorbar: { title: 'value' },
  cells: { values: true },
};

/** Draws a spec as SVG. Returns the errors of a spec without a figure, else an empty list. */
function errorsOf(spec: unknown): readonly string[] {
  const job = { primary: null, open: () => ({ name: 'a', bytes: CSV }), zoom: 1 };
  try {
    return withDeadline(MAX_MS, () => {
      const { scene } = draw({ ...job, parsed: parseSpec(fromValue(spec)) }, () => {});
      write(scene, 'svg');
      return [];
    });
  } catch (error) {
    if (error instanceof HeatmapError)
      return error.diagnostics.map(({ code, message }) => `${message} [${code}]`);
    throw new Error(`${JSON.stringify(spec)} has no figure and no error`, { cause: error });
  }
}

function specFor({ specWith }: SchemaPlace, value: unknown, more: object = {}): object {
  return { ...BASE, ...more, ...withNeighbours(specWith(value)) };
}

/** Adds the key that others of a split need beside them. */
function withNeighbours(spec: object): object {
  const complete = (key: string, value: unknown) =>
    key === 'split' && typeof value === 'object' && !Array.isArray(value) && value !== null
      ? {
          ...('seed' in value ? { kmeans: 2 } : 'gap' in value || 'titles' in value ? { clusters: 2 } : {}),
          ...value,
        }
      : value;
  const visit = (value: unknown): unknown =>
    typeof value !== 'object' || value === null || Array.isArray(value)
      ? Array.isArray(value)
        ? value.map(visit)
        : value
      : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, complete(key, visit(inner))]));
  return visit(spec) as object;
}

const keys = placesOfType(specSchema, 'number');
/** The keys of the figure, without the same keys of panels. */
const figureKeys = keys.filter(({ path }) => path[0] !== 'panels');
/** More numbers and random cases. */
const torture = process.env.TORTURE;
const HUGE = [1e9, 2 ** 53, Number.MAX_VALUE, ...(torture ? [1e15, 1e300, 1e308] : [])];
const TINY = [0, 5e-324, 1e-9, ...(torture ? [1e-300] : [])];
const VALUES = [...TINY, ...HUGE, -1, -0.5, 0.5, 1, ...HUGE.map((value) => -value)];

describe('numbers in a spec', () => {
  it('are found in the schema', () => {
    const paths = keys.map(({ path }) => formatPath(path));
    for (const path of [
      'size.width',
      'x.labels.step',
      'highlights[0].top',
      'color.domain[1]',
      'panels[0].color.steps',
    ])
      expect(paths).toContain(path);
  });

  it('have a range, unless they are values or positions of the data', () => {
    const unlimited = keys
      .filter(({ schema }) => schema !== dataValue && schema !== position && !rangesOf(schema).length)
      .map(({ path }) => formatPath(path));
    expect(unlimited).toEqual([]);
  });

  // Panels have the schemas of the figure.
  const limited = [...figureKeys, ...keys.filter(({ path }) => path[2] === 'color')].flatMap((key) =>
    rangesOf(key.schema).map((range) => ({ key, range, name: formatPath(key.path) })),
  );

  it.each(limited)('$name is an error beyond its range', ({ key, range, name }) => {
    const step = (value: number) => Math.max(1, Math.abs(value)) * 1e-6;
    for (const value of [range.min - step(range.min), range.max + step(range.max), ...HUGE, -1e308]) {
      if (value >= range.min && value <= range.max) continue;
      const errors = errorsOf(specFor(key, value));
      expect([value, errors]).toEqual([value, [expect.stringContaining(`${name}: expected `)]]);
      expect(errors[0]).toContain(`from ${formatRange(range)}`);
      expect(errors[0]).toContain(`found ${value} [invalid-value]`);
    }
  });

  it.each(limited)('$name is valid at both ends of its range', ({ key, range }) => {
    for (const value of [range.min, range.max]) {
      const errors = errorsOf(specFor(key, value));
      expect([value, errors.filter((error) => error.includes('[invalid-value]'))]).toEqual([value, []]);
    }
  });

  it.each(figureKeys.map((key) => [formatPath(key.path), key] as const))(
    '%s gives a figure or an error for every number',
    (_, key) => {
      const isColor = key.path[0] === 'color';
      const scales = isColor
        ? ['linear', 'log', 'symlog', 'pow', 'quantile', 'threshold', 'category']
        : [undefined];
      for (const scale of scales) {
        for (const value of VALUES) {
          const spec = specFor(key, value) as { color?: object };
          errorsOf(scale ? { ...spec, color: { scale, ...spec.color } } : spec);
        }
      }
    },
  );

  it('give a figure or an error in any combination', () => {
    const value = ({ schema }: SchemaPlace) => {
      const [range] = rangesOf(schema);
      return range
        ? fc.constantFrom(range.min, range.max, (range.min + range.max) / 2)
        : fc.constantFrom(...VALUES);
    };
    const setting = fc
      .constantFrom(...figureKeys)
      .chain((key) => value(key).map((number) => key.specWith(number)));
    fc.assert(
      fc.property(fc.array(setting, { minLength: 2, maxLength: 6 }), (settings) => {
        errorsOf(settings.reduce(mergeSpecs, BASE));
      }),
      { numRuns: Number(torture ?? 100) },
    );
  });
});

/** A small spec costs little time and memory, also if it names the same items again and again. */
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../src/diagnostics.js';
import { fromValue } from '../../src/json/from-value.js';
import { draw } from '../../src/render.js';
import { address } from '../../src/spec/address.js';
import { parseSpec } from '../../src/spec/parse.js';
import { formatPath } from '../../src/spec/schema-errors.js';
import { unwrap } from '../../src/spec/schema-tree.js';
import { specSchema } from '../../src/spec/spec.js';
import { withDeadline } from '../support/deadline.js';
import { findPlaces, mergeSpecs } from '../support/schema-places.js';

/** Generous, because other programs may use the processor too. */
const MAX_MS = 200_000;
/** The number of items of the long axis, as many as a small file can have. */
const ITEMS = 40_000;

const matrices = {
  square: `${'1,'.repeat(399)}2\n`.repeat(200),
  wide: `${','.repeat(ITEMS - 1)}\n`.replaceAll(',', '1,').replace('\n', '2\n').repeat(2),
  tall: '1,2\n'.repeat(ITEMS),
};

/** Returns the codes of the errors of a figure; none if there is a figure. Fails after the deadline. */
function errorsOf(spec: object, matrix: keyof typeof matrices = 'wide'): string[] {
  const source = { name: 'a.csv', bytes: Buffer.from(matrices[matrix]) };
  const parsed = parseSpec(fromValue(spec));
  try {
    withDeadline(MAX_MS, () => draw({ parsed, primary: null, open: () => source, zoom: 1 }, () => {}));
    return [];
  } catch (error) {
    if (error instanceof HeatmapError) return error.diagnostics.map(({ code }) => code);
    throw error;
  }
}

/** Returns the keys that select items of second matrices. */
function secondMatrices(paths: readonly string[]): string[] {
  return paths.flatMap((path) => [`${path}.rows`, `${path}.columns`]);
}

/** Adds the keys that a list of items needs beside it. */
function complete(spec: object): object {
  return JSON.parse(
    JSON.stringify(spec)
      .replace('{"items":', '{"kind":"mark","items":')
      .replace('"distances":{', '"distances":{"file":"a",'),
  );
}

const file = { data: { file: 'a', header: false, rowLabels: false } };
const all = { from: 0, to: ITEMS - 1 };

describe('a range that is named again and again', () => {
  const places = findPlaces(specSchema, (schema) => schema === unwrap(address)).filter(
    ({ path }) => path[0] !== 'panels',
  );

  it('can be in every key that selects items', () => {
    expect([...new Set(places.map(({ path }) => formatPath(path)))]).toEqual([
      'data.rows',
      'data.columns',
      ...secondMatrices(['x.order.cluster.distances']),
      'x.annotations[0].items',
      'x.ticks.values',
      ...secondMatrices(['y.order.cluster.distances']),
      'y.annotations[0].items',
      'y.ticks.values',
      'highlights[0].x',
      'highlights[0].y',
      ...secondMatrices(['cells.values.text', 'cells.stars.values', 'cells.stars', 'cells.size']),
      ...secondMatrices(['cells.above', 'cells.above.data', 'cells.below', 'cells.below.data']),
    ]);
  });

  // All second matrices are read by the same code.
  const costly = places.filter(({ path }) => path[0] !== 'cells' || path[1] === 'size');
  it.each(costly.map((place) => [formatPath(place.path), place] as const))(
    'in %s costs little',
    (path, { specWith }) => {
      const isRow = /rows$/.test(path) || (/^y|\.y$/.test(path) && !/columns$/.test(path));
      const matrix = isRow ? 'tall' : 'wide';
      for (const times of [20, 5000]) {
        const spec = mergeSpecs(file, complete(specWith(Array(times).fill(all))));
        const errors = errorsOf(spec, matrix);
        if (times === 5000) expect(errors).toEqual(['too-large']);
      }
    },
  );

  it('in a thousand groups, highlights or panels costs little', () => {
    const groups = Array.from({ length: 1000 }, () => ({ title: 'g', ...all }));
    expect(errorsOf({ ...file, x: { groups } })).toEqual(['too-large']);
    expect(errorsOf({ ...file, y: { groups } }, 'tall')).toEqual(['too-large']);
    const highlights = Array.from({ length: 1000 }, () => ({ x: all }));
    expect(errorsOf({ ...file, highlights })).toEqual(['too-large']);
    const panels = Array.from({ length: 10 }, () => ({
      data: { ...file.data, columns: Array(100).fill({ from: 0, to: 399 }) },
    }));
    expect(errorsOf({ panels }, 'square')).toEqual(['too-large']);
  });

  it('by many highlights of cells that are not neighbours costs little', () => {
    const even = Array.from({ length: 600 }, (_, i) => 2 * i);
    const data = Array.from({ length: 1200 }, () => new Float64Array(1200));
    expect(errorsOf({ data, highlights: [{ x: even, y: even }] })).toEqual(['too-large']);
    const top = Array.from({ length: 1000 }, () => ({ top: 1000 }));
    expect(errorsOf({ data: data.slice(0, 500), highlights: top })).toEqual(['too-large']);
  });
});

describe('many labels', () => {
  const words = Array.from({ length: 10_000 }, (_, i) => `w${i}`);

  it('in an order, a split or a list of missing values are found quickly', () => {
    const data = { file: 'a', header: true, rowLabels: false };
    const bytes = Buffer.from(`${words.join()}\n${words.map((_, i) => i).join()}\n`);
    for (const spec of [
      { data, x: { order: [...words].reverse() } },
      { data, x: { split: words } },
      { data, x: { ticks: { values: words } } },
      { data: { ...data, columns: words } },
      { data: { ...data, missingValues: words } },
      { data: { ...data, header: false, missingValues: words } },
    ]) {
      const job = {
        parsed: parseSpec(fromValue(spec)),
        primary: null,
        open: () => ({ name: 'a.csv', bytes }),
        zoom: 1,
      };
      withDeadline(MAX_MS, () => {
        try {
          draw(job, () => {});
        } catch (error) {
          if (!(error instanceof HeatmapError)) throw error;
        }
      });
    }
  });

  it('that do not exist are reported quickly', () => {
    const bytes = Buffer.from(
      `${Array.from({ length: 40_000 }, (_, i) => `${'long label '.repeat(8)}${i}`).join()}\n${'1,'.repeat(39_999)}2\n`,
    );
    const missing = Array.from({ length: 1000 }, (_, i) => `${'long labels '.repeat(8)}${i}`);
    const spec = { data: { file: 'a', header: true, rowLabels: false }, x: { order: missing } };
    const job = {
      parsed: parseSpec(fromValue(spec)),
      primary: null,
      open: () => ({ name: 'a.csv', bytes }),
      zoom: 1,
    };
    expect(() => withDeadline(MAX_MS, () => draw(job, () => {}))).toThrow(HeatmapError);
  });

  it('and a million different words overflow no call stack', () => {
    const data = [Array.from({ length: 150_000 }, (_, i) => `w${i}`)];
    expect(errorsOf({ data })).toEqual(['many-categories']);
    expect(errorsOf({ data: [data[0].slice(0, 3000)] })).toEqual([]);
    expect(errorsOf({ data: { values: [data[0].map((_, i) => i)], columns: data[0] } })).toEqual([]);
    expect(errorsOf({ data: { values: data[0].map((_, i) => [i]), rows: data[0] } })).toEqual([]);
    expect(
      errorsOf({
        data: { values: data[0].slice(0, 200).map((word) => [[word]]), panels: data[0].slice(0, 200) },
      }),
    ).toEqual([]);
    expect(
      errorsOf({ data: [[1, 2]], colorbar: { ticks: data[0].slice(0, 60_000).map((_, i) => 1 + i / 1e5) } }),
    ).toEqual([]);
  });
});

/** Compares the reduction of large matrices while they are read with numpy. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readNpy } from '../../../src/input/npy.js';
import type { ReadPlan, Source } from '../../../src/input/reader.js';
import { REDUCERS, type Reducer } from '../../../src/matrix/reduction.js';
import { differences } from '../../support/blocks.js';
import { npyHeader } from '../../support/npy.js';

const FIXTURES = new URL('../../fixtures/large/', import.meta.url);

type Numbers = Record<Reducer, (number | string)[]>;
interface Case extends Numbers {
  readonly file: string;
  readonly select: number | null;
  readonly budget: number;
  readonly factor: readonly [number, number];
}
const { read: fixtureCases }: { read: Case[] } = JSON.parse(
  readFileSync(new URL('expected.json', FIXTURES), 'utf8'),
);

const NO_STATS = { low: null, high: null, histogram: false };

/** A source that comes in chunks of `size` bytes. */
function inChunks(bytes: Uint8Array, size: number): Source {
  let position = 1024;
  return {
    name: 'a.npy',
    bytes: bytes.subarray(0, position),
    rest: {
      size: bytes.length,
      next() {
        const chunk = bytes.subarray(position, position + size);
        position += size;
        return chunk.length > 0 ? chunk : null;
      },
    },
  };
}

function readPlanOf({ budget, select }: Case, by: Reducer): ReadPlan {
  const selected = select === null ? {} : { select: { indices: [select], place: { file: 'spec' } } };
  return { maxCells: budget, reduction: { reducer: by, stats: NO_STATS }, ...selected };
}

describe('an array with more cells than the budget', () => {
  const cases = fixtureCases.flatMap((testCase) => REDUCERS.map((by) => ({ ...testCase, by })));
  it.each(cases)('$file reduced to $budget cells equals the $by of numpy', (testCase) => {
    const { file, factor, by } = testCase;
    const bytes = readFileSync(new URL(file, FIXTURES));
    const dataset = readNpy({ name: file, bytes }, {}, () => {}, readPlanOf(testCase, by));
    expect(dataset.slices).toHaveLength(1);
    const [{ matrix }] = dataset.slices;
    expect([matrix.reduction?.factor.rows, matrix.reduction?.factor.columns]).toEqual(factor);
    expect(differences(matrix.values, testCase[by].map(Number), by)).toEqual([]);
    expect(matrix.values).toHaveLength(testCase[by].length);
    expect(matrix.values.length).toBeLessThanOrEqual(testCase.budget);
    for (const size of [1, 7, 1 << 20]) {
      expect(readNpy(inChunks(bytes, size), {}, () => {}, readPlanOf(testCase, by))).toEqual(dataset);
    }
  });

  it('shares the budget among the slices of a stack', () => {
    const bytes = readFileSync(new URL('stack-f8.npy', FIXTURES));
    const readPlan = { maxCells: 320, reduction: { reducer: 'max' as const, stats: NO_STATS } };
    const all = readNpy({ name: 'stack', bytes }, {}, () => {}, readPlan).slices;
    expect(all).toHaveLength(4);
    for (const { matrix } of all) expect(matrix.values.length).toBeLessThanOrEqual(80);
    const third = fixtureCases.find(({ file }) => file === 'stack-f8.npy') as Case;
    expect(differences(all[2].matrix.values, third.max.map(Number), 'max')).toEqual([]);
  });

  it('is not reduced if it fits the budget', () => {
    const bytes = readFileSync(new URL('c-f8.npy', FIXTURES));
    const readPlan = { maxCells: 19 * 23, reduction: { reducer: 'mean' as const, stats: NO_STATS } };
    const [{ matrix }] = readNpy({ name: 'all', bytes }, {}, () => {}, readPlan).slices;
    expect(matrix.reduction).toBeUndefined();
    expect(matrix.values).toHaveLength(19 * 23);
  });
});

it('rejects an array with too many slices before reading the values', () => {
  const header = npyHeader('|u1', 5_000_000, 2).toString('latin1');
  const bytes = Buffer.from(header.replace('2), }   ', '2, 2), }'), 'latin1');
  const source = {
    name: 'a.npy',
    bytes,
    rest: { size: null, next: () => expect.fail('the values were read') },
  };
  const readPlan: ReadPlan = { maxCells: 2 ** 22, reduction: { reducer: 'mean', stats: NO_STATS } };
  expect(() => readNpy(source, {}, () => {}, readPlan)).toThrow('the data has 5000000 panels');
});

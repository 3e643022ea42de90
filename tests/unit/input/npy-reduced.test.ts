/** What a reader holds of a matrix that is too large for it, against numpy. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readNpy } from '../../../src/input/npy.js';
import type { Source, Wanted } from '../../../src/input/reader.js';
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
const { read }: { read: Case[] } = JSON.parse(readFileSync(new URL('expected.json', FIXTURES), 'utf8'));

const NOTHING = { low: null, high: null, histogram: false };

/** A file that comes in pieces of so many bytes. */
function inPieces(bytes: Uint8Array, size: number): Source {
  let at = 1024;
  return {
    name: 'a.npy',
    bytes: bytes.subarray(0, at),
    rest: {
      size: bytes.length,
      next() {
        const piece = bytes.subarray(at, at + size);
        at += size;
        return piece.length > 0 ? piece : null;
      },
    },
  };
}

function wantedOf({ budget, select }: Case, by: Reducer): Wanted {
  const selected = select === null ? {} : { select: { indices: [select], place: { file: 'spec' } } };
  return { budget, reduce: { by, watch: NOTHING }, ...selected };
}

describe('an array with more cells than are held', () => {
  const cases = read.flatMap((known) => REDUCERS.map((by) => ({ ...known, by })));
  it.each(cases)('$file, $budget cells of it, is the $by of numpy', (known) => {
    const { file, factor, by } = known;
    const bytes = readFileSync(new URL(file, FIXTURES));
    const dataset = readNpy({ name: file, bytes }, {}, () => {}, wantedOf(known, by));
    expect(dataset.slices).toHaveLength(1);
    const [{ matrix }] = dataset.slices;
    expect([matrix.reduced?.factor.rows, matrix.reduced?.factor.columns]).toEqual(factor);
    expect(differences(matrix.values, known[by].map(Number), by)).toEqual([]);
    expect(matrix.values).toHaveLength(known[by].length);
    expect(matrix.values.length).toBeLessThanOrEqual(known.budget);
    for (const size of [1, 7, 1 << 20]) {
      expect(readNpy(inPieces(bytes, size), {}, () => {}, wantedOf(known, by))).toEqual(dataset);
    }
  });

  it('shares what may be held among the slices of a stack', () => {
    const bytes = readFileSync(new URL('stack-f8.npy', FIXTURES));
    const wanted = { budget: 320, reduce: { by: 'max' as const, watch: NOTHING } };
    const all = readNpy({ name: 'stack', bytes }, {}, () => {}, wanted).slices;
    expect(all).toHaveLength(4);
    for (const { matrix } of all) expect(matrix.values.length).toBeLessThanOrEqual(80);
    const third = read.find(({ file }) => file === 'stack-f8.npy') as Case;
    expect(differences(all[2].matrix.values, third.max.map(Number), 'max')).toEqual([]);
  });

  it('is held as it is where the budget is as large as it', () => {
    const bytes = readFileSync(new URL('c-f8.npy', FIXTURES));
    const wanted = { budget: 19 * 23, reduce: { by: 'mean' as const, watch: NOTHING } };
    const [{ matrix }] = readNpy({ name: 'all', bytes }, {}, () => {}, wanted).slices;
    expect(matrix.reduced).toBeUndefined();
    expect(matrix.values).toHaveLength(19 * 23);
  });
});

it('is refused before it is read where it has more slices than a figure has room for', () => {
  const header = npyHeader('|u1', 5_000_000, 2).toString('latin1');
  const bytes = Buffer.from(header.replace('2), }   ', '2, 2), }'), 'latin1');
  const source = { name: 'a.npy', bytes, rest: { size: null, next: () => expect.fail('it was read on') } };
  const wanted: Wanted = { budget: 2 ** 22, reduce: { by: 'mean', watch: NOTHING } };
  expect(() => readNpy(source, {}, () => {}, wanted)).toThrow('5000000 panels');
});

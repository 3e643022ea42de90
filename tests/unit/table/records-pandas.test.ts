import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { READERS } from '../../../src/input/index.js';
import type { ReadOptions } from '../../../src/spec/data.js';

interface Case {
  readonly file: string;
  readonly options: ReadOptions;
  readonly rowLabels: readonly string[];
  readonly columnLabels: readonly string[];
  readonly cells: readonly (readonly (number | null)[])[];
}

const ROOT = new URL('../../..', import.meta.url).pathname;
const cases: Case[] = JSON.parse(readFileSync(`${ROOT}/tests/fixtures/records/records.json`, 'utf8'));
const files = new Map<string, Uint8Array>();

function bytesOf(name: string): Uint8Array {
  const bytes = files.get(name) ?? readFileSync(`${ROOT}/node_modules/vega-datasets/data/${name}`);
  files.set(name, bytes);
  return bytes;
}

describe('records become the matrix that pandas computes', () => {
  it.each(cases.map((data) => [data.file, JSON.stringify(data.options), data] as const))(
    '%s: %s',
    (file, _, { options, rowLabels, columnLabels, cells }) => {
      const format = file.endsWith('.json') ? 'json' : 'csv';
      const { slices } = READERS[format].read({ name: file, bytes: bytesOf(file) }, options, () => {});
      const { matrix } = slices[0];
      expect([matrix.rowLabels, matrix.columnLabels]).toEqual([rowLabels, columnLabels]);
      const expected = cells.flat().map((value) => value ?? Number.NaN);
      expect(matrix.values).toHaveLength(expected.length);
      const differences = expected.flatMap((value, i) => {
        const isEqual =
          Object.is(matrix.values[i], value) || Math.abs(matrix.values[i] - value) <= 1e-12 * Math.abs(value);
        return isEqual ? [] : [[i, matrix.values[i], value]];
      });
      expect(differences).toEqual([]);
    },
  );
});

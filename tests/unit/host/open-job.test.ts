import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { openJob } from '../../../src/host/open-job.js';
import { loadInput } from '../../../src/input/load.js';
import type { Override } from '../../../src/spec/override.js';
import { temporaryFolder } from '../../support/cli.js';

/** Reads a file with `--set` for each of the settings, and returns the values of its matrix by row. */
function readWith(
  content: string,
  name: string,
  settings: Record<string, unknown>,
  inputFormat?: 'table',
): number[][] {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, content);
  const overrides = Object.entries(settings).map(
    ([key, value]): Override => ({ path: key.split('.'), value, flag: `--set ${key}` }),
  );
  const options = { overrides, zoom: 1, root: null, inputFormat: inputFormat ?? null, config: true };
  const { parsed, primary, open } = openJob(file, options, () => {});
  const { matrix } = loadInput(parsed, primary, open, () => {}).panels[0];
  return Array.from({ length: matrix.rows }, (_, row) =>
    Array.from(matrix.values.subarray(row * matrix.columns, (row + 1) * matrix.columns)),
  );
}

const CSV = 'k,a,b\nr,1,2\ns,3,4\nt,5,6\n';
const TRANSPOSED = [
  [1, 3, 5],
  [2, 4, 6],
];

describe('a key of "data" that the command line sets', () => {
  it('applies to a matrix without a spec', () => {
    expect(readWith(CSV, 'm.csv', { 'data.transpose': true })).toEqual(TRANSPOSED);
    expect(readWith(CSV, 'm.csv', { 'data.rows': ['t', 's'] })).toEqual([
      [5, 6],
      [3, 4],
    ]);
    expect(readWith('[[1, 2], [3, 4], [5, 6]]', 'm.json', { 'data.transpose': true })).toEqual(TRANSPOSED);
    expect(readWith('k a b\nr 1 2\ns 3 4\nt 5 6\n', 'm.txt', { 'data.transpose': true }, 'table')).toEqual(
      TRANSPOSED,
    );
  });

  it('applies to inline data of a spec', () => {
    expect(readWith('{"data": [[1, 2], [3, 4], [5, 6]]}', 's.json', { 'data.transpose': true })).toEqual(
      TRANSPOSED,
    );
  });

  it('does not replace inline data or its labels, which are read from the text', () => {
    for (const [key, value] of [
      ['data', [[1]]],
      ['data.rows', ['a']],
      ['data.missingValues', ['?']],
    ] as const) {
      const read = () => readWith('{"data": {"values": [[1, 2]]}}', 's.json', { [key]: value });
      expect(read).toThrow(HeatmapError);
      expect(read).toThrow('inline data and its labels cannot be set from the command line');
    }
  });
});

describe('columns of words beside numbers', () => {
  it.each([
    ['a table with labels', 'm.csv', 'day,place,kind,rain\nMon,A,x,1\nTue,B,y,2\nWed,A,y,3\n'],
    [
      'a table with several columns of numbers',
      'm.csv',
      'k,a,b,w,c,d,e,f,g,h\nr,1,2,x,3,4,5,6,7,8\ns,1,2,y,3,4,5,6,7,8\n',
    ],
    ['a table without labels', 'm.csv', '1,x,2,y\n3,z,4,w\n5,v,6,u\n'],
    ['records', 'm.json', '[{"a": "x", "b b": "y", "n": 1}, {"a": "z", "b b": "w", "n": 2}]'],
    ['columns', 'm.json', '{"a": ["x", "y"], "b": ["z", "w"], "n": [1, 2], "m": [3, 4]}'],
  ])('never keep %s from being drawn, at once or with the settings of each hint', (_, name, content) => {
    const hasNumber = (values: readonly (readonly unknown[])[]) =>
      values.flat().some((value) => Number.isFinite(value));
    let [drawn, hasCommand] = [false, false];
    let settings: Record<string, unknown>[] = [];
    try {
      drawn = hasNumber(readWith(content, name, {}));
    } catch (error) {
      if (!(error instanceof HeatmapError)) throw error;
      expect(error.diagnostics).toHaveLength(1);
      hasCommand = error.diagnostics[0].hints?.some((hint) => hint.startsWith('try: heatmap ')) ?? false;
      settings = settingsIn((error.diagnostics[0].hints ?? []).filter((hint) => hint.includes('--set')));
    }
    expect(drawn || settings.length > 0 || hasCommand).toBe(true);
    for (const each of settings)
      expect([each, hasNumber(readWith(content, name, each))]).toEqual([each, true]);
  });

  /** Returns the settings in each hint, as a shell and `--set` read them. */
  function settingsIn(hints: readonly string[]): Record<string, unknown>[] {
    return hints.map((hint) =>
      Object.fromEntries(
        [...hint.matchAll(/--set (?:'([^']+)'|(\S+))/g)].map(([, quoted, plain]) => {
          const [, key, text] = /^(.+?)=(.*)$/.exec(quoted ?? plain)!;
          return [key, /^[["{\d]/.test(text) ? JSON.parse(text) : text];
        }),
      ),
    );
  }
});

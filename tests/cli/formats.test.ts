/** Binary formats in the built program: from the command line, from a spec, from a pipe. */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { PROGRAM, ROOT, temporaryFolder } from '../support/cli.js';
import { heatmap } from '../support/session.js';

const FIXTURES = join(ROOT, 'tests/fixtures');
const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true }));

const description = (svg: Buffer) => /<desc>(.*?)<\/desc>/.exec(svg.toString())?.[1] ?? '';

/** Draws `args` in the folder; a failed run must leave no file and print nothing to standard output. */
function render(args: readonly string[], input?: Buffer) {
  const { code, stdout, stderr } = heatmap(['render', ...args], { cwd: folder, input });
  if (code !== 0) expect([stdout.length, existsSync(join(folder, 'out.svg'))]).toEqual([0, false]);
  return { code, stderr, stdout, description: description(stdout) };
}

describe('safetensors', () => {
  cpSync(join(FIXTURES, 'safetensors'), join(folder, 'model'), { recursive: true });
  const index = 'model/model.safetensors.index.json';

  it('draws the tensor that --array names, from one file or several', () => {
    const one = render(['model/model-00002-of-00002.safetensors', '--array', 'b.weight']);
    expect(one.description).toContain('Heatmap of 3 rows by 2 columns.');
    expect(one.description).toContain('from 6 at row 0, column 0, to 11 at row 2, column 1');
    expect(render([index, '--array', 'b.weight']).stdout.equals(one.stdout)).toBe(true);
  });

  it('draws the tensor that a spec names, from another folder', () => {
    writeFileSync(join(folder, 's.json'), `{ "data": { "file": "${index}", "array": "a.weight" } }`);
    expect(render(['s.json']).description).toContain('Heatmap of 2 rows by 3 columns.');
  });

  it('is recognized in a pipe', () => {
    const { description } = render([], readFileSync(join(folder, 'model/one.safetensors')));
    expect(description).toContain('3 rows by 4 columns');
  });

  it('lists the tensors if none is named', () => {
    const { code, stderr } = render([index, '-o', 'out.svg']);
    expect(code).toBe(1);
    expect(stderr).toContain('"a.weight", "b.weight", "b.bias" [several-arrays]');
    expect(stderr).toContain('--array a.weight');
  });

  it('does not open files outside of the root', () => {
    writeFileSync(
      join(folder, 'bad.safetensors.index.json'),
      '{ "weight_map": { "a": "model/one.safetensors" } }',
    );
    expect(render(['bad.safetensors.index.json', '-o', 'out.svg']).stderr).toContain('[safetensors-index]');
  });
});

describe('Parquet', () => {
  cpSync(join(FIXTURES, 'parquet'), join(folder, 'parquet'), { recursive: true });

  it('draws a table with row labels, and a long table that --set describes', () => {
    expect(render(['parquet/pandas.parquet']).description).toContain(
      'Heatmap of 4 rows by 2 columns. Rows: 10 (top)',
    );
    const columns = ['x=x', 'y=y', 'value=value'].flatMap((setting) => ['--set', `data.${setting}`]);
    const { description } = render(['parquet/long.parquet', ...columns]);
    expect(description).toContain('Heatmap of 4 rows by 3 columns.');
    expect(description).toContain('to 23 at row 3, column 2.');
  });

  it('is recognized in a pipe, also compressed', () => {
    const bytes = readFileSync(join(folder, 'parquet/pandas.parquet'));
    const file = render(['parquet/pandas.parquet']);
    expect(render([], bytes).stdout.equals(file.stdout)).toBe(true);
    expect(render([], gzipSync(bytes)).stdout.equals(file.stdout)).toBe(true);
  });

  it('names skipped columns', () => {
    const { code, stderr } = render(['parquet/types-zstd.parquet']);
    expect(code).toBe(0);
    expect(stderr).toContain('columns without numbers, text or times are not drawn: "list" (list)');
    expect(stderr).toContain('columns "day", "moment" contain words, so they are not drawn');
  });

  it('reports a damaged file', () => {
    const bytes = readFileSync(join(folder, 'parquet/long.parquet'));
    writeFileSync(join(folder, 'cut.parquet'), bytes.subarray(0, 400));
    const { code, stderr } = render(['cut.parquet', '-o', 'out.svg']);
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('cut.parquet: error: the file does not end with "PAR1"'),
    ]);
  });
});

describe('Arrow', () => {
  cpSync(join(FIXTURES, 'arrow'), join(folder, 'arrow'), { recursive: true });

  it('gives the figure of the same table in Parquet', () => {
    const arrow = render(['arrow/pandas.arrows']);
    expect(arrow.code).toBe(0);
    expect(arrow.stdout.equals(render(['parquet/pandas.parquet']).stdout)).toBe(true);
  });

  it('is read from Feather files with any compression', () => {
    const [plain, ...compressed] = ['uncompressed', 'lz4', 'zstd'].map((name) =>
      render([`arrow/polars-${name}.feather`]),
    );
    expect(plain.description).toContain('Heatmap of 300 rows by 2 columns.');
    for (const { stdout } of compressed) expect(stdout.equals(plain.stdout)).toBe(true);
  });

  it('reports an incomplete stream from a pipe', () => {
    const bytes = readFileSync(join(folder, 'arrow/types.arrows')).subarray(0, 6000);
    const { code, stderr } = render(['-', '-o', 'out.svg'], bytes);
    expect([code, stderr]).toEqual([1, expect.stringContaining('[arrow-truncated]')]);
  });
});

describe('workbooks, HDF5 and MATLAB', () => {
  const fixture = (path: string) => readFileSync(join(FIXTURES, path));
  cpSync(join(FIXTURES, 'xlsx/wide.xlsx'), join(folder, 'wide.xlsx'));
  cpSync(join(FIXTURES, 'mat/plain.mat'), join(folder, 'plain.mat'));

  it('draws the sheet that --sheet names', () => {
    expect(render(['wide.xlsx', '--sheet', 'Q2 & Q3']).description).toContain('to 4 at row y, column b');
  });

  it('lists the sheets, and writes nothing, if there is no such sheet', () => {
    const { code, stderr } = render(['wide.xlsx', '--sheet', 'Sale', '-o', 'out.svg']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('did you mean "Sales"?')]);
  });

  it('draws AnnData from a pipe with its labels', () => {
    const { description } = render([], fixture('hdf5/csr.h5ad'));
    expect(description).toContain('Heatmap of 3 rows by 4 columns.');
    expect(description).toContain('to 4.25 at row c, column GAPDH');
  });

  it('draws the variable that --array names, and lists all without it', () => {
    expect(render(['plain.mat', '--array', 'pages']).description).toContain(
      'in 4 panels of 2 rows by 3 columns',
    );
    const { code, stderr } = render(['plain.mat', '-o', 'out.svg']);
    expect([code, stderr]).toEqual([1, expect.stringContaining('"double" (3, 4), "row" (1, 5)')]);
  });
});

it('Parquet needs no newer version of Node than the package', () => {
  // Node before 20.19 cannot load an ECMAScript module with require().
  const args = [
    '--no-experimental-require-module',
    PROGRAM,
    'render',
    'parquet/long.parquet',
    '-o',
    'old-node.svg',
  ];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder });
  expect([status, stderr.toString()]).toEqual([0, expect.stringContaining('[read-as-records]')]);
});

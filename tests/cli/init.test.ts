import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseJson } from '../../src/json/parse.js';
import { toValue } from '../../src/json/value.js';
import { ROOT, temporaryFolder } from '../support/cli.js';
import { heatmap } from '../support/session.js';

/** Runs `heatmap init` in a new folder with `files`; returns the spec as text and as a value. */
function runInit(files: Record<string, string>, data = Object.keys(files)[0]) {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const run = heatmap(['init', data, '-o', 'spec.json'], { cwd: folder });
  expect([run.code, run.stdout.length]).toEqual([0, 0]);
  const text = readFileSync(join(folder, 'spec.json'), 'utf8');
  const document = parseJson('spec.json', text);
  return {
    folder,
    text,
    spec: toValue(document, document.root) as Record<string, never>,
    stderr: run.stderr,
  };
}

const FIXTURES = [
  'examples/data/01-cosine-similarity.csv',
  'examples/data/02-layer-token-correlation.csv',
  'examples/data/05-attention-stack.json',
  'tests/fixtures/npy/f4-little-c.npy',
  'tests/fixtures/npy/grid-c.npy',
  'tests/fixtures/npy/row.npy',
  'tests/fixtures/npy/several.npz',
  'tests/fixtures/npy/stack-fortran.npy',
  'tests/fixtures/npy/words-little.npy',
  'tests/fixtures/tables/octave-csvwrite.csv',
  'tests/fixtures/tables/pandas-index-name.csv',
  'tests/fixtures/tables/pandas-long.csv',
  'tests/fixtures/tables/pandas-tokens.csv',
  'tests/fixtures/tables/pandas-utf16.tsv',
  'tests/fixtures/tables/pandas-words.csv',
  'tests/fixtures/tables/r-long-row-names.txt',
];

describe('heatmap init', () => {
  it.each(FIXTURES)('writes a spec for %s that can be rendered', (path) => {
    const folder = temporaryFolder();
    copyFileSync(join(ROOT, path), join(folder, basename(path)));
    expect(heatmap(['init', basename(path), '-o', 'spec.json'], { cwd: folder })).toMatchObject({ code: 0 });
    expect(heatmap(['render', 'spec.json', '-o', 'x.{svg,png}'], { cwd: folder })).toMatchObject({ code: 0 });
  });

  it('writes a reason above each key', () => {
    const { text } = runInit({ 'auc.csv': 'layer,a,b\n0,0.51,0.75\n1,0.625,0.99\n' });
    expect(text).toBe(`// A starter spec for "auc.csv": 2 rows and 2 columns, values from 0.51 to 0.99.
// Change any value. If you remove a key, its default is used.
{
  // A path relative to this file.
  "data": "auc.csv",

  // The data has no name for its columns. To add a title, replace false by a string.
  "x": { "title": false },

  // The data has this name for its rows.
  "y": { "title": "layer" },

  // All values have the same sign, so the colormap is sequential.
  // The domain is rounded outwards, so that figures of similar data can be compared.
  "color": { "map": "viridis", "domain": [0.5, 1] },

  // The title is taken from the file name. It should name the values.
  "colorbar": { "title": "auc", "ticks": [0.5, 0.75, 1] },

  // "auto" computes the width from the cells. A journal column is about "88mm" wide.
  "size": { "width": "auto", "dpi": 300 }
}
`);
  });

  it('centres a diverging colormap on 0 for mixed-sign data', () => {
    const { spec } = runInit({ 'd.csv': 'a,b\n-0.7,1.3\n' });
    expect(spec.color).toEqual({ map: 'RdBu_r', center: 0, domain: [-1.5, 1.5] });
    expect(spec.colorbar).toMatchObject({ ticks: [-1.5, -0.75, 0, 0.75, 1.5] });
  });

  it('chooses a log scale for values that span orders of magnitude', () => {
    const { spec } = runInit({ 'p.csv': 'a,b\n0.0002,1.3\n' });
    expect(spec.color).toEqual({ map: 'viridis', scale: 'log', domain: [0.0001, 10] });
  });

  it('detects a long table', () => {
    const records = ['token,layer,auc'];
    for (const token of ['the', 'cat', 'sat'])
      for (const layer of [0, 1]) records.push(`${token},${layer},0.5`);
    const { spec } = runInit({ 'long.csv': records.join('\n') });
    expect(spec.data).toEqual({ file: 'long.csv', x: 'token', y: 'layer', value: 'auc' });
    expect(spec.colorbar).toMatchObject({ title: 'auc' });
  });

  it('detects the panels of a long table', () => {
    const records = [];
    for (const model of ['a', 'b'])
      for (const layer of [0, 1])
        for (const head of [0, 1, 2]) records.push({ model, layer, head, auc: layer });
    const { spec } = runInit({ 'long.json': JSON.stringify(records) });
    expect(spec.data).toEqual({ file: 'long.json', panel: 'model', y: 'layer', x: 'head', value: 'auc' });
    expect(spec.layout).toMatchObject({ share: { x: true, y: true } });
  });

  it('reads a matrix with a label column as a matrix', () => {
    expect(runInit({ 'm.csv': 'name,a,b\nr,1,2\ns,1,2\nt,3,4\n' }).spec.data).toBe('m.csv');
  });

  it('shows how to transpose a wide figure', () => {
    const row = Array.from({ length: 90 }, (_, i) => i % 7).join(',');
    const { text, spec } = runInit({ 'wide.csv': `${row}\n${row}\n` });
    expect(text).toContain('// "data": { "file": "wide.csv", "transpose": true }\n');
    expect(spec.x).toMatchObject({ ticks: { every: 5 } });
    expect(spec.colorbar).toMatchObject({ side: 'bottom' });
  });

  it('writes the path of the data relative to the spec', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'figures/deep'), { recursive: true });
    mkdirSync(join(folder, '.git'));
    writeFileSync(join(folder, 'm.csv'), 'a,b\n1,2\n');
    heatmap(['init', '../m.csv', '-o', 'deep/spec.json'], { cwd: join(folder, 'figures') });
    expect(readFileSync(join(folder, 'figures/deep/spec.json'), 'utf8')).toContain('"data": "../../m.csv"');
    expect(heatmap(['figures/deep/spec.json', '-q'], { cwd: folder }).code).toBe(0);
  });

  it('warns if the spec has no permission to read the data', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'in'));
    writeFileSync(join(folder, 'm.csv'), 'a,b\n1,2\n');
    const { code, stderr } = heatmap(['init', 'm.csv', '-o', 'in/spec.json'], { cwd: folder });
    expect(code).toBe(0);
    expect(stderr).toContain('m.csv: warning: m.csv is outside in/, the folder that the spec may read');
  });

  it('names the JSON Schema if the package is installed', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'node_modules/heatmap-cli/dist'), { recursive: true });
    writeFileSync(join(folder, 'node_modules/heatmap-cli/dist/heatmap.schema.json'), '{}');
    mkdirSync(join(folder, 'figures'));
    writeFileSync(join(folder, 'm.csv'), 'a,b\n1,2\n');
    const schema = (cwd: string, data: string) =>
      /"\$schema": "(.*)"/.exec(heatmap(['init', data], { cwd }).stdout.toString())?.[1];
    expect(schema(folder, 'm.csv')).toBe('./node_modules/heatmap-cli/dist/heatmap.schema.json');
    expect(schema(join(folder, 'figures'), '../m.csv')).toBe(
      '../node_modules/heatmap-cli/dist/heatmap.schema.json',
    );
  });

  it('never overwrites without --force', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'm.csv'), 'a,b\n1,2\n');
    writeFileSync(join(folder, 'spec.json'), 'mine');
    const refused = heatmap(['init', 'm.csv', '-o', 'spec.json'], { cwd: folder });
    expect([refused.code, refused.stdout.length]).toEqual([1, 0]);
    expect(refused.stderr).toContain('spec.json: error: spec.json already exists [file-exists]');
    expect(readFileSync(join(folder, 'spec.json'), 'utf8')).toBe('mine');
    expect(heatmap(['init', 'm.csv', '-o', 'spec.json', '--force'], { cwd: folder }).code).toBe(0);
    expect(readFileSync(join(folder, 'spec.json'), 'utf8')).toContain('"data": "m.csv"');
  });

  it('reads standard input, and writes a spec that reads it too', () => {
    const folder = temporaryFolder();
    const input = 'a,b\n1,2\n';
    const { stdout } = heatmap(['init', '-'], { cwd: folder, input });
    writeFileSync(join(folder, 'spec.json'), stdout);
    expect(heatmap(['spec.json', '-q'], { cwd: folder, input }).code).toBe(0);
  });

  it('rejects a spec, and data that cannot be drawn', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'spec.json'), '{ "data": [[1, 2]] }');
    writeFileSync(join(folder, 'bad.csv'), 'a,b\n1,2\n1,x\n3,4\n5,6\n');
    for (const [file, code] of [
      ['spec.json', 'already-a-spec'],
      ['bad.csv', 'not-a-number'],
      ['no.csv', 'no-such-file'],
    ]) {
      const run = heatmap(['init', file], { cwd: folder });
      expect([file, run.code, run.stdout.length]).toEqual([file, 1, 0]);
      expect(run.stderr).toContain(`[${code}]`);
    }
  });

  it('keeps line breaks in names inside their comment', () => {
    const name = 'a\n"data": "b".csv';
    const header = '"x\n","y ""quoted""\r","v */"';
    const { spec } = runInit({ [name]: `${header}\n1,1,0\n1,2,0\n2,1,0\n2,2,0\n` });
    expect(spec.data).toMatchObject({ file: name });
    expect(Object.keys(spec)).toEqual(['data', 'x', 'y', 'color', 'colorbar', 'size']);
  });
});

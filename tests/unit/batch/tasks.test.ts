import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inputFolder } from '../../../src/batch/find/candidates.js';
import { findTasks, formatTaskList } from '../../../src/batch/find/tasks.js';
import { UsageError } from '../../../src/host/exit.js';
import { temporaryFolder } from '../../support/cli.js';
import { cpuTime } from '../../support/cpu-time.js';

const SPEC = '{ "data": [[1, 2]] }';

function createProject(files: Record<string, string | Buffer>): string {
  const folder = temporaryFolder();
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** Returns the tasks, their names, and the reasons for skipped files; paths are relative to `folder`. */
function find(folder: string, inputs: readonly string[], matrices = false, output = 'out') {
  const { tasks, skipped } = findTasks(
    inputs.map((input) => join(folder, input)),
    { folder: join(folder, output), formats: ['svg'], matrices },
  );
  return {
    tasks,
    names: tasks.map(({ name }) => name),
    skipped: Object.fromEntries(
      skipped.map(({ path, reason }) => [path.slice(folder.length + 1), reason.replace(`${folder}/`, '')]),
    ),
  };
}

describe('a folder', () => {
  it('has a task for each spec in it and in its subfolders, and a target for each format', () => {
    const folder = createProject({
      'figs/b.json': SPEC,
      'figs/a/c.d.json': SPEC,
      'figs/B/x.JSON': '{ "panels": [] }',
    });
    const { tasks } = findTasks([join(folder, 'figs')], {
      folder: 'out',
      formats: ['svg', 'png'],
      matrices: false,
    });
    expect(tasks).toEqual([
      expect.objectContaining({ name: 'B/x', kind: 'spec' }),
      {
        name: 'a/c.d',
        input: join(folder, 'figs/a/c.d.json'),
        kind: 'spec',
        targets: [
          { path: join('out/a/c.d.svg'), format: 'svg' },
          { path: join('out/a/c.d.png'), format: 'png' },
        ],
      },
      expect.objectContaining({ name: 'b' }),
    ]);
  });

  it('sorts by code points, not by UTF-16 code units', () => {
    const folder = createProject({ 'f/\u{1f600}.json': SPEC, 'f/\uff5e.json': SPEC, 'f/z.json': SPEC });
    expect(find(folder, ['f']).names).toEqual(['z', '\uff5e', '\u{1f600}']);
  });

  it('treats invalid JSON as a spec, so that the error is reported', () => {
    const folder = createProject({ 'f/broken.json': '{ "data": ', 'f/empty.json': '' });
    expect(find(folder, ['f']).names).toEqual(['broken', 'empty']);
  });

  it('gives a reason for each file that is not drawn', () => {
    const folder = createProject({
      'f/one.json': '{ "data": "m.csv", "panels": [{ "data": { "file": "../f/n.npy" } }, {}] }',
      'f/m.csv': 'a,b\n1,2\n',
      'f/n.npy': '',
      'f/bare.csv': '1,2\n3,4\n',
      'f/bare.json': '[[1, 2]]',
      'f/package.json': '{ "name": "x", "version": "1" }',
      'f/heatmap.config.json': '{}',
      'f/notes.txt': 'Hello there, this is prose.\nIt is no table.\nAt all.\n',
      'f/words.txt': 'numpy\nscipy\npandas\n',
      'f/code.py': 'print(1)',
      'f/.hidden/x.json': SPEC,
      'f/.hidden.json': SPEC,
      'f/node_modules/p/x.json': SPEC,
      'f/out/x.json': SPEC,
    });
    symlinkSync('.', join(folder, 'f/circle'));
    symlinkSync('nothing.json', join(folder, 'f/dangling.json'));
    const { names, skipped } = find(folder, ['f'], false, 'f/out');
    expect(names).toEqual(['one']);
    const bare = 'a matrix without a spec; use --matrices to draw it';
    expect(skipped).toEqual({
      'f/.hidden': 'a hidden folder',
      'f/bare.csv': bare,
      'f/bare.json': bare,
      'f/circle': 'a link to a folder',
      'f/dangling.json': 'a broken link',
      'f/heatmap.config.json': 'the configuration',
      'f/m.csv': 'the data of f/one.json',
      'f/n.npy': 'the data of f/one.json',
      'f/node_modules': 'installed packages',
      'f/notes.txt': 'neither a spec nor a matrix',
      'f/out': 'the output folder',
      'f/package.json': 'neither a spec nor a matrix',
      'f/words.txt': 'neither a spec nor a matrix',
    });
  });

  it('has a task for each unused matrix if matrices are drawn', () => {
    const row = `${'0.5 '.repeat(300)}\n`;
    const folder = createProject({
      'f/one.json': '{ "data": "m.csv" }',
      'f/m.csv': 'a,b\n1,2\n',
      'f/large.txt': row.repeat(200),
      'f/sub/p.json': '{ "columns": ["a"], "index": [0], "data": [[1]] }',
      'f/list.json': '// rows\n[[1, 2], [3',
      'f/lines.jsonl': '[1, 2]\n[3, 4]\n',
      'f/column.dat': '1\n2\n3\n',
    });
    const { tasks } = find(folder, ['f'], true);
    expect(tasks.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'column matrix',
      'large matrix',
      'lines matrix',
      'list matrix',
      'one spec',
      'sub/p matrix',
    ]);
  });

  it('follows links to files', () => {
    const folder = createProject({ 'f/sub/one.json': SPEC, 'f/sub/m.csv': '1,2\n' });
    symlinkSync('sub/one.json', join(folder, 'f/link.json'));
    expect(find(folder, ['f']).names).toEqual(['link', 'sub/one']);
  });

  it('is searched even if it is the output folder', () => {
    expect(find(createProject({ 'f/one.json': SPEC }), ['f'], false, 'f').names).toEqual(['one']);
  });

  it('with ten thousand specs takes a few seconds at most', () => {
    const files = Array.from({ length: 10_000 }, (_, i) => [`f/${i % 100}/${i}.json`, SPEC]);
    const folder = createProject(Object.fromEntries(files));
    const time = cpuTime(() => expect(find(folder, ['f']).names.length).toBe(10_000));
    // A quadratic search would take minutes.
    expect(time).toBeLessThan(3000);
  });
});

describe('a glob', () => {
  const folder = createProject({
    'figs/one.json': SPEC,
    'figs/deep/two.json': SPEC,
    'figs/deep/m.csv': '1,2\n3,4\n',
    'figs/[x].json': SPEC,
  });

  it('finds specs, with names relative to its base folder', () => {
    expect(find(folder, ['figs/*.json']).names).toEqual(['[x]', 'one']);
    expect(find(folder, ['figs/**/t*.json']).names).toEqual(['deep/two']);
    expect(find(folder, ['figs/**']).names).toEqual(['[x]', 'deep/two', 'one']);
  });

  it('finds matrices if it names their extension', () => {
    expect(find(folder, ['figs/**/*.csv']).names).toEqual(['deep/m']);
    expect(find(folder, ['figs/**/*.{npy,csv}']).names).toEqual(['deep/m']);
  });

  it('is a file name if such a file exists', () => {
    expect(find(folder, ['figs/[x].json']).names).toEqual(['[x]']);
  });

  it('without a match is an error', () => {
    expect(() => find(folder, ['figs/*.nothing'])).toThrow(UsageError);
    expect(() => find(folder, ['nowhere/*.json'])).toThrow(/no file matches .*nowhere/);
  });
});

describe('a file', () => {
  it('is always drawn, also without an extension or if a spec uses it', () => {
    const folder = createProject({
      'a/one.json': '{ "data": "m.csv" }',
      'a/m.csv': '1,2\n',
      'b/matrix': '1 2\n3 4\n',
    });
    const { tasks } = find(folder, ['a', 'a/m.csv', 'b/matrix']);
    expect(tasks.map(({ name, kind }) => `${name} ${kind}`)).toEqual([
      'm matrix',
      'matrix matrix',
      'one spec',
    ]);
    expect(find(folder, ['a', 'a/m.csv']).skipped).toEqual({});
  });

  it('in several inputs is drawn once', () => {
    const folder = createProject({ 'a/b/one.json': SPEC });
    expect(find(folder, ['a', 'a/b/one.json', 'a/b', 'a/**/*.json']).names).toEqual(['b/one']);
  });

  it('that does not exist is an error', () => {
    expect(() => find(temporaryFolder(), ['none.json'])).toThrow(/there is no file or folder .*none\.json/);
  });
});

describe('two figures with the same output', () => {
  it.each([
    ['equal names', { 'a/one.json': SPEC, 'b/one.json': SPEC }, ['a', 'b']],
    ['a spec and a matrix', { 'a/one.json': SPEC, 'a/one.csv': '1,2\n' }, ['a']],
    ['different letter case', { 'a/one.json': SPEC, 'b/ONE.json': SPEC }, ['a', 'b']],
    ['different Unicode forms', { 'a/\u00e9.json': SPEC, 'b/e\u0301.json': SPEC }, ['a', 'b']],
  ])('%s: the error names both inputs', (_, files, inputs) => {
    const folder = createProject(files);
    const both = Object.keys(files).map((file) => join(folder, file));
    expect(() => find(folder, inputs, true)).toThrow(UsageError);
    for (const file of both) expect(() => find(folder, inputs, true)).toThrow(file);
  });
});

describe('the list', () => {
  it('has a line for each figure, then a line for each skipped file', () => {
    const task = { kind: 'spec', targets: [] } as const;
    const tasks = [
      { ...task, name: 'a/one', input: 'figs/a/one.json' },
      { ...task, name: 'two\u001b[0m', input: 'figs/two.json' },
    ];
    expect(
      formatTaskList({ tasks, skipped: [{ path: 'figs/m.csv', reason: 'the data of figs/two.json' }] }),
    ).toBe(
      'a/one    figs/a/one.json\ntwo\ufffd[0m  figs/two.json\nskipped: figs/m.csv  the data of figs/two.json\n',
    );
  });
});

it('returns the folder of an input', () => {
  const folder = createProject({ 'figs/one.json': SPEC });
  const [figs, one, glob] = ['figs', 'figs/one.json', 'figs/*/x.json'].map((input) => join(folder, input));
  expect([inputFolder(figs), inputFolder(one), inputFolder(glob)]).toEqual([figs, figs, `${figs}/`]);
});

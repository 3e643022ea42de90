import { existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashContent } from '../../../src/batch/dependencies.js';
import { Manifest } from '../../../src/batch/manifest.js';
import { findObsolete, removeObsolete } from '../../../src/batch/obsolete.js';
import { isInShard } from '../../../src/batch/shard.js';
import type { Task } from '../../../src/batch/task.js';
import { temporaryFolder } from '../../support/cli.js';

function write(path: string, content = path): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** Creates an output folder `out` with the figures `names`, their specs in `figs`, and a manifest. */
function createProject(...names: string[]): { readonly out: string; readonly figs: string } {
  const project = temporaryFolder();
  const [out, figs] = [join(project, 'out'), join(project, 'figs')];
  const manifest = new Manifest(out, null);
  for (const task of names.map((name) => taskOf(out, figs, name))) {
    write(task.input);
    for (const { path } of task.targets) write(path, task.name);
    const outputs = task.targets.map(({ path }) => ({ path, sha256: hashContent(task.name) }));
    const record = { title: 'T', description: 'D', dependencies: [], outputs, snapshot: null };
    manifest.add(task, 'key', [], record);
  }
  return { out, figs };
}

function taskOf(out: string, figs: string, name: string): Task {
  const targets = (['svg', 'png'] as const).map((format) => ({
    path: join(out, `${name}.${format}`),
    format,
  }));
  return { name, input: join(figs, `${name}.json`), kind: 'spec', targets };
}

describe('a figure whose spec was deleted', () => {
  it('is found with its files; figures with a spec and unknown files are not', () => {
    const { out, figs } = createProject('one', 'deep/two');
    write(join(out, 'by-hand.svg'));
    expect(findObsolete(out, [], null)).toEqual([]);
    rmSync(join(figs, 'deep/two.json'));
    expect(findObsolete(out, [taskOf(out, figs, 'one')], null)).toEqual([
      {
        name: 'deep/two',
        input: join(figs, 'deep/two.json'),
        files: [
          { path: join(out, 'deep/two.svg'), state: 'unchanged' },
          { path: join(out, 'deep/two.png'), state: 'unchanged' },
        ],
      },
    ]);
  });

  it('is found after other figures were made, which rewrites the manifest', () => {
    const { out, figs } = createProject('one', 'two');
    rmSync(join(figs, 'two.json'));
    new Manifest(out, null).compact();
    expect(findObsolete(out, [], null).map(({ name }) => name)).toEqual(['two']);
    for (const format of ['svg', 'png']) rmSync(join(out, `two.${format}`));
    new Manifest(out, null).compact();
    expect(new Manifest(out, null).get('two')).toBeNull();
  });

  it('is not found if another spec makes the same file, also in other letter case', () => {
    const { out, figs } = createProject('one');
    rmSync(join(figs, 'one.json'));
    expect(findObsolete(out, [taskOf(out, join(figs, 'new'), 'ONE')], null)).toEqual([]);
  });

  it('belongs to one shard', () => {
    const { out, figs } = createProject('one');
    rmSync(join(figs, 'one.json'));
    const shards = [1, 2].map((index) => ({ index, count: 2 }));
    expect(shards.map((shard) => findObsolete(out, [], shard).length)).toEqual(
      shards.map((shard) => Number(isInShard(shard, 'one'))),
    );
  });

  it('is removed with its empty folders', () => {
    const { out, figs } = createProject('one', 'deep/er/two');
    rmSync(join(figs, 'deep'), { recursive: true });
    const { figures, errors } = removeObsolete(out, findObsolete(out, [], null));
    expect(errors).toEqual([]);
    expect(figures[0].files.map(({ state }) => state)).toEqual(['removed', 'removed']);
    expect(readdirSync(out).sort()).toEqual(['.heatmap-manifest.jsonl', 'one.png', 'one.svg']);
    expect(new Manifest(out, null).get('deep/er/two')).toBeNull();
    expect(new Manifest(out, null).get('one')).not.toBeNull();
    expect(findObsolete(out, [], null)).toEqual([]);
  });

  it('keeps a file that was changed after it was made', () => {
    const { out, figs } = createProject('deep/two');
    rmSync(join(figs, 'deep/two.json'));
    writeFileSync(join(out, 'deep/two.svg'), 'edited');
    const { figures } = removeObsolete(out, findObsolete(out, [], null));
    expect(figures[0].files.map(({ state }) => state)).toEqual(['changed', 'removed']);
    expect(readdirSync(join(out, 'deep'))).toEqual(['two.svg']);
    expect(findObsolete(out, [], null)[0].files.map(({ state }) => state)).toEqual(['changed']);
  });

  it('never loses files outside the output folder, even if the manifest names them', () => {
    const { out } = createProject();
    const outside = join(dirname(out), 'precious');
    write(join(outside, 'a.txt'), 'a');
    mkdirSync(out, { recursive: true });
    symlinkSync(outside, join(out, 'link'));
    const sha256 = hashContent('a');
    const entry = { name: 'x', input: 'x.json', key: 'k', title: '', description: '', dependencies: [] };
    const outputs = ['../precious/a.txt', 'link/a.txt', join(outside, 'a.txt')].map((path) => ({
      path,
      sha256,
    }));
    write(
      join(out, '.heatmap-manifest.jsonl'),
      `${JSON.stringify({ ...entry, outputs, diagnostics: [], snapshot: null })}\n`,
    );
    expect(findObsolete(out, [], null)).toEqual([]);
    expect(existsSync(join(outside, 'a.txt'))).toBe(true);
  });
});

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashContent } from '../../../src/batch/dependencies.js';
import { Manifest } from '../../../src/batch/manifest.js';
import type { FigureRecord, Task } from '../../../src/batch/task.js';
import { temporaryFolder } from '../../support/cli.js';

/** A line as version 0.1.0 writes it. */
function lineFor(name: string): string {
  const sha256 = hashContent(name);
  return JSON.stringify({
    name,
    input: `${name}.json`,
    key: 'key',
    title: 'Losses',
    description: 'A heatmap.',
    dependencies: [{ path: `${name}.json`, sha256 }],
    outputs: [{ path: `${name}.svg`, sha256 }],
    diagnostics: [{ severity: 'info', code: 'missing', message: '1 value missing' }],
    snapshot: { data: 'abc' },
  });
}

/** Creates an output folder with a manifest of these lines, and the input and the output of the figure "one". */
function createFolder(lines: readonly string[]): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, '.heatmap-manifest.jsonl'), lines.map((line) => `${line}\n`).join(''));
  for (const file of ['one.json', 'one.svg']) writeFileSync(join(folder, file), 'one');
  return folder;
}

function taskIn(folder: string): Task {
  const targets = [{ path: join(folder, 'one.svg'), format: 'svg' as const }];
  return { name: 'one', input: join(folder, 'one.json'), kind: 'spec', targets };
}

describe('the manifest', () => {
  it('reads the lines of version 0.1.0, and ignores damaged lines', () => {
    const folder = createFolder(['{', lineFor('one'), lineFor('two').slice(0, -9), '{"name":"three"}']);
    const manifest = new Manifest(folder, null);
    expect(manifest.get('one')).toEqual(JSON.parse(lineFor('one')));
    expect([manifest.get('two'), manifest.get('three')]).toEqual([null, null]);
    expect(manifest.isUnchanged(taskIn(folder), 'key', new Map())).toBe(true);
    expect(manifest.isUnchanged(taskIn(folder), 'other key', new Map())).toBe(false);
  });

  it('detects that an input or an output changed', () => {
    for (const file of ['one.json', 'one.svg']) {
      const folder = createFolder([lineFor('one')]);
      writeFileSync(join(folder, file), 'two');
      expect(new Manifest(folder, null).isUnchanged(taskIn(folder), 'key', new Map())).toBe(false);
    }
  });

  it('writes the same line again', () => {
    const folder = createFolder([]);
    const { title, description, dependencies, outputs, diagnostics, snapshot } = JSON.parse(lineFor('one'));
    const absolute = ({ path, sha256 }: { path: string; sha256: string }) => ({
      path: join(folder, path),
      sha256,
    });
    const record: FigureRecord = {
      title,
      description,
      dependencies: dependencies.map(absolute),
      outputs: outputs.map(absolute),
      snapshot,
    };
    const manifest = new Manifest(folder, null);
    manifest.add(taskIn(folder), 'key', diagnostics, record);
    manifest.compact();
    expect(readFileSync(join(folder, '.heatmap-manifest.jsonl'), 'utf8')).toBe(`${lineFor('one')}\n`);
  });
});

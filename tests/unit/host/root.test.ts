import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { HeatmapError } from '../../../src/diagnostics.js';
import { readConfig } from '../../../src/host/config.js';
import { CONFIG_FILE, createFileOpener, findProject } from '../../../src/host/root.js';
import { temporaryFolder } from '../../support/cli.js';

function createProject(files: Record<string, string>): string {
  const folder = temporaryFolder();
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Opens a file as a spec in `folder` does; returns the hints of the error, or null if it is readable. */
function hintsOf(folder: string, path: string, rootFlag: string | null = null): readonly string[] | null {
  const { root, config } = findProject(folder);
  const configured = config === null ? null : readConfig(config, () => {}).root;
  try {
    createFileOpener(folder, rootFlag ?? configured ?? root, null)(path, { file: 's.json' });
    return null;
  } catch (error) {
    if (!(error instanceof HeatmapError)) throw error;
    expect(error.diagnostics[0].code).toBe('outside-root');
    return error.diagnostics[0].hints ?? [];
  }
}

function rootIn(hints: readonly string[] | null): string {
  const root = /^allow this folder with --root (\S+)$/.exec(hints?.[0] ?? '')?.[1];
  expect(root).toBeDefined();
  return root!;
}

describe('a spec that names a file outside its root', () => {
  const files = { 'data/x.csv': '1,2\n', 'figs/deep/s.json': '{}' };

  it.each([
    ['without a repository', {}],
    ['in a repository that does not contain the file', { 'figs/.git/HEAD': '' }],
  ])('%s: --root helps, and so does the file that the hint names', (_, more) => {
    const project = createProject({ ...files, ...more });
    const folder = join(project, 'figs/deep');
    const hints = hintsOf(folder, '../../data/x.csv');
    expect(rootIn(hints)).toBe(project);
    expect(hintsOf(folder, '../../data/x.csv', rootIn(hints))).toBeNull();

    const [, content, path] = /^or allow it for all specs: write (\{.*\}) into the new file (\S+)$/.exec(
      hints![1],
    )!;
    expect(path).toBe(join(project, CONFIG_FILE));
    writeFileSync(path, content);
    expect(hintsOf(folder, '../../data/x.csv')).toBeNull();
  });

  it('and with a configuration above the file: the key that the hint names helps', () => {
    const project = createProject({ ...files, 'figs/.git/HEAD': '', [CONFIG_FILE]: '{ "root": "figs" }' });
    const folder = join(project, 'figs/deep');
    const [, root] = /set "root": (".*?") in \S+$/.exec(hintsOf(folder, '../../data/x.csv')![1])!;
    writeFileSync(join(project, CONFIG_FILE), `{ "root": ${root} }`);
    expect(hintsOf(folder, '../../data/x.csv')).toBeNull();
  });

  it('and with a configuration that cannot allow it: only --root helps', () => {
    const project = createProject({ ...files, [`figs/${CONFIG_FILE}`]: '{}' });
    const folder = join(project, 'figs/deep');
    const hints = hintsOf(folder, '../../data/x.csv');
    expect(hints).toHaveLength(1);
    expect(hintsOf(folder, '../../data/x.csv', rootIn(hints))).toBeNull();
  });

  it('never gets the hint to allow the whole disk', () => {
    const project = createProject(files);
    const file = new URL(import.meta.url).pathname;
    expect(readFileSync(file).length).toBeGreaterThan(0);
    const hints = hintsOf(join(project, 'figs/deep'), file);
    expect(hints?.[0]).toBe(`allow this folder with --root ${rootIn(hints)}`);
    expect(rootIn(hints)).not.toBe('/');
    expect(hints?.filter((hint) => /"\/"/.test(hint))).toEqual([]);
    expect(hintsOf(join(project, 'figs/deep'), file, rootIn(hints))).toBeNull();
  });
});

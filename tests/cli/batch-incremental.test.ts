/** Incremental batches: only changed figures are made, and differences are described. */
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, temporaryFolder } from '../support/cli.js';
import { heatmap } from '../support/session.js';

function createProject(): string {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'figs/deep'), { recursive: true });
  writeFileSync(join(folder, 'figs/auc.csv'), 'layer,q,k\nL0,0.5,0.6\nL1,0.7,0.52\n');
  writeFileSync(join(folder, 'figs/one.json'), '{ "data": "auc.csv", "colorbar": { "title": "AUC" } }');
  writeFileSync(join(folder, 'figs/two.json'), '{ "data": [[1, 2]], "colorbar": { "title": "n" } }');
  writeFileSync(join(folder, 'figs/deep/three.json'), '{ "data": [[3, 4]], "colorbar": { "title": "n" } }');
  return folder;
}

interface Event {
  readonly event: string;
  readonly name?: string;
  readonly status?: string;
  readonly changes?: readonly string[];
}

/** Returns the exit code and the last event of each figure. */
function runBatch(cwd: string, ...flags: string[]): { code: number | null; figures: Record<string, Event> } {
  const { code, stdout } = heatmap(
    ['batch', 'figs', '-o', 'out', '--format', 'svg,png', '--reporter', 'json', ...flags],
    { cwd },
  );
  const events = stdout
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Event);
  const figures = events
    .filter(({ event }) => event === 'figure')
    .map((allFigures) => [allFigures.name, allFigures]);
  return { code, figures: Object.fromEntries(figures) };
}

const statusesOf = ({ figures }: ReturnType<typeof runBatch>) =>
  Object.fromEntries(Object.entries(figures).map(([name, { status }]) => [name, status]));

const FIGURE_NAMES = ['deep/three', 'one', 'two'];
const each = (status: string, exceptions: Record<string, string> = {}) => ({
  ...Object.fromEntries(FIGURE_NAMES.map((name) => [name, status])),
  ...exceptions,
});

describe('the fonts of a batch', () => {
  it('are files that figures are made from, whether a spec or a flag names them', () => {
    const folder = temporaryFolder();
    const copy = (fixture: string, name: string) =>
      copyFileSync(join(ROOT, 'tests/fixtures/fonts', fixture), join(folder, name));
    mkdirSync(join(folder, 'figs'));
    copy('cff.otf', 'figs/own.otf');
    copy('variable.ttf', 'flag.ttf');
    writeFileSync(
      join(folder, 'figs/one.json'),
      '{ "data": [[1, 2]], "colorbar": { "title": "H" }, "fonts": ["own.otf"] }',
    );
    const status = () => runBatch(folder, '--font', 'flag.ttf#0').figures.one.status;
    expect([status(), status()]).toEqual(['made', 'unchanged']);
    const manifest = JSON.parse(readFileSync(join(folder, 'out/.heatmap-manifest.jsonl'), 'utf8'));
    const sha256 = (path: string) =>
      createHash('sha256')
        .update(readFileSync(join(folder, path)))
        .digest('hex');
    for (const path of ['figs/own.otf', 'flag.ttf'])
      expect(manifest.dependencies).toContainEqual({ path: `../${path}`, sha256: sha256(path) });
    copy('cff-bold.otf', 'figs/own.otf');
    expect(status()).toBe('made');
    copy('plain.ttf', 'flag.ttf');
    expect(status()).toBe('made');
  });
});

describe('a second batch', () => {
  it('makes only figures that changed', () => {
    const folder = createProject();
    const runAgain = (...flags: string[]) => statusesOf(runBatch(folder, ...flags));
    expect(runAgain()).toEqual(each('made'));
    const before = statSync(join(folder, 'out/two.png')).mtimeMs;
    expect(runAgain()).toEqual(each('unchanged'));
    expect(statSync(join(folder, 'out/two.png')).mtimeMs).toBe(before);

    // The content of a file counts, not its time.
    const data = readFileSync(join(folder, 'figs/auc.csv'), 'utf8');
    writeFileSync(join(folder, 'figs/auc.csv'), data);
    expect(runAgain()).toEqual(each('unchanged'));
    writeFileSync(join(folder, 'figs/auc.csv'), data.replace('0.52', '0.61'));
    expect(runAgain()).toEqual(each('unchanged', { one: 'made' }));

    writeFileSync(join(folder, 'figs/deep/three.json'), '{ "data": [[3, 5]], "colorbar": { "title": "n" } }');
    expect(runAgain()).toEqual(each('unchanged', { 'deep/three': 'made' }));

    // Options affect every figure.
    expect(runAgain('--dpi', '72')).toEqual(each('made'));
    expect(runAgain('--dpi', '72')).toEqual(each('unchanged'));
    expect(runAgain('--force', '--dpi', '72')).toEqual(each('made'));
  });

  it('makes a figure again if a matrix of its cells, its tree or a table of its annotations changed', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'figs'));
    const files = {
      'p.csv': ',q,k\nL0,0.5,0.001\nL1,0.7,0.02\n',
      'tree.nwk': '(L0:1,L1:1);',
      'layers.csv': 'layer,kind\nL0,early\nL1,late\n',
    };
    const spec = {
      data: { values: [[1, 2], [3, 5]], rows: ['L0', 'L1'], columns: ['q', 'k'] }, // biome-ignore format: a matrix
      cells: { stars: 'p.csv' },
      y: { order: { cluster: { tree: 'tree.nwk' } }, annotations: [{ values: 'layers.csv:kind' }] },
      colorbar: { title: 'n' },
    };
    writeFileSync(join(folder, 'figs/one.json'), JSON.stringify(spec));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, 'figs', name), content);
    const runAgain = () => runBatch(folder).figures.one?.status;
    expect([runAgain(), runAgain()]).toEqual(['made', 'unchanged']);
    for (const [name, from, to] of [
      ['p.csv', '0.001', '0.5'],
      ['tree.nwk', 'L0:1', 'L0:2'],
      ['layers.csv', 'late', 'last'],
    ] as const) {
      writeFileSync(join(folder, 'figs', name), files[name].replace(from, to));
      expect([name, runAgain(), runAgain()]).toEqual([name, 'made', 'unchanged']);
    }
  });

  it('makes figures again that were damaged, edited or removed', () => {
    const folder = createProject();
    runBatch(folder);
    const svg = readFileSync(join(folder, 'out/one.svg'));
    writeFileSync(join(folder, 'out/one.svg'), svg.toString().replace('AUC', 'ACU'));
    writeFileSync(join(folder, 'out/two.png'), readFileSync(join(folder, 'out/two.png')).subarray(0, 100));
    rmSync(join(folder, 'out/deep/three.svg'));
    expect(statusesOf(runBatch(folder))).toEqual(each('made'));
    expect(readFileSync(join(folder, 'out/one.svg')).equals(svg)).toBe(true);
    expect(statusesOf(runBatch(folder))).toEqual(each('unchanged'));
  });

  it('detects a configuration that is created, changed or removed', () => {
    const folder = createProject();
    const config = join(folder, 'heatmap.config.json');
    expect(statusesOf(runBatch(folder))).toEqual(each('made'));
    writeFileSync(config, '{ "theme": "dark" }');
    expect(statusesOf(runBatch(folder))).toEqual(each('made'));
    expect(statusesOf(runBatch(folder))).toEqual(each('unchanged'));
    writeFileSync(config, '{ "theme": "light" }');
    expect(statusesOf(runBatch(folder))).toEqual(each('made'));
    rmSync(config);
    expect(statusesOf(runBatch(folder))).toEqual(each('made'));
  });
});

describe('--check', () => {
  it('describes the changes, writes nothing and exits with 3', () => {
    const folder = createProject();
    runBatch(folder);
    expect(runBatch(folder, '--check').code).toBe(0);
    const modificationTimes = () =>
      readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' })
        .sort()
        .map((name) => [name, statSync(join(folder, 'out', name)).mtimeMs]);
    const before = modificationTimes();
    writeFileSync(join(folder, 'figs/auc.csv'), 'layer,q,k\nL0,0.5,0.6\nL1,0.7,0.61\n');
    writeFileSync(join(folder, 'figs/two.json'), '{ "data": [[1, 2]], "colorbar": { "title": "count" } }');
    const { code, figures } = runBatch(folder, '--check', '--diff', 'diff');
    expect(code).toBe(3);
    expect([figures.one.status, figures.two.status, figures['deep/three'].status]).toEqual([
      'drifted',
      'drifted',
      'same',
    ]);
    const changes = figures.one.changes?.join('\n') ?? '';
    for (const word of ['L1', 'k', '0.52', '0.61']) expect(changes).toContain(word);
    expect(figures.two.changes?.join('\n')).toMatch(/colorbar.title.*n.*count/);
    expect(modificationTimes()).toEqual(before);
    expect(readdirSync(join(folder, 'diff')).sort()).toEqual(['one.png', 'two.png']);

    expect(statusesOf(runBatch(folder, '--update'))).toEqual(
      each('same', { one: 'drifted', two: 'drifted' }),
    );
    expect(runBatch(folder, '--check').code).toBe(0);
  });

  it('compares the pixels of a PNG and the bytes of an SVG', () => {
    const folder = createProject();
    runBatch(folder);
    const png = join(folder, 'out/one.png');
    // An additional chunk does not change the pixels.
    const bytes = readFileSync(png);
    const text = Buffer.concat([
      Buffer.from([0, 0, 0, 3]),
      Buffer.from('tEXta\0b'),
      Buffer.from([0xa6, 0x40, 0x8f, 0x6e]),
    ]);
    writeFileSync(png, Buffer.concat([bytes.subarray(0, 33), text, bytes.subarray(33)]));
    const svg = join(folder, 'out/two.svg');
    writeFileSync(svg, `${readFileSync(svg, 'utf8')}\n`);
    rmSync(join(folder, 'out/deep/three.png'));
    const { code, figures } = runBatch(folder, '--check');
    expect(code).toBe(3);
    expect(figures.two.changes?.join()).toContain('by hand');
    expect(figures['deep/three'].changes?.join()).toContain('does not exist');
    expect(figures.one.status).toBe('same');
  });

  it('works without a manifest', () => {
    const folder = createProject();
    runBatch(folder);
    rmSync(join(folder, 'out/.heatmap-manifest.jsonl'));
    expect(runBatch(folder, '--check').code).toBe(0);
    writeFileSync(join(folder, 'figs/two.json'), '{ "data": [[1, 3]] }');
    const { code, figures } = runBatch(folder, '--check');
    expect(code).toBe(3);
    expect(figures.two.changes?.length).toBeGreaterThan(0);
  });
});

describe('--shard', () => {
  it('assigns each figure to one shard, and new figures do not move others', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'figs'));
    const write = (i: number) => writeFileSync(join(folder, `figs/f${i}.json`), `{ "data": [[${i}, 1]] }`);
    for (let i = 0; i < 90; i++) write(i);
    const listShard = (k: number) =>
      heatmap(['batch', 'figs', '-o', 'out', '--list', '--shard', `${k}/3`], { cwd: folder })
        .stdout.toString()
        .split('\n')
        .flatMap((line) => /^(f\d+)\b/.exec(line)?.[1] ?? []);
    const parts = [1, 2, 3].map(listShard);
    expect(new Set(parts.flat()).size).toBe(90);
    expect(parts.flat()).toHaveLength(90);
    for (const part of parts) expect(part.length).toBeGreaterThan(15);
    write(90);
    [1, 2, 3].forEach((k, i) => {
      expect(listShard(k).filter((name) => name !== 'f90')).toEqual(parts[i]);
    });

    for (const k of [1, 2, 3]) {
      const { code } = heatmap(['batch', 'figs', '-o', 'out', '-q', '--shard', `${k}/3`], { cwd: folder });
      expect(code).toBe(0);
    }
    const manifests = () => readdirSync(join(folder, 'out')).filter((name) => name.startsWith('.heatmap'));
    expect(manifests()).toHaveLength(3);
    expect(heatmap(['batch', '--merge', '-o', 'out'], { cwd: folder }).code).toBe(0);
    expect(manifests()).toEqual(['.heatmap-manifest.jsonl']);
    const { stderr } = heatmap(['batch', 'figs', '-o', 'out'], { cwd: folder });
    expect(stderr).toContain('91 unchanged');
  });
});

describe('other outputs', () => {
  it('--list and --dry-run write nothing', () => {
    const folder = createProject();
    const list = heatmap(['batch', 'figs', '-o', 'out', '--list', '--matrices'], { cwd: folder });
    expect([list.code, list.stdout.toString()]).toEqual([
      0,
      expect.stringMatching(/one .*figs\/one.json(.|\n)*auc.csv/),
    ]);
    const dryRun = () =>
      heatmap(['batch', 'figs', '-o', 'out', '--dry-run'], { cwd: folder }).stdout.toString();
    expect(dryRun()).toBe('deep/three\none\ntwo\n');
    expect(readdirSync(folder)).toEqual(['figs']);
    heatmap(['batch', 'figs', '-o', 'out'], { cwd: folder });
    writeFileSync(join(folder, 'figs/two.json'), '{ "data": [[1, 3]] }');
    expect(dryRun()).toBe('two\n');
  });

  it('--matrices draws matrices that no spec uses', () => {
    const folder = createProject();
    writeFileSync(join(folder, 'figs/alone.csv'), 'a,b\n1,2\n');
    expect(Object.keys(runBatch(folder, '--matrices').figures).sort()).toEqual(['alone', ...FIGURE_NAMES]);
  });

  it('--index shows every figure, and --deps lists its inputs', () => {
    const folder = createProject();
    writeFileSync(join(folder, 'figs/bad.json'), '{ "data": "none.csv" }');
    expect(runBatch(folder, '--index', '--deps', 'out/figures.d').code).toBe(1);
    const page = readFileSync(join(folder, 'out/index.html'), 'utf8');
    for (const word of ['one.png', 'deep/three.png', 'none.csv']) expect(page).toContain(word);
    expect(readFileSync(join(folder, 'out/index.md'), 'utf8')).toContain('deep/three.png');
    expect(readFileSync(join(folder, 'out/figures.d'), 'utf8')).toMatch(
      /out.one\.svg [^:]*:[^:]*figs.auc\.csv/,
    );
  });
});

describe('a figure whose spec was deleted', () => {
  it('is reported by --check and removed by --prune', () => {
    const folder = createProject();
    const run = (...flags: string[]) => heatmap(['batch', 'figs', '-o', 'out', ...flags], { cwd: folder });
    expect(run('--check').code).toBe(3);
    expect(run().code).toBe(0);
    expect(run('--check').code).toBe(0);
    rmSync(join(folder, 'figs/deep'), { recursive: true });
    rmSync(join(folder, 'figs/two.json'));
    // The manifest is rewritten when another figure is made.
    writeFileSync(join(folder, 'figs/auc.csv'), 'layer,q,k\nL0,0.5,0.6\nL1,0.7,0.53\n');
    expect(run().code).toBe(0);

    const check = run('--check');
    expect(check.code).toBe(3);
    expect(check.stderr).toContain('obsolete out/deep/three.svg   figs/deep/three.json does not exist\n');
    expect(check.stderr).toContain('1 same, 2 obsolete in ');
    writeFileSync(join(folder, 'out/two.svg'), 'edited by hand');
    const prune = run('--prune');
    expect(prune.code).toBe(0);
    expect(prune.stderr).toContain('removed out/deep/three.svg   figs/deep/three.json does not exist\n');
    expect(prune.stderr).toContain(
      'out/two.svg was changed after it was made, so --prune does not remove it\n',
    );
    expect(readdirSync(join(folder, 'out')).sort()).toEqual([
      '.heatmap-manifest.jsonl',
      'one.svg',
      'two.svg',
    ]);
    expect(run('--check').code).toBe(3);
    rmSync(join(folder, 'out/two.svg'));
    expect(run('--check').code).toBe(0);
  });

  it('can be the last one', () => {
    const folder = createProject();
    const run = (...flags: string[]) => heatmap(['batch', 'figs', '-o', 'out', ...flags], { cwd: folder });
    run();
    for (const name of ['one.json', 'two.json', 'deep/three.json']) rmSync(join(folder, 'figs', name));
    expect(run('--check').code).toBe(3);
    expect(run('--prune').code).toBe(0);
    expect(readdirSync(join(folder, 'out'))).toEqual(['.heatmap-manifest.jsonl']);
    expect(run('--prune')).toMatchObject({ code: 2, stderr: 'heatmap: there is no spec in figs\n' });
  });

  it('is not removed by a command that makes no figures', () => {
    const folder = createProject();
    for (const flag of ['--check', '--dry-run', '--list', '--shard=1/2']) {
      const { code, stderr } = heatmap(['batch', 'figs', '-o', 'out', '--prune', flag], { cwd: folder });
      expect([flag, code]).toEqual([flag, 2]);
      expect(stderr).toContain('--prune can be used only when all figures are made or updated');
    }
  });
});

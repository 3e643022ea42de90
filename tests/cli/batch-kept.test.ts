/** What a batch remembers: only what changed is made, and what differs is told. */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heatmap, temporaryFolder } from '../support/cli.js';

function project(): string {
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

/** What became of each figure. */
function batch(cwd: string, ...flags: string[]): { code: number | null; figures: Record<string, Event> } {
  const { code, stdout } = heatmap(
    ['batch', 'figs', '-o', 'out', '--format', 'svg,png', '--reporter', 'json', ...flags],
    { cwd },
  );
  const events = stdout
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Event);
  const figures = events.filter(({ event }) => event === 'figure').map((each) => [each.name, each]);
  return { code, figures: Object.fromEntries(figures) };
}

const statuses = ({ figures }: ReturnType<typeof batch>) =>
  Object.fromEntries(Object.entries(figures).map(([name, { status }]) => [name, status]));

const ALL = ['deep/three', 'one', 'two'];
const each = (status: string, but: Record<string, string> = {}) => ({
  ...Object.fromEntries(ALL.map((name) => [name, status])),
  ...but,
});

describe('a batch that was run before', () => {
  it('makes what has changed, and leaves the rest as it is', () => {
    const folder = project();
    const again = (...flags: string[]) => statuses(batch(folder, ...flags));
    expect(again()).toEqual(each('made'));
    const before = statSync(join(folder, 'out/two.png')).mtimeMs;
    expect(again()).toEqual(each('unchanged'));
    expect(statSync(join(folder, 'out/two.png')).mtimeMs).toBe(before);

    // Its data, not its time.
    const data = readFileSync(join(folder, 'figs/auc.csv'), 'utf8');
    writeFileSync(join(folder, 'figs/auc.csv'), data);
    expect(again()).toEqual(each('unchanged'));
    writeFileSync(join(folder, 'figs/auc.csv'), data.replace('0.52', '0.61'));
    expect(again()).toEqual(each('unchanged', { one: 'made' }));

    writeFileSync(join(folder, 'figs/deep/three.json'), '{ "data": [[3, 5]], "colorbar": { "title": "n" } }');
    expect(again()).toEqual(each('unchanged', { 'deep/three': 'made' }));

    // Options are a part of every figure.
    expect(again('--dpi', '72')).toEqual(each('made'));
    expect(again('--dpi', '72')).toEqual(each('unchanged'));
    expect(again('--force', '--dpi', '72')).toEqual(each('made'));
  });

  it('makes anew what was damaged, edited by hand or removed', () => {
    const folder = project();
    batch(folder);
    const svg = readFileSync(join(folder, 'out/one.svg'));
    writeFileSync(join(folder, 'out/one.svg'), svg.toString().replace('AUC', 'ACU'));
    writeFileSync(join(folder, 'out/two.png'), readFileSync(join(folder, 'out/two.png')).subarray(0, 100));
    rmSync(join(folder, 'out/deep/three.svg'));
    expect(statuses(batch(folder))).toEqual(each('made'));
    expect(readFileSync(join(folder, 'out/one.svg')).equals(svg)).toBe(true);
    expect(statuses(batch(folder))).toEqual(each('unchanged'));
  });

  it('knows a configuration that comes, changes and goes', () => {
    const folder = project();
    const config = join(folder, 'heatmap.config.json');
    expect(statuses(batch(folder))).toEqual(each('made'));
    writeFileSync(config, '{ "theme": "dark" }');
    expect(statuses(batch(folder))).toEqual(each('made'));
    expect(statuses(batch(folder))).toEqual(each('unchanged'));
    writeFileSync(config, '{ "theme": "light" }');
    expect(statuses(batch(folder))).toEqual(each('made'));
    rmSync(config);
    expect(statuses(batch(folder))).toEqual(each('made'));
  });
});

describe('--check', () => {
  it('says in words what changed, writes nothing and exits with 3', () => {
    const folder = project();
    batch(folder);
    expect(batch(folder, '--check').code).toBe(0);
    const there = () =>
      readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' })
        .sort()
        .map((name) => [name, statSync(join(folder, 'out', name)).mtimeMs]);
    const before = there();
    writeFileSync(join(folder, 'figs/auc.csv'), 'layer,q,k\nL0,0.5,0.6\nL1,0.7,0.61\n');
    writeFileSync(join(folder, 'figs/two.json'), '{ "data": [[1, 2]], "colorbar": { "title": "count" } }');
    const { code, figures } = batch(folder, '--check', '--diff', 'diff');
    expect(code).toBe(3);
    expect([figures.one.status, figures.two.status, figures['deep/three'].status]).toEqual([
      'drifted',
      'drifted',
      'same',
    ]);
    const said = figures.one.changes?.join('\n') ?? '';
    for (const word of ['L1', 'k', '0.52', '0.61']) expect(said).toContain(word);
    expect(figures.two.changes?.join('\n')).toMatch(/colorbar.title.*n.*count/);
    expect(there()).toEqual(before);
    expect(readdirSync(join(folder, 'diff')).sort()).toEqual(['one.png', 'two.png']);

    expect(statuses(batch(folder, '--update'))).toEqual(each('same', { one: 'drifted', two: 'drifted' }));
    expect(batch(folder, '--check').code).toBe(0);
  });

  it('tells a PNG by its pixels, an SVG by its bytes', () => {
    const folder = project();
    batch(folder);
    const png = join(folder, 'out/one.png');
    // Another chunk changes no pixel.
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
    const { code, figures } = batch(folder, '--check');
    expect(code).toBe(3);
    expect(figures.two.changes?.join()).toContain('by hand');
    expect(figures['deep/three'].changes?.join()).toContain('is not there');
    expect(figures.one.status).toBe('same');
  });

  it('works where nothing is remembered', () => {
    const folder = project();
    batch(folder);
    rmSync(join(folder, 'out/.heatmap-manifest.jsonl'));
    expect(batch(folder, '--check').code).toBe(0);
    writeFileSync(join(folder, 'figs/two.json'), '{ "data": [[1, 3]] }');
    const { code, figures } = batch(folder, '--check');
    expect(code).toBe(3);
    expect(figures.two.changes?.length).toBeGreaterThan(0);
  });
});

describe('--shard', () => {
  it('divides figures among machines: each goes to one, and others move none', () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'figs'));
    const write = (i: number) => writeFileSync(join(folder, `figs/f${i}.json`), `{ "data": [[${i}, 1]] }`);
    for (let i = 0; i < 90; i++) write(i);
    const listed = (k: number) =>
      heatmap(['batch', 'figs', '-o', 'out', '--list', '--shard', `${k}/3`], { cwd: folder })
        .stdout.toString()
        .split('\n')
        .flatMap((line) => /^(f\d+)\b/.exec(line)?.[1] ?? []);
    const parts = [1, 2, 3].map(listed);
    expect(new Set(parts.flat()).size).toBe(90);
    expect(parts.flat()).toHaveLength(90);
    for (const part of parts) expect(part.length).toBeGreaterThan(15);
    write(90);
    [1, 2, 3].forEach((k, i) => {
      expect(listed(k).filter((name) => name !== 'f90')).toEqual(parts[i]);
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

describe('beside the figures', () => {
  it('--list and --dry-run write nothing', () => {
    const folder = project();
    const list = heatmap(['batch', 'figs', '-o', 'out', '--list', '--matrices'], { cwd: folder });
    expect([list.code, list.stdout.toString()]).toEqual([
      0,
      expect.stringMatching(/one .*figs\/one.json(.|\n)*auc.csv/),
    ]);
    const dry = () => heatmap(['batch', 'figs', '-o', 'out', '--dry-run'], { cwd: folder }).stdout.toString();
    expect(dry()).toBe('deep/three\none\ntwo\n');
    expect(readdirSync(folder)).toEqual(['figs']);
    heatmap(['batch', 'figs', '-o', 'out'], { cwd: folder });
    writeFileSync(join(folder, 'figs/two.json'), '{ "data": [[1, 3]] }');
    expect(dry()).toBe('two\n');
  });

  it('--matrices draws what no spec uses', () => {
    const folder = project();
    writeFileSync(join(folder, 'figs/alone.csv'), 'a,b\n1,2\n');
    expect(Object.keys(batch(folder, '--matrices').figures).sort()).toEqual(['alone', ...ALL]);
  });

  it('--index shows every figure, --deps names what it was made from', () => {
    const folder = project();
    writeFileSync(join(folder, 'figs/bad.json'), '{ "data": "none.csv" }');
    expect(batch(folder, '--index', '--deps', 'out/figures.d').code).toBe(1);
    const page = readFileSync(join(folder, 'out/index.html'), 'utf8');
    for (const word of ['one.png', 'deep/three.png', 'none.csv']) expect(page).toContain(word);
    expect(readFileSync(join(folder, 'out/index.md'), 'utf8')).toContain('deep/three.png');
    expect(readFileSync(join(folder, 'out/figures.d'), 'utf8')).toMatch(
      /out.one\.svg [^:]*:[^:]*figs.auc\.csv/,
    );
  });
});

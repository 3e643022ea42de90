import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { temporaryFolder } from '../support/cli.js';
import { heatmap } from '../support/session.js';

const CONFIG = 'heatmap.config.json';

function createProject(files: Record<string, unknown>): string {
  const folder = temporaryFolder();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(
      join(folder, path),
      typeof content === 'string' ? content : JSON.stringify(content, null, 2),
    );
  }
  return folder;
}

/** Returns the settings that `--print-config` prints for a file, each as "value (source)". */
function printedSettings(cwd: string, file: string, ...flags: string[]): Record<string, string> {
  const { code, stdout, stderr } = heatmap(
    ['render', file, '--print-config', '--diagnostics', 'json', ...flags],
    { cwd },
  );
  expect([code, stderr]).toEqual([0, '']);
  const lines = stdout.toString().trimEnd().split('\n');
  return Object.fromEntries(
    lines.map((line) => {
      const { key, value, from, file, line: row } = JSON.parse(line);
      return [
        key,
        `${JSON.stringify(value)} (${[from, file, row].filter((part) => part !== null).join(' ')})`,
      ];
    }),
  );
}

/** Runs a command that must fail; returns its errors. */
function reportedErrors(cwd: string, ...args: string[]) {
  const { code, stdout, stderr } = heatmap([...args, '--diagnostics', 'json'], { cwd });
  expect([code, stdout.length]).toEqual([1, 0]);
  return stderr
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
}

describe('the configuration', () => {
  it('is overridden by the spec, and the spec by flags, key by key', () => {
    const cwd = createProject({
      [CONFIG]: {
        theme: 'dark',
        defaults: {
          color: { map: 'magma', domain: [0, 1], missing: '#ccc' },
          colorbar: { title: 'AUC', ticks: [0, 1] },
          x: { title: 'Token' },
        },
      },
      'figs/a.json': {
        data: [[0.5, 0.6]],
        color: { domain: [0.5, 1] },
        colorbar: false,
        x: { ticks: { every: 2 } },
      },
    });
    expect(printedSettings(cwd, 'figs/a.json', '--set', 'color.missing=red')).toMatchObject({
      theme: '"dark" (config heatmap.config.json 2)',
      'color.map': '"magma" (config heatmap.config.json 5)',
      'color.domain': '[0.5,1] (spec figs/a.json 9)',
      'color.missing': '"red" (flag --set color.missing)',
      colorbar: 'false (spec figs/a.json 14)',
      'x.title': expect.stringContaining('"Token" (config'),
      'x.ticks.every': expect.stringContaining('2 (spec'),
      text: '"font" (built-in)',
      title: 'null (built-in)',
      root: `${JSON.stringify(cwd)} (built-in)`,
    });
  });

  it('draws the same figure as a spec with the same keys', () => {
    const defaults = { color: { map: 'magma' }, cells: { hide: [[0, 1]] }, size: { width: '50mm' } };
    const cwd = createProject({
      [CONFIG]: { theme: 'dark', defaults },
      'a.json': { data: [[1, 2]], colorbar: false },
      'b.json': { data: [[1, 2]], colorbar: false, theme: 'dark', ...defaults },
    });
    const a = heatmap(['render', 'a.json'], { cwd });
    expect([a.code, a.stderr]).toEqual([0, '']);
    expect(a.stdout).toEqual(heatmap(['render', 'b.json', '--no-config'], { cwd }).stdout);
    expect(a.stdout).not.toEqual(heatmap(['render', 'a.json', '--no-config'], { cwd }).stdout);
  });

  it('applies to a matrix without a spec and to standard input', () => {
    const cwd = createProject({ [CONFIG]: { theme: 'dark' }, 'sub/m.csv': 'a,b\n1,2\n' });
    const dark = heatmap(['render', 'sub/m.csv', '--theme', 'dark', '--no-config'], { cwd }).stdout;
    expect(heatmap(['render', 'sub/m.csv'], { cwd }).stdout).toEqual(dark);
    expect(heatmap(['render'], { cwd, input: 'a,b\n1,2\n' }).stdout).toEqual(dark);
    expect(heatmap(['render', 'sub/m.csv', '--no-config'], { cwd }).stdout).not.toEqual(dark);
  });

  it('is the nearest one above the spec, even above the top of a repository', () => {
    const cwd = createProject({
      [CONFIG]: { theme: 'dark' },
      'a/.git/HEAD': '',
      'a/one.json': { data: [[1]] },
      [`b/${CONFIG}`]: {},
      'b/two.json': { data: [[1]] },
    });
    expect(printedSettings(cwd, 'a/one.json').theme).toBe('"dark" (config heatmap.config.json 2)');
    expect(printedSettings(cwd, 'a/one.json').root).toBe(`${JSON.stringify(join(cwd, 'a'))} (built-in)`);
    expect(printedSettings(cwd, 'b/two.json').theme).toBe('"light" (built-in)');
    expect(printedSettings(cwd, 'a/one.json', '--no-config').theme).toBe('"light" (built-in)');
  });

  it('sets the formats of figures that are written to a folder', () => {
    const cwd = createProject({ [CONFIG]: { formats: ['png', 'svg'] }, 'a.json': { data: [[1]] } });
    expect(heatmap(['render', 'a.json', '-o', 'out/'], { cwd }).code).toBe(0);
    expect(readdirSync(join(cwd, 'out'))).toEqual(['a.png', 'a.svg']);
    expect(heatmap(['render', 'a.json', '-o', 'one/', '--format', 'svg'], { cwd }).code).toBe(0);
    expect(readdirSync(join(cwd, 'one'))).toEqual(['a.svg']);
    expect(heatmap(['render', 'a.json'], { cwd }).stdout.toString()).toMatch(/^<svg/);
  });

  it('sets the folder that specs may read, which must be inside its own folder', () => {
    const spec = { data: '../data/m.csv' };
    const files = { 'data/m.csv': '1,2\n3,4\n', 'figs/.git/HEAD': '', 'figs/a.json': spec };
    expect(reportedErrors(createProject(files), 'validate', 'figs/a.json')).toMatchObject([
      { code: 'outside-root' },
    ]);
    const cwd = createProject({ ...files, [CONFIG]: { root: '.' } });
    expect(heatmap(['validate', 'figs/a.json'], { cwd }).code).toBe(0);
    writeFileSync(join(cwd, CONFIG), '{ "root": "figs" }');
    expect(reportedErrors(cwd, 'validate', 'figs/a.json')).toMatchObject([{ code: 'outside-root' }]);
    expect(heatmap(['validate', 'figs/a.json', '--root', '.'], { cwd }).code).toBe(0);

    symlinkSync('/', join(cwd, 'all'));
    for (const key of ['root', 'output']) {
      for (const folder of ['..', '/', 'figs/../..', 'all/etc']) {
        writeFileSync(join(cwd, CONFIG), JSON.stringify({ [key]: folder }));
        expect(reportedErrors(cwd, 'validate', 'figs/a.json')).toMatchObject([
          { code: 'invalid-value', file: CONFIG, line: 1, message: expect.stringContaining(`${key}: `) },
        ]);
      }
    }
  });
});

describe('errors in the configuration', () => {
  it.each([
    ['a value', '{\n "defaults": { "color": { "map": "virids" } } }', 'unknown-colormap', 2, 'viridis'],
    ['a key', '{\n "defaults": { "colour": {} } }', 'unknown-key', 2, 'did you mean "color"?'],
    ['a key of another library', '{\n "defaults": { "cmap": "x" } }', 'unknown-key', 2, '"color.map"'],
    ['a setting', '{\n\n "thme": "dark" }', 'unknown-key', 3, 'did you mean "theme"?'],
    ['a key of a spec at the top', '{ "color": {} }', 'unknown-key', 1, '"defaults.color"'],
    ['data', '{ "defaults": { "data": [[1]] } }', 'unknown-key', 1, '"data"'],
    ['a theme', '{ "theme": "drak" }', 'invalid-value', 1, '"dark"'],
    ['a format', '{ "formats": ["tiff"] }', 'invalid-value', 1, '"svg"'],
    ['no formats', '{ "formats": [] }', 'invalid-value', 1, 'formats'],
    ['jobs', '{ "jobs": 0 }', 'invalid-value', 1, 'jobs'],
    ['defaults', '{ "defaults": [[1]] }', 'invalid-value', 1, 'an object'],
    ['a list', '[1]', 'invalid-value', 1, 'an object'],
    ['a repeated key', '{ "theme": "dark",\n "theme": "light" }', 'duplicate-key', 2, 'twice'],
    ['invalid syntax', '{ "theme": ', 'json-syntax', 1, ''],
    [
      'a key of Object.prototype',
      '{ "defaults": { "__proto__": { "x": 1 } } }',
      'unknown-key',
      1,
      '__proto__',
    ],
  ])('%s is reported with its place', (_, config, code, line, text) => {
    const cwd = createProject({ [CONFIG]: config, 'a.json': { data: [[1]] } });
    const [error, ...others] = reportedErrors(cwd, 'render', 'a.json');
    expect(error).toMatchObject({ severity: 'error', code, file: CONFIG, line });
    expect(`${error.message} ${error.hints.join(' ')}`).toContain(text);
    expect(others).toEqual([]);
  });

  it('is reported in the configuration if it becomes an error only together with the spec', () => {
    const cwd = createProject({
      [CONFIG]: '{\n "defaults": { "x": { "labels": ["only one"] } }\n}',
      'a.json': { data: [[1, 2]] },
    });
    expect(reportedErrors(cwd, 'validate', 'a.json')).toMatchObject([
      { code: 'label-count', file: CONFIG, line: 2 },
    ]);
  });

  it('are reported all at once, in the order of the file', () => {
    const config = '{\n "defaults": { "colour": {},\n "title": 5 },\n "jobs": -1 }';
    const cwd = createProject({ [CONFIG]: config, 'a.json': { data: [[1]] } });
    expect(reportedErrors(cwd, 'validate', 'a.json').map(({ line }) => line)).toEqual([2, 3, 4]);
  });

  it('include its size', () => {
    const cwd = createProject({ [CONFIG]: `{${' '.repeat(70_000)}}`, 'a.json': { data: [[1]] } });
    expect(reportedErrors(cwd, 'validate', 'a.json')).toMatchObject([
      { code: 'spec-too-large', file: CONFIG },
    ]);
  });

  it('are ignored with --no-config, for example if it is a folder', () => {
    const cwd = createProject({ [`${CONFIG}/x`]: '', 'a.json': { data: [[1]] } });
    expect(reportedErrors(cwd, 'validate', 'a.json')).toMatchObject([{ code: 'is-a-directory' }]);
    expect(heatmap(['validate', 'a.json', '--no-config'], { cwd }).code).toBe(0);
  });
});

describe('--print-config', () => {
  it('prints columns with a heading for each of several files, and draws nothing', () => {
    const cwd = createProject({
      [CONFIG]: '{ "theme": "dark" }',
      'a.json': '{ "data": "none.csv", "title": "A\\u001b[0m" }',
      'b.csv': '1,2\n',
    });
    const { code, stdout, stderr } = heatmap(['validate', 'a.json', 'b.csv', '--print-config'], { cwd });
    expect([code, stderr]).toEqual([0, '']);
    const lines = stdout.toString().split('\n');
    expect(lines).toContain('a.json:');
    expect(lines).toContain('b.csv:');
    expect(stdout.toString()).toMatch(/^data {9}"none\.csv" +spec a\.json:1:11$/m);
    expect(stdout.toString()).toMatch(/^theme {8}"dark" +config heatmap\.config\.json:1:12$/m);
    expect(stdout.toString()).not.toContain('\u001b');
  });

  it('prints only the beginning of inline data, for each panel', () => {
    const panel = { data: Array.from({ length: 500 }, (_, i) => [i, i]), title: 'one' };
    const cwd = createProject({ 'a.json': { panels: [panel, panel] } });
    const settings = printedSettings(cwd, 'a.json');
    expect(settings['panels[1].title']).toMatch(/^"one" \(spec a\.json \d+\)$/);
    expect(settings['panels[1].data'].length).toBeLessThan(80);
  });

  it('reports errors in a spec and exits with 1', () => {
    const cwd = createProject({ 'a.json': { dta: 1, data: [[1]] } });
    expect(reportedErrors(cwd, 'render', 'a.json', '--print-config')).toMatchObject([
      { code: 'unknown-key' },
    ]);
  });
});

it('heatmap schema --config prints the JSON Schema of the configuration', () => {
  const { code, stdout } = heatmap(['schema', '--config']);
  expect(code).toBe(0);
  const schema = z.fromJSONSchema(JSON.parse(stdout.toString()));
  expect(schema.safeParse({ theme: 'dark', defaults: { color: { map: 'magma' } }, jobs: 2 }).success).toBe(
    true,
  );
  for (const wrong of [{ theme: 'x' }, { defaults: { data: [[1]] } }, { formats: [] }, { other: 1 }])
    expect(schema.safeParse(wrong).success).toBe(false);
});

it('the manual names every key of the configuration', () => {
  const manual = readFileSync(new URL('../../examples/manual.md', import.meta.url), 'utf8');
  const { properties } = JSON.parse(heatmap(['schema', '--config']).stdout.toString());
  for (const key of Object.keys(properties)) if (key !== '$schema') expect(manual).toContain(`\`${key}\``);
});

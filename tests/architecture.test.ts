/** The house: who may import whom, one way down, no circles. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = new URL('../src', import.meta.url).pathname;

/**
 * The rooms from the top of the house to the bottom, and what each may import besides itself. A room may only import
 * rooms below it. Files directly in src/ are rooms of their own.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  // The command line: argument parsing.
  cli: [
    'watch',
    'batch',
    'host',
    'suggest',
    'explain',
    'render.ts',
    'layout',
    'output',
    'input',
    'spec',
    'json',
    'fonts',
    'color',
    'diagnostics.ts',
    'version.ts',
  ],
  watch: ['batch', 'host', 'output', 'fonts', 'diagnostics.ts'],
  batch: [
    'host',
    'diff',
    'render.ts',
    'output',
    'figure',
    'input',
    'spec',
    'matrix',
    'json',
    'fonts',
    'memoize.ts',
    'diagnostics.ts',
    'version.ts',
  ],
  host: ['render.ts', 'output', 'figure', 'scene', 'input', 'spec', 'json', 'fonts', 'diagnostics.ts'],
  diff: [
    'output',
    'figure',
    'scene',
    'spec',
    'color',
    'typography',
    'fonts',
    'json',
    'theme.ts',
    'version.ts',
  ],
  suggest: ['input', 'json', 'diagnostics.ts'],
  'index.ts': ['render.ts', 'output', 'figure', 'scene', 'input', 'spec', 'matrix', 'json', 'diagnostics.ts'],
  // The pipeline and its stages, each with the values before and after it.
  'render.ts': ['layout', 'output', 'figure', 'scene', 'input', 'spec', 'fonts', 'diagnostics.ts'],
  layout: [
    'figure',
    'scene',
    'matrix',
    'color',
    'typography',
    'fonts',
    'theme.ts',
    'memoize.ts',
    'diagnostics.ts',
  ],
  output: ['scene', 'color', 'typography', 'fonts', 'memoize.ts', 'diagnostics.ts'],
  figure: ['input', 'spec', 'matrix', 'color', 'typography', 'theme.ts', 'diagnostics.ts'],
  scene: ['color'],
  input: ['transform', 'table', 'spec', 'matrix', 'json', 'fault-list.ts', 'diagnostics.ts'],
  transform: ['spec', 'matrix', 'diagnostics.ts'],
  table: ['spec', 'matrix', 'fault-list.ts', 'diagnostics.ts'],
  spec: ['json', 'matrix', 'color', 'typography', 'theme.ts', 'diagnostics.ts'],
  // What the stages stand on.
  'theme.ts': ['color'],
  color: ['typography', 'memoize.ts', 'diagnostics.ts'],
  typography: ['fonts', 'memoize.ts', 'diagnostics.ts'],
  fonts: ['memoize.ts', 'diagnostics.ts'],
  explain: [],
  matrix: ['diagnostics.ts'],
  json: ['diagnostics.ts'],
  'fault-list.ts': ['diagnostics.ts'],
  'memoize.ts': [],
  'diagnostics.ts': [],
  'version.ts': [],
};

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));
const room = (file: string) => file.split('/')[0];
const imports = new Map(
  files.map((file) => {
    const code = readFileSync(join(SRC, file), 'utf8');
    const targets = [...code.matchAll(/\b(?:from |import\()'(\.{1,2}\/[^']+)'/g)].map((match) =>
      relative(SRC, resolve(SRC, file, '..', match[1])).replace(/\.js$/, '.ts'),
    );
    return [file, targets];
  }),
);

describe('the house', () => {
  it('has exactly the rooms of the table', () => {
    expect([...new Set(files.map(room))].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  it('has one way down: a room imports only rooms below it in the table', () => {
    const order = Object.keys(MAY_IMPORT);
    const upwards = order.flatMap((name, i) =>
      MAY_IMPORT[name].filter((target) => order.indexOf(target) <= i).map((target) => `${name} → ${target}`),
    );
    expect(upwards).toEqual([]);
  });

  it('has no room above a fifth of the code, and the command line below an eighth', () => {
    const lines = (file: string) => readFileSync(join(SRC, file), 'utf8').split('\n').length;
    const total = files.reduce((sum, file) => sum + lines(file), 0);
    const share = (name: string) =>
      files.filter((file) => room(file) === name).reduce((sum, file) => sum + lines(file), 0) / total;
    const large = Object.keys(MAY_IMPORT).filter((name) => share(name) > 1 / 5);
    expect(large).toEqual([]);
    expect(share('cli')).toBeLessThan(1 / 8);
  });

  it.each(Object.keys(MAY_IMPORT))('%s imports only what it may', (name) => {
    const forbidden = files
      .filter((file) => room(file) === name)
      .flatMap((file) => (imports.get(file) ?? []).map((target) => [file, target]))
      .filter(([, target]) => room(target) !== name && !MAY_IMPORT[name].includes(room(target)))
      .map(([file, target]) => `${file} imports ${target}`);
    expect(forbidden).toEqual([]);
  });

  it('has no circles between files', () => {
    const state = new Map<string, 'open' | 'done'>();
    const circles: string[] = [];
    const visit = (file: string, path: string[]) => {
      if (state.get(file) === 'done') return;
      if (state.get(file) === 'open') {
        circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      state.set(file, 'open');
      for (const target of imports.get(file) ?? []) visit(target, [...path, file]);
      state.set(file, 'done');
    };
    for (const file of files) visit(file, []);
    expect(circles).toEqual([]);
  });

  it('touches the process, the terminal and the file system only in the rooms around the pipeline', () => {
    const AROUND = ['cli', 'watch', 'batch', 'host'];
    const OWN_FILES = ['version.ts', 'fonts/fonts.ts', 'output/png/resvg.ts'];
    const offenders = files.filter(
      (file) =>
        !AROUND.includes(room(file)) &&
        !OWN_FILES.includes(file) &&
        /\bconsole\.|\bprocess\.|from 'node:(?:fs|process|child_process|worker_threads|os|net|https?)'/.test(
          readFileSync(join(SRC, file), 'utf8'),
        ),
    );
    expect(offenders).toEqual([]);
  });
});

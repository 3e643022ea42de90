/** The house: who may import whom, one way down, no circles. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const SRC = new URL('../src', import.meta.url).pathname;

/** What each room may import besides itself; files directly in src/ are rooms of their own. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'diagnostics.ts': [],
  'version.ts': [],
  // Foundations.
  json: ['diagnostics.ts'],
  matrix: [],
  text: ['diagnostics.ts'],
  color: ['diagnostics.ts', 'text'],
  // Stages, each with the values before and after it.
  scene: ['color'],
  spec: ['diagnostics.ts', 'json', 'matrix', 'color', 'text'],
  input: ['diagnostics.ts', 'json', 'matrix', 'spec'],
  figure: ['diagnostics.ts', 'spec', 'input', 'matrix', 'color', 'text'],
  layout: ['diagnostics.ts', 'figure', 'scene', 'matrix', 'color', 'text'],
  output: ['diagnostics.ts', 'scene', 'color', 'text'],
  // What puts them together.
  'render.ts': ['diagnostics.ts', 'spec', 'input', 'figure', 'layout', 'scene', 'output', 'text'],
  cli: [
    'diagnostics.ts',
    'version.ts',
    'render.ts',
    'json',
    'spec',
    'input',
    'matrix',
    'figure',
    'scene',
    'output',
    'color',
    'text',
  ],
  'index.ts': ['diagnostics.ts', 'render.ts', 'json', 'spec', 'input', 'figure', 'scene', 'matrix', 'output'],
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
  it('has a line in the table for every room', () => {
    expect([...new Set(files.map(room))].filter((name) => !(name in MAY_IMPORT))).toEqual([]);
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

  it('knows the process, the terminal and the files only in cli/, and beside it what belongs to the package', () => {
    const OWN = ['version.ts', 'text/fonts.ts', 'output/raster/resvg.ts'];
    const guilty = files.filter(
      (file) =>
        room(file) !== 'cli' &&
        !OWN.includes(file) &&
        /\bconsole\.|\bprocess\.|from 'node:(?:fs|process|child_process|worker_threads|os|net|https?)'/.test(
          readFileSync(join(SRC, file), 'utf8'),
        ),
    );
    expect(guilty).toEqual([]);
  });
});

/** Checks who may import whom: rooms import only rooms below them, and files form no cycles. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  findCycles,
  forbiddenImports,
  resolveDependencies,
  roomOf,
  tableMismatches,
  unusedPermissions,
  upwardPermissions,
  usedGlobals,
} from './support/architecture.js';
import { codeSpans, tableBelow } from './support/code-map.js';
import { readSourceFiles, SRC } from './support/source-files.js';

/**
 * The rooms from top to bottom, and the rooms that each may import besides itself. A room imports only rooms below it. A
 * file directly in src/ is a room of its own.
 */
const MAY_IMPORT: Record<string, readonly string[]> = {
  // The rooms around the pipeline.
  cli: [
    'watch',
    'batch',
    'host',
    'explain',
    'output',
    'input',
    'spec',
    'json',
    'diagnostics.ts',
    'version.ts',
    'phrases.ts',
  ],
  watch: ['batch', 'host', 'output', 'theme.ts', 'fonts', 'phrases.ts', 'diagnostics.ts'],
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
    'theme.ts',
    'fonts',
    'memoize.ts',
    'extremes.ts',
    'phrases.ts',
    'diagnostics.ts',
    'version.ts',
  ],
  host: [
    'diff',
    'suggest',
    'embed',
    'render.ts',
    'layout',
    'output',
    'figure',
    'scene',
    'input',
    'spec',
    'json',
    'fonts',
    'color',
    'theme.ts',
    'nearest-words.ts',
    'extremes.ts',
    'phrases.ts',
    'diagnostics.ts',
  ],
  diff: [
    'layout',
    'output',
    'figure',
    'scene',
    'spec',
    'color',
    'typography',
    'fonts',
    'json',
    'theme.ts',
    'phrases.ts',
    'diagnostics.ts',
    'version.ts',
    'extremes.ts',
  ],
  suggest: [
    'render.ts',
    'figure',
    'input',
    'table',
    'spec',
    'matrix',
    'theme.ts',
    'json',
    'phrases.ts',
    'diagnostics.ts',
  ],
  'index.ts': [
    'library',
    'render.ts',
    'output',
    'figure',
    'scene',
    'input',
    'spec',
    'matrix',
    'json',
    'diagnostics.ts',
  ],
  library: [
    'embed',
    'render.ts',
    'output',
    'input',
    'transform',
    'table',
    'spec',
    'fonts',
    'matrix',
    'json',
    'diagnostics.ts',
    'phrases.ts',
  ],
  embed: ['output', 'input', 'spec', 'json', 'phrases.ts', 'diagnostics.ts', 'version.ts'],
  // The pipeline and its stages. A stage knows only the values before and after it.
  'render.ts': ['layout', 'output', 'figure', 'scene', 'input', 'spec', 'fonts', 'diagnostics.ts'],
  layout: [
    'figure',
    'scene',
    'color',
    'typography',
    'fonts',
    'theme.ts',
    'memoize.ts',
    'extremes.ts',
    'phrases.ts',
    'diagnostics.ts',
  ],
  output: [
    'scene',
    'color',
    'typography',
    'fonts',
    'extremes.ts',
    'memoize.ts',
    'phrases.ts',
    'diagnostics.ts',
  ],
  figure: [
    'input',
    'cluster',
    'table',
    'spec',
    'matrix',
    'color',
    'typography',
    'theme.ts',
    'extremes.ts',
    'phrases.ts',
    'diagnostics.ts',
  ],
  scene: ['color'],
  input: [
    'cluster',
    'transform',
    'printed',
    'columnar',
    'dtype.ts',
    'table',
    'spec',
    'spreadsheet',
    'hdf5',
    'unreadable',
    'compression',
    'parts',
    'matrix',
    'json',
    'error-list.ts',
    'nearest-words.ts',
    'phrases.ts',
    'diagnostics.ts',
  ],
  cluster: ['transform', 'spec'],
  transform: ['spec', 'matrix', 'phrases.ts', 'diagnostics.ts'],
  printed: ['table', 'matrix', 'diagnostics.ts'],
  columnar: ['dtype.ts', 'compression'],
  'dtype.ts': ['table', 'diagnostics.ts'],
  table: [
    'spec',
    'parts',
    'matrix',
    'error-list.ts',
    'extremes.ts',
    'nearest-words.ts',
    'phrases.ts',
    'diagnostics.ts',
  ],
  spec: [
    'json',
    'matrix',
    'color',
    'typography',
    'theme.ts',
    'error-list.ts',
    'nearest-words.ts',
    'extremes.ts',
    'phrases.ts',
    'diagnostics.ts',
  ],
  // The foundations of the stages.
  'theme.ts': ['color'],
  color: ['typography', 'memoize.ts', 'nearest-words.ts', 'extremes.ts', 'diagnostics.ts'],
  typography: ['fonts', 'extremes.ts', 'memoize.ts', 'diagnostics.ts'],
  fonts: ['memoize.ts', 'extremes.ts', 'phrases.ts', 'diagnostics.ts'],
  explain: ['extremes.ts'],
  spreadsheet: [],
  hdf5: [],
  unreadable: [],
  compression: ['diagnostics.ts'],
  parts: ['matrix', 'diagnostics.ts'],
  matrix: ['diagnostics.ts'],
  json: ['diagnostics.ts'],
  'error-list.ts': ['diagnostics.ts'],
  'extremes.ts': [],
  'memoize.ts': [],
  'nearest-words.ts': [],
  'phrases.ts': [],
  'diagnostics.ts': [],
  'version.ts': [],
};

/** The rooms around the pipeline, which may use the process, the terminal, files and threads. */
const HOST_ROOMS = ['cli', 'watch', 'batch', 'host'];

/** Other files that may, each for one reason: the version in package.json, bundled fonts and masks, HarfBuzz, the native module. */
const HOST_FILES = [
  'version.ts',
  'fonts/font-set.ts',
  'fonts/harfbuzz.ts',
  'fonts/web-subset.ts',
  'output/png/stored-masks.ts',
  'output/resvg.ts',
];
const HOST_MODULES =
  /^node:(?:fs|process|child_process|worker_threads|os|net|tty|cluster|readline|https?)(?:\/|$)/;

/** Files that may call `require` or compute a module name: they load a package only when it is needed. */
const LAZY_PACKAGES = [
  'compression/packages.ts',
  'fonts/harfbuzz.ts',
  'fonts/web-subset.ts',
  'columnar/parquet/hyparquet.ts',
  'output/png/decode.ts',
  'output/resvg.ts',
];

/** Imports of a file that is not in src/, with the reason. */
const OUTSIDE_FILES: Record<string, string> = {
  // `require` belongs to the package @resvg/resvg-js there, so the path is one in that package.
  'output/resvg.ts': './js-binding.js',
};

const files = readSourceFiles();
const { edges, unresolved, computed, external } = resolveDependencies(files);

/** Calls of `require` and computed module names, which the table cannot check. */
const unchecked = [
  ...computed,
  ...external.filter(({ kind, specifier }) => kind === 'require' || specifier === 'node:module'),
];

const isHostFile = (file: string) => HOST_ROOMS.includes(roomOf(file)) || HOST_FILES.includes(file);
const hostGlobals = new Set(['console', 'process']);
const hostUses = [
  ...external
    .filter(({ specifier }) => HOST_MODULES.test(specifier ?? ''))
    .map(({ file, specifier }) => ({ file, use: specifier })),
  ...[...files].flatMap(([file, code]) =>
    usedGlobals(file, code, hostGlobals).map((name) => ({ file, use: name })),
  ),
];

describe('the architecture', () => {
  it('has exactly the rooms of the table', () => {
    expect(tableMismatches(files, MAY_IMPORT)).toEqual([]);
  });

  it('has the same rooms in the same order as src/README.md', () => {
    const map = readFileSync(join(SRC, 'README.md'), 'utf8');
    const rooms = tableBelow(map, '## Rooms').map(([room]) => codeSpans(room)[0].replace('/', ''));
    expect(rooms).toEqual(Object.keys(MAY_IMPORT));
  });

  it('permits only imports of rooms further down in the table', () => {
    expect(upwardPermissions(MAY_IMPORT)).toEqual([]);
  });

  it('has no room larger than a fifth of the code, and a command line smaller than an eighth', () => {
    const lineCount = (room?: string) =>
      [...files]
        .filter(([file]) => room === undefined || roomOf(file) === room)
        .reduce((sum, [, code]) => sum + code.split('\n').length, 0);
    const share = (room: string) => lineCount(room) / lineCount();
    expect(Object.keys(MAY_IMPORT).filter((room) => share(room) > 1 / 5)).toEqual([]);
    expect(share('cli')).toBeLessThan(1 / 8);
  });

  it.each(Object.keys(MAY_IMPORT))('%s imports only the rooms that the table permits', (room) => {
    const own = edges.filter(({ from }) => roomOf(from) === room);
    expect(forbiddenImports(own, MAY_IMPORT)).toEqual([]);
  });

  it('permits no import that does not occur', () => {
    expect(unusedPermissions(edges, MAY_IMPORT)).toEqual([]);
  });

  it('imports only files that exist, by paths that this test can check', () => {
    expect(unresolved.filter(({ file, specifier }) => OUTSIDE_FILES[file] !== specifier)).toEqual([]);
    expect(unchecked.filter(({ file }) => !LAZY_PACKAGES.includes(file))).toEqual([]);
  });

  it('has no cycles between files, counting dynamic and type imports', () => {
    expect(findCycles(edges)).toEqual([]);
  });

  it('uses the process, the terminal, files and threads only in the rooms around the pipeline', () => {
    expect(hostUses.filter(({ file }) => !isHostFile(file))).toEqual([]);
  });

  it('needs every exception that is listed here', () => {
    const unused = (exceptions: readonly string[], uses: readonly { file: string }[]) =>
      exceptions.filter((exception) => !uses.some(({ file }) => file === exception));
    expect(unused(HOST_FILES, hostUses)).toEqual([]);
    expect(unused(LAZY_PACKAGES, unchecked)).toEqual([]);
    expect(unused(Object.keys(OUTSIDE_FILES), unresolved)).toEqual([]);
  });
});

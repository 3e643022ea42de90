/** The checker of the architecture finds each kind of violation in small sets of files. */
import { describe, expect, it } from 'vitest';
import {
  findCycles,
  forbiddenImports,
  moduleReferences,
  resolveDependencies,
  type SourceFiles,
  tableMismatches,
  unusedPermissions,
  upwardPermissions,
  usedGlobals,
} from '../support/architecture.js';

const filesOf = (files: Record<string, string>): SourceFiles => new Map(Object.entries(files));
const edgesOf = (files: Record<string, string>) => resolveDependencies(filesOf(files)).edges;

describe('module references', () => {
  it.each([
    ["import { a } from './b.js';", 'import'],
    ["import './b.js';", 'import'],
    ["import b, * as all from './b.js';", 'import'],
    ["import {\n  a,\n  type B,\n} from './b.js';", 'import'],
    ['import { a } from "./b.js";', 'import'],
    ["import type { B } from './b.js';", 'import type'],
    ["type B = import('./b.js').B;", 'import type'],
    ["const load = <T>() => {}; load<typeof import('./b.js')>();", 'import type'],
    ["export { a } from './b.js';", 'export from'],
    ["export * from './b.js';", 'export from'],
    ["export * as b from './b.js';", 'export from'],
    ["export type { B } from './b.js';", 'export from'],
    ["const b = await import('./b.js');", 'dynamic import'],
    ['const b = import("./b.js");', 'dynamic import'],
    ['const b = import(`./b.js`);', 'dynamic import'],
    ["const b = import(\n  // a comment\n  './b.js',\n);", 'dynamic import'],
    ["const b = import(/* a comment */ './b.js');", 'dynamic import'],
    ["const b = require('./b.js');", 'require'],
    ['const b = require(\n  "./b.js"\n);', 'require'],
    ["import b = require('./b.js');", 'require'],
    ["createRequire(import.meta.url)('./b.js');", 'require'],
    ["const load = createRequire(import.meta.url); load('./b.js');", 'require'],
    ["createRequire(import.meta.url).resolve('./b.js');", 'require'],
  ])('%s', (code, kind) => {
    expect(moduleReferences('a.ts', code)).toEqual([{ file: 'a.ts', kind, specifier: './b.js' }]);
  });

  it('follow createRequire under another name', () => {
    const code =
      "import { createRequire as make } from 'node:module'; const load = make(import.meta.url); load('./b.js');";
    expect(moduleReferences('a.ts', code)).toMatchObject([
      { kind: 'import', specifier: 'node:module' },
      { kind: 'require', specifier: './b.js' },
    ]);
  });

  it('do not come from comments, texts and regular expressions', () => {
    const code = [
      "// import './b.js'",
      '/* require("./b.js") */',
      'const text = "import(\'./b.js\')";',
      "const pattern = /import '.\\/b.js'/;",
      `const template = \`export * from './b.js' \${text}\`;`,
    ].join('\n');
    expect(moduleReferences('a.ts', code)).toEqual([]);
  });

  it('have no specifier when it is computed', () => {
    const code = `import('./' + name); import(\`./\${name}.js\`); require(name);`;
    expect(moduleReferences('a.ts', code).map(({ specifier }) => specifier)).toEqual([null, null, null]);
  });
});

describe('resolveDependencies', () => {
  it('resolves paths from the folder of the importing file', () => {
    const edges = edgesOf({
      'top/deep/a.ts': "import '../../low/b.js'; import './c.js';",
      'top/deep/c.ts': '',
      'low/b.ts': '',
    });
    expect(edges.map(({ to }) => to)).toEqual(['low/b.ts', 'top/deep/c.ts']);
  });

  it('separates packages, missing files and computed names', () => {
    const code = "import 'zod'; import 'node:fs'; import './gone.js'; import(name);";
    const { edges, external, unresolved, computed } = resolveDependencies(filesOf({ 'a.ts': code }));
    expect(edges).toEqual([]);
    expect(external.map(({ specifier }) => specifier)).toEqual(['zod', 'node:fs']);
    expect(unresolved.map(({ specifier }) => specifier)).toEqual(['./gone.js']);
    expect(computed).toHaveLength(1);
  });
});

describe('tableMismatches', () => {
  const files = filesOf({ 'top/a.ts': '', 'low/b.ts': '', 'c.ts': '' });

  it('accepts a table with exactly the rooms', () => {
    expect(tableMismatches(files, { top: ['low'], low: ['c.ts'], 'c.ts': [] })).toEqual([]);
  });

  it('reports a room that is not in the table', () => {
    expect(tableMismatches(files, { top: [], 'c.ts': [] })).toEqual(['low is not in the table']);
    expect(tableMismatches(files, { top: [], low: [] })).toEqual(['c.ts is not in the table']);
  });

  it('reports an entry and a permission that is not a room', () => {
    expect(tableMismatches(files, { top: [], low: [], 'c.ts': [], attic: [] })).toEqual([
      'attic is not a room',
    ]);
    expect(tableMismatches(files, { top: ['cellar'], low: [], 'c.ts': [] })).toEqual([
      'cellar is not a room',
    ]);
  });
});

describe('upwardPermissions', () => {
  it('reports a room that may import a room above it, or itself', () => {
    expect(upwardPermissions({ top: ['low'], low: [] })).toEqual([]);
    expect(upwardPermissions({ top: [], low: ['top'] })).toEqual(['low → top']);
    expect(upwardPermissions({ top: ['top'] })).toEqual(['top → top']);
  });
});

describe('forbiddenImports', () => {
  const table = { top: ['middle'], middle: ['low'], low: [] };

  it.each([
    "import './../low/b.js';",
    "import type { B } from '../low/b.js';",
    "export { b } from '../low/b.js';",
    "const b = await import('../low/b.js');",
    'const b = await import(\n  `../low/b.js`\n);',
    "const b = createRequire(import.meta.url)('../low/b.js');",
  ])('reports %s', (code) => {
    const edges = edgesOf({ 'top/a.ts': code, 'low/b.ts': '' });
    expect(forbiddenImports(edges, table)).toEqual([expect.stringContaining('top/a.ts → low/b.ts')]);
  });

  it('accepts imports that the table permits, and those of the same room', () => {
    const edges = edgesOf({
      'top/a.ts': "import '../middle/b.js'; import './c.js';",
      'top/c.ts': '',
      'middle/b.ts': "import('../low/d.js');",
      'low/d.ts': '',
    });
    expect(edges).toHaveLength(3);
    expect(forbiddenImports(edges, table)).toEqual([]);
  });
});

describe('unusedPermissions', () => {
  it('reports a permission that no import uses', () => {
    const edges = edgesOf({ 'top/a.ts': "import('../low/b.js');", 'low/b.ts': '' });
    expect(unusedPermissions(edges, { top: ['low'], low: [] })).toEqual([]);
    expect(unusedPermissions(edges, { top: ['middle', 'low'], middle: [], low: [] })).toEqual([
      'top → middle',
    ]);
  });
});

describe('findCycles', () => {
  it('accepts files that share a dependency', () => {
    const edges = edgesOf({
      'a.ts': "import './b.js'; import './c.js';",
      'b.ts': "import './d.js';",
      'c.ts': "import './d.js';",
      'd.ts': '',
    });
    expect(findCycles(edges)).toEqual([]);
  });

  it.each([
    ["import './a.js';"],
    ["import type { A } from './a.js';"],
    ["export * from './a.js';"],
    ["const a = () => import('./a.js');"],
    ["const a = () => require('./a.js');"],
  ])('reports a cycle that is closed by %s', (code) => {
    const edges = edgesOf({ 'a.ts': "import './b.js';", 'b.ts': "import './c.js';", 'c.ts': code });
    expect(findCycles(edges)).toEqual(['a.ts → b.ts → c.ts → a.ts']);
  });

  it('reports a file that imports itself', () => {
    expect(findCycles(edgesOf({ 'a.ts': "import './a.js';" }))).toEqual(['a.ts → a.ts']);
  });
});

describe('usedGlobals', () => {
  const names = new Set(['process', 'console']);

  it('reports globals however they are used', () => {
    expect(usedGlobals('a.ts', 'process.exit(1);', names)).toEqual(['process']);
    expect(usedGlobals('a.ts', 'const { env } = process;', names)).toEqual(['process']);
    expect(usedGlobals('a.ts', "console['log'](1);", names)).toEqual(['console']);
  });

  it('does not report comments, texts and property names', () => {
    const code =
      "// ends the process.\nconst a = { process: 1 }; a.process; 'console.log'; interface B { console: 1 }";
    expect(usedGlobals('a.ts', code, names)).toEqual([]);
  });
});

// Builds dist/: the program in one file, the library with its types, the fonts, the JSON Schema of specs and the man page.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { lazyBuiltins } from './lazy-builtins.mjs';
import { SCRIPTS, splitScript } from './split.mjs';

const root = new URL('..', import.meta.url).pathname;
process.chdir(root);
rmSync('dist', { recursive: true, force: true });
mkdirSync('dist');

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  external: ['@resvg/resvg-js'],
  legalComments: 'linked',
  logLevel: 'warning',
};
// Each script of the program is one CommonJS function, which bin/heatmap.cjs calls. Node starts it milliseconds faster than
// a module.
const buildScript = (name, modules, provided, used, write) =>
  build({
    ...common,
    entryPoints: ['src:modules'],
    outfile: `dist/${name}.cjs`,
    format: 'cjs',
    minify: true,
    mainFields: ['module', 'main'],
    metafile: true,
    write,
    plugins: [splitScript(name, modules, provided, used), lazyBuiltins],
    define: { 'import.meta.url': '__url' },
    banner: {
      js: `(function (require, __filename, __dirname, __module) { const module = {}, __url = require('node:url').pathToFileURL(__filename).href;`,
    },
    footer: { js: 'return module.exports.default; })' },
  });
/** The script that provides each module to later ones. */
const provided = new Map();
const used = new Set();
for (const [name, entries] of Object.entries(SCRIPTS)) {
  const { metafile } = await buildScript(name, entries, new Map(provided), used, false);
  for (const file of Object.keys(metafile.inputs)) if (file.startsWith('src/')) provided.set(file, name);
}
const scripts = Object.keys(SCRIPTS);
for (const [name, entries] of Object.entries(SCRIPTS)) {
  const isEarlier = ([, script]) => scripts.indexOf(script) < scripts.indexOf(name);
  const shared = [...used].filter((file) => provided.get(file) === name).sort();
  const modules = [...new Set([...entries, ...shared])];
  await buildScript(name, modules, new Map([...provided].filter(isEarlier)), new Set(), true);
}
// esbuild keeps non-ASCII characters in regular expressions, but the launcher reads the file as Latin-1.
const escapeNonAscii = (text) =>
  text.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
for (const file of scripts.map((name) => `dist/${name}.cjs`)) {
  writeFileSync(file, escapeNonAscii(readFileSync(file, 'utf8')));
}
// V8 compares only the length of a source with that of its cache, so the launcher needs to know the build.
const hash = createHash('sha256');
for (const name of scripts) hash.update(readFileSync(`dist/${name}.cjs`));
const buildLine = `BUILD = '${hash.digest('hex').slice(0, 16)}'`;
const launcher = readFileSync('bin/heatmap.cjs', 'utf8').replace("BUILD = 'none'", buildLine);
writeFileSync('dist/heatmap.cjs', launcher, { mode: 0o755 });
// The code of the library exists once, as CommonJS, so that errors of both entries are instances of the same class.
await build({
  ...common,
  entryPoints: ['src/index.ts'],
  outfile: 'dist/index.cjs',
  format: 'cjs',
  minifySyntax: true,
  minifyWhitespace: true,
  mainFields: ['module', 'main'],
  plugins: [lazyBuiltins],
  define: { 'import.meta.url': '__url' },
  banner: { js: `const __url = require('node:url').pathToFileURL(__filename).href;` },
});
const exported = Object.keys(createRequire(import.meta.url)('../dist/index.cjs')).sort();
writeFileSync(
  'dist/index.js',
  `import library from './index.cjs';\nexport const { ${exported.join(', ')} } = library;\n`,
);
// Node before 20.19 loads ECMAScript modules only asynchronously, but readers are synchronous.
const hyparquetModules = ['metadata', 'column', 'convert', 'plain', 'delta', 'encoding'];
await build({
  ...common,
  stdin: {
    contents: hyparquetModules.map((name) => `export * from 'hyparquet/src/${name}.js';`).join('\n'),
    resolveDir: root,
  },
  outfile: 'dist/hyparquet.cjs',
  format: 'cjs',
  minify: true,
});
cpSync('src/fonts/ttf', 'dist/ttf', { recursive: true });
execFileSync(process.execPath, ['.build/masks.mjs'], { stdio: 'inherit' });
execFileSync(process.execPath, ['.build/cache.mjs'], { stdio: 'inherit' });
writeFileSync(
  'dist/heatmap.schema.json',
  execFileSync(process.execPath, ['dist/heatmap.cjs', 'schema'], { maxBuffer: 2 ** 26 }),
);
execFileSync(process.execPath, ['.build/man.mjs'], { stdio: 'inherit' });
execFileSync(process.execPath, ['.build/types.mjs'], { stdio: 'inherit' });
execFileSync(process.execPath, ['.build/licenses.mjs'], { stdio: 'inherit' });

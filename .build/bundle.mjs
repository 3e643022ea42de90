// Builds dist/: the program as one file that starts fast, the library with its types, the fonts and the JSON Schema of
// a spec beside them.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

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
// CommonJS, because Node starts it several milliseconds faster than a module.
await build({
  ...common,
  entryPoints: ['bin/heatmap.ts'],
  outfile: 'dist/heatmap.cjs',
  format: 'cjs',
  minify: true,
  mainFields: ['module', 'main'],
  define: { 'import.meta.url': '__url' },
  banner: { js: "const __url = require('node:url').pathToFileURL(__filename).href;" },
});
await build({
  ...common,
  entryPoints: ['src/index.ts'],
  outfile: 'dist/index.js',
  format: 'esm',
  packages: 'external',
});
cpSync('src/text/fonts', 'dist/fonts', { recursive: true });
writeFileSync('dist/heatmap.schema.json', execFileSync(process.execPath, ['dist/heatmap.cjs', 'schema']));
execFileSync(
  process.execPath,
  [
    'node_modules/typescript/bin/tsc',
    '--noEmit',
    'false',
    '--declaration',
    '--emitDeclarationOnly',
    '--rootDir',
    'src',
    '--outDir',
    'dist/types',
    '-p',
    '.build/tsconfig.types.json',
  ],
  { stdio: 'inherit' },
);

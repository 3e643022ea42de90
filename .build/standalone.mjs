/**
 * Writes standalone/heatmap: the program with Node, its fonts and its native module in one executable, which needs no other
 * file. It is a single executable application of the Node that runs this script. Tried on Linux only.
 */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';

/** The packages that the program loads when it needs them. Each becomes one file. */
const PACKAGES = ['fflate', 'fzstd', 'pngjs'];
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

const root = new URL('..', import.meta.url).pathname;
process.chdir(root);
const require = createRequire(import.meta.url);
const folder = 'standalone';
const work = join(folder, 'work');
rmSync(folder, { recursive: true, force: true });
mkdirSync(work, { recursive: true });

const assets = { 'package.json': 'package.json', 'resvg.node': findNativeModule() };
for (const name of readdirSync('dist', { recursive: true })) {
  if (/\.(?:cjs|cache|ttf|bin|1)$/.test(name) && name !== 'index.cjs')
    assets[`dist/${name}`] = join('dist', name);
}
for (const name of ['harfbuzz.wasm', 'harfbuzz-subset.wasm']) {
  const path = `node_modules/harfbuzzjs/dist/${name}`;
  assets[path] = path;
}
for (const name of PACKAGES) {
  const outfile = join(work, `${name}.cjs`);
  await build({
    entryPoints: [require.resolve(name)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minify: true,
  });
  assets[`node_modules/${name}.cjs`] = outfile;
}

const config = join(work, 'config.json');
const output = join(work, 'assets.blob');
writeFileSync(
  config,
  JSON.stringify({ main: 'bin/standalone.cjs', output, disableExperimentalSEAWarning: true, assets }),
);
execFileSync(process.execPath, ['--experimental-sea-config', config], { stdio: 'inherit' });
const program = join(folder, 'heatmap');
copyFileSync(process.execPath, program);
const postject = require.resolve('postject/dist/cli.js');
execFileSync(process.execPath, [postject, program, 'NODE_SEA_BLOB', output, '--sentinel-fuse', FUSE], {
  stdio: 'ignore',
});
writeLicenses();
rmSync(work, { recursive: true });

/** Returns the path of the native module of resvg for this platform. */
function findNativeModule() {
  const scope = join(dirname(require.resolve('@resvg/resvg-js')), '..');
  const path = readdirSync(scope)
    .filter((name) => name.startsWith(`resvg-js-${process.platform}-${process.arch}`))
    .flatMap((name) => readdirSync(join(scope, name)).map((file) => join(scope, name, file)))
    .find((file) => file.endsWith('.node'));
  if (!path) throw new Error('the native module of @resvg/resvg-js is not installed');
  return path;
}

/** Adds the licence of Node to those of the program. */
function writeLicenses() {
  const installation = join(dirname(process.execPath), '..');
  const node = ['LICENSE', 'share/doc/nodejs/LICENSE']
    .map((path) => join(installation, path))
    .find(existsSync);
  const texts = ['LICENSE', 'dist/THIRD-PARTY-LICENSES.txt', ...(node ? [node] : [])];
  if (!node) console.warn('The licence of Node was not found: add it before you publish the executable.');
  writeFileSync(join(folder, 'LICENSES.txt'), texts.map((path) => readFileSync(path, 'utf8')).join('\n'));
}

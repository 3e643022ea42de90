// Writes dist/<script>.<Node version>-<architecture>.cache for each script, the V8 code caches that bin/heatmap.cjs starts
// from.
// The program draws some examples first, so that the cache also has the functions that draw figures.
// A release may run this with each Node version that should start fast.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';

/**
 * A table without a spec, a figure with a fixed page size and a stack of panels. Code for other figures takes as long to load
 * as to compile.
 */
const EXAMPLES = ['data/06-token-probability.csv', '26-segments.json', '05-attention-stack.json'];
/** A figure with numeric axes, for the script with what many figures need. */
const NUMERIC_EXAMPLE = '27-spectrogram.json';

const root = new URL('..', import.meta.url).pathname;
const dist = join(root, 'dist');

const scripts = {};

function getModule(name, path) {
  scripts[name] ??= load(name);
  return scripts[name].modules[path]();
}

function load(name) {
  const filename = join(dist, `${name}.cjs`);
  const script = new Script(readFileSync(filename, 'latin1'), { filename });
  return { script, modules: script.runInThisContext()(createRequire(filename), filename, dist, getModule) };
}

const { main } = getModule('program', 'src/cli/main.ts');
const writeCache = (name) =>
  writeFileSync(
    join(dist, `${name}.${process.version}-${process.arch}.cache`),
    scripts[name].script.createCachedData(),
  );

const folder = mkdtempSync(join(tmpdir(), 'heatmap-'));
async function draw(example) {
  const input = join(root, 'examples', example);
  const code = await main([input, '--quiet', '-o', join(folder, 'figure.{svg,png}')]);
  if (code !== 0) throw new Error(`drawing ${example} failed with exit code ${code}`);
}
for (const example of EXAMPLES) await draw(example);
for (const name of ['program', 'draw', 'png', 'spec', 'json']) writeCache(name);
await draw(NUMERIC_EXAMPLE);
writeCache('more');
getModule('shaping', 'src/typography/shape-runs.ts');
writeCache('shaping');
await main(['validate', join(root, 'examples', EXAMPLES[1]), '--quiet']);
writeCache('rest');
rmSync(folder, { recursive: true });

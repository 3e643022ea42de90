// Writes dist/program.<Node version>-<architecture>.cache, the V8 code cache that bin/heatmap.cjs starts from.
// The program draws some examples first, so that the cache also has the functions that draw figures.
// A release may run this with each Node version that should start fast.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** A figure with a fixed page size and a stack of panels. Code for other figures takes as long to load as to compile. */
const EXAMPLES = ['26-segments', '05-attention-stack'];

const root = new URL('..', import.meta.url).pathname;
const filename = join(root, 'dist/program.cjs');
const script = new Script(readFileSync(filename, 'latin1'), { filename });
const program = script.runInThisContext()(createRequire(filename), filename, join(root, 'dist'));

const folder = mkdtempSync(join(tmpdir(), 'heatmap-'));
for (const example of EXAMPLES) {
  const spec = join(root, `examples/${example}.json`);
  const code = await program.main([spec, '--quiet', '-o', join(folder, 'figure.{svg,png}')]);
  if (code !== 0) throw new Error(`drawing ${example} failed with exit code ${code}`);
}
rmSync(folder, { recursive: true });
writeFileSync(join(root, `dist/program.${process.version}-${process.arch}.cache`), script.createCachedData());

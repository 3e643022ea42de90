// Writes dist/program.<version of Node>-<processor>.cache, from which bin/heatmap.cjs starts. The program draws some of the
// examples first, so that what figures need is compiled and kept too. A release may run this with every Node it is to
// start fast on.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Script } from 'node:vm';

/** A figure on a page of a given size and a stack of panels. What others need besides takes as long to load as to compile. */
const EXAMPLES = ['26-segments', '05-attention-stack'];

const root = new URL('..', import.meta.url).pathname;
const filename = join(root, 'dist/program.cjs');
const script = new Script(readFileSync(filename, 'latin1'), { filename });
const program = script.runInThisContext()(createRequire(filename), filename, join(root, 'dist'));

const folder = mkdtempSync(join(tmpdir(), 'heatmap-'));
for (const example of EXAMPLES) {
  const spec = join(root, `examples/${example}.json`);
  const code = await program.main([spec, '--quiet', '-o', join(folder, 'figure.{svg,png}')]);
  if (code !== 0) throw new Error(`drawing ${example} ended with ${code}`);
}
rmSync(folder, { recursive: true });
writeFileSync(join(root, `dist/program.${process.version}-${process.arch}.cache`), script.createCachedData());

/**
 * Compiles the inner loops of clustering to WebAssembly, and writes `src/cluster/kernels.generated.ts`. Run it after changes of
 * a file `src/cluster/*.as`.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../src/cluster/', import.meta.url));
export const GENERATED = join(folder, 'kernels.generated.ts');

/** Returns a hash of the sources, which tells whether the generated file is out of date. */
export function hashSources() {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder)
    .filter((name) => name.endsWith('.as'))
    .sort()) {
    hash.update(name).update(readFileSync(join(folder, name)));
  }
  return hash.digest('hex');
}

async function compile() {
  const { default: asc } = await import('assemblyscript/asc');
  const options = [
    '-O3',
    '--noAssert',
    '--runtime',
    'stub',
    '--importMemory',
    '--enable',
    'simd,bulk-memory',
  ];
  // The compiler expects files that end with ".ts", which would be taken for TypeScript.
  const readFile = (name) => {
    const file = join(folder, name.replace(/\.ts$/, '.as'));
    return existsSync(file) ? readFileSync(file, 'utf8') : null;
  };
  let bytes;
  const writeFile = (_, contents) => {
    bytes = contents;
  };
  const { error, stderr } = await asc.main(['kernels.ts', '--outFile', 'kernels.wasm', ...options], {
    readFile,
    writeFile,
  });
  if (error) throw new Error(`${error.message}\n${stderr}`);
  return bytes;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = Buffer.from(await compile()).toString('base64');
  writeFileSync(
    GENERATED,
    `/** The WebAssembly of kernels.as, compiled by .build/kernels.mjs. Hash of the sources: ${hashSources()} */\nexport const KERNELS =\n  '${text}';\n`,
  );
}

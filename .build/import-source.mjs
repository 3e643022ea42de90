import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/**
 * Imports values of the TypeScript source. `files` maps the name of each to its file in src, without extension. The bundle is
 * for a moment in `folder`: by default in node_modules, where it finds the packages; in dist it also finds the fonts.
 */
export async function importSource(files, folder = 'node_modules') {
  const outfile = join(root, `${folder}/.heatmap-${process.pid}.mjs`);
  await build({
    stdin: {
      contents: Object.entries(files)
        .map(([name, file]) => `export { ${name} } from './src/${file}.ts';`)
        .join('\n'),
      resolveDir: root,
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'warning',
  });
  try {
    return await import(pathToFileURL(outfile).href);
  } finally {
    rmSync(outfile);
  }
}

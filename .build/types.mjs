/**
 * Writes dist/types/: the declarations that those of the library need, and no others. The code of the library is CommonJS, and
 * so are they; index.d.mts is for programs that import the library as a module.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FOLDER = 'dist/types';

const flags = [
  '--noEmit',
  'false',
  '--declaration',
  '--emitDeclarationOnly',
  '--rootDir',
  'src',
  '--outDir',
  FOLDER,
];
const tsc = 'node_modules/typescript/bin/tsc';
execFileSync(process.execPath, [tsc, ...flags, '-p', '.build/tsconfig.types.json'], { stdio: 'inherit' });

const needed = new Set([join(FOLDER, 'index.d.ts')]);
for (const file of needed) {
  for (const [, path] of readFileSync(file, 'utf8').matchAll(/(?:from |import\()['"](\.[^'"]+)\.js['"]/g)) {
    needed.add(join(dirname(file), `${path}.d.ts`));
  }
}
for (const entry of readdirSync(FOLDER, { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath, entry.name);
  if (entry.isFile() && !needed.has(file)) rmSync(file);
}
removeEmptyFolders(FOLDER);
writeFileSync(join(FOLDER, 'package.json'), '{ "type": "commonjs" }\n');
writeFileSync(join(FOLDER, 'index.d.mts'), "export * from './index.js';\n");

function removeEmptyFolders(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}

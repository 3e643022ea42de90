// Packs the package and installs it into an empty folder, as users do.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const FOLDER = fileURLToPath(new URL('.out/installed/', import.meta.url));

/** Returns the installed program, the bytes of its files with all dependencies, and the number of dependencies. */
export function installPackage() {
  rmSync(FOLDER, { recursive: true, force: true });
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, 'package.json'), '{}');
  const npm = (cwd, ...options) => execFileSync('npm', [...options, '--silent'], { cwd, encoding: 'utf8' });
  const tarball = npm(ROOT, 'pack', '--ignore-scripts', '--pack-destination', FOLDER).trim();
  npm(FOLDER, 'install', '--no-audit', '--no-fund', `./${tarball}`);
  const lock = JSON.parse(readFileSync(join(FOLDER, 'package-lock.json'), 'utf8'));
  const packages = Object.keys(lock.packages).filter((path) => path && existsSync(join(FOLDER, path)));
  const modules = join(FOLDER, 'node_modules');
  const paths = readdirSync(modules, { recursive: true }).map((path) => statSync(join(modules, path)));
  return {
    product: join(modules, 'heatmap-cli/dist/heatmap.cjs'),
    size: paths.reduce((sum, stats) => sum + (stats.isFile() ? stats.size : 0), 0) / 2 ** 20,
    dependencies: packages.length - 1,
  };
}

// On what is timed: the machine, and which peers there are, with their versions.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus, type } from 'node:os';
import { join } from 'node:path';
import { INSTALLED, PRODUCT } from './places.mjs';

const PYTHON_PEERS = ['matplotlib', 'numpy', 'seaborn', 'pandas', 'polars', 'pyarrow'];

/** The Python of the peers; a launcher found on the PATH may cost more than Python itself. */
export const PYTHON =
  [join(INSTALLED, 'python/bin/python'), '/usr/bin/python3'].find(existsSync) ?? 'python3';

export function machine() {
  return {
    date: new Date().toISOString().slice(0, 16).replace('T', ' '),
    system: `${type()}, ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores`,
    node: process.version,
    heatmap: output(process.execPath, [PRODUCT, '--version']) ?? 'not built',
    peers: peers(),
  };
}

/** The peers that are installed: name → version. */
function peers() {
  const gnuplot = output('gnuplot', ['--version']);
  const found = gnuplot ? { gnuplot: gnuplot.replace('gnuplot ', '').replace(' patchlevel ', '.') } : {};
  const asked = `
import importlib.metadata as metadata
for name in ${JSON.stringify(PYTHON_PEERS)}:
    try:
        print(name, metadata.version(name))
    except metadata.PackageNotFoundError:
        pass`;
  for (const line of output(PYTHON, ['-c', asked])?.split('\n') ?? []) {
    const [name, version] = line.split(' ');
    if (version) found[name] = version;
  }
  for (const name of ['vega', 'vega-lite']) {
    const file = join(INSTALLED, 'node_modules', name, 'package.json');
    if (existsSync(file)) found[name] = JSON.parse(readFileSync(file, 'utf8')).version;
  }
  return found;
}

function output(program, options) {
  const { status, stdout } = spawnSync(program, options, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

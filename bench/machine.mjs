// Describes the machine and the versions of the peers that are installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { cpus, type } from 'node:os';
import { join } from 'node:path';
import { INSTALLED, PRODUCT } from './paths.mjs';

const PYTHON_PEERS = [
  'matplotlib',
  'numpy',
  'scipy',
  'fastcluster',
  'seaborn',
  'pandas',
  'polars',
  'pyarrow',
  'plotly',
];

/** The Python interpreter of the peers. A launcher on the PATH, such as pyenv, may be slower than Python itself. */
export const PYTHON =
  [join(INSTALLED, 'python/bin/python'), '/usr/bin/python3'].find(existsSync) ?? 'python3';

/** `baseline` is the program of another build of `heatmap`, or undefined. */
export function describeMachine(baseline) {
  return {
    date: new Date().toISOString().slice(0, 16).replace('T', ' '),
    system: `${type()}, ${cpus()[0]?.model.trim() ?? 'unknown CPU'}, ${cpus().length} cores`,
    node: process.version,
    heatmap: versionOf(PRODUCT) ?? 'not built',
    peers: { ...installedPeers(), ...(baseline && { 'heatmap baseline': versionOf(baseline) }) },
  };
}

/** Returns the version of a build of `heatmap`, or undefined. */
const versionOf = (program) => runAndRead(process.execPath, [program, '--version']);

/** Returns the version of each installed peer by name. */
function installedPeers() {
  const gnuplot = runAndRead('gnuplot', ['--version']);
  const versions = gnuplot ? { gnuplot: gnuplot.replace('gnuplot ', '').replace(' patchlevel ', '.') } : {};
  const script = `
import importlib.metadata as metadata
for name in ${JSON.stringify(PYTHON_PEERS)}:
    try:
        print(name, metadata.version(name))
    except metadata.PackageNotFoundError:
        pass`;
  for (const line of runAndRead(PYTHON, ['-c', script])?.split('\n') ?? []) {
    const [name, version] = line.split(' ');
    if (version) versions[name] = version;
  }
  for (const name of ['vega', 'vega-lite']) {
    const file = join(INSTALLED, 'node_modules', name, 'package.json');
    if (existsSync(file)) versions[name] = JSON.parse(readFileSync(file, 'utf8')).version;
  }
  for (const name of ['pheatmap', 'ComplexHeatmap']) {
    const version = versionInR(name);
    if (version) versions[name] = version;
  }
  return versions;
}

/** Returns the version of an R package, or undefined. */
const versionInR = (name) => runAndRead('Rscript', ['-e', `cat(format(packageVersion("${name}")))`]);

/** Returns the trimmed standard output of a program, or undefined if it fails. */
function runAndRead(program, options) {
  const { status, stdout } = spawnSync(program, options, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

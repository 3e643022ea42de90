// Who takes part in a case, as command lines that are run in the folder of the inputs.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BATCH_SIZE, FIGURES } from './figures.mjs';
import { batchName } from './inputs.mjs';
import { PYTHON } from './machine.mjs';
import { gnuplotScript } from './peers/gnuplot.mjs';
import { INPUTS, OUTPUTS, PEERS, PRODUCT } from './places.mjs';

/**
 * The contenders of a case that can be had here, ours first.
 * `peer` is the name that targets use; `outputs` are the files one run makes.
 */
export function contendersOf(one, peers) {
  return one.contenders.flatMap((peer) => {
    const name = peer.startsWith('heatmap batch') ? 'heatmap batch' : peer;
    return MAKERS[name](one, peers, peer).map((contender) => ({ name: peer, peer, ...contender }));
  });
}

const MAKERS = {
  heatmap: (one) => [heatmap(one, one.figures[0])],
  'heatmap huge-npy': (one) => [heatmap(one, 'huge-npy')],
  'heatmap batch': (one, _, peer) => [heatmapBatch(one, peer)],
  node: () => [{ program: process.execPath, options: ['-e', '0'], outputs: [] }],
  gnuplot: (one, peers) => (peers.gnuplot ? [gnuplot(one)] : []),
  matplotlib: (one, peers) =>
    peers.matplotlib ? readersOf(one, peers).map((reader) => python(one, 'matplotlib', reader)) : [],
  seaborn: (one, peers) => (peers.seaborn ? [python(one, 'seaborn', readersOf(one, {})[0])] : []),
  'vega-lite': (one, peers) =>
    peers['vega-lite'] && peers.vega ? [drawn(one, 'vega', process.execPath, 'with_vega.mjs', [])] : [],
};

function heatmap(one, figure) {
  const out = `${OUTPUTS}${one.name}.${figure}.${one.format}`;
  return {
    program: process.execPath,
    options: [PRODUCT, 'render', `${figure}.json`, '-o', out],
    outputs: [out],
    specs: [`${figure}.json`],
    figures: [[FIGURES[figure], 0]],
  };
}

function heatmapBatch(one, peer) {
  const jobs = peer.split('--jobs ')[1];
  const folder = `${OUTPUTS}${one.name}.${jobs ?? 'heatmap'}`;
  const all = Array.from({ length: BATCH_SIZE }, (_, index) => batchName(index));
  const contender = {
    program: process.execPath,
    options: [PRODUCT, 'batch', 'batch', '-o', folder, '--format', one.format],
    outputs: all.map((name) => join(folder, `${name}.${one.format}`)),
    specs: all.map((name) => `batch/${name}.json`),
    figures: all.map((_, index) => [FIGURES.small, index]),
  };
  if (knowsJobs()) contender.options.push('--jobs', jobs ?? '1');
  else if (jobs) contender.skipped = '`heatmap batch` has no --jobs';
  return contender;
}

const knowsJobs = () =>
  spawnSync(process.execPath, [PRODUCT, 'batch', '--help'], { encoding: 'utf8' }).stdout.includes('--jobs');

function gnuplot(one) {
  const { out, outputs } = placesOf(one, 'gnuplot');
  const script = `${one.name}.gp`;
  writeFileSync(join(INPUTS, script), `${gnuplotScript(one.figures[0], one.format, out)}\n`);
  return { program: 'gnuplot', options: [script], outputs };
}

/** Every reader of large tables is tried, the fastest counts; small ones need none in particular. */
function readersOf({ figures: [name] }, peers) {
  const figure = FIGURES[name] ?? FIGURES.small;
  if (figure.type) return ['mmap'];
  if (figure.panels) return ['json'];
  if (figure.columnLabels) return ['csv'];
  if (figure.rows < 1000) return ['loadtxt'];
  return ['loadtxt', ...['pandas', 'polars', 'pyarrow'].filter((reader) => peers[reader])];
}

function python(one, library, reader) {
  const contender = drawn(one, `${library}-${reader}`, PYTHON, `with_${library}.py`, [reader]);
  return { ...contender, name: `${library} (${reader})` };
}

function drawn(one, who, program, script, more) {
  const { out, outputs } = placesOf(one, who);
  const source = one.figures[0] === 'batch' ? 'batch' : `${one.figures[0]}.json`;
  return { program, options: [join(PEERS, script), source, out, ...more], outputs };
}

/** What a peer is told to write, and the files it then makes. */
function placesOf(one, who) {
  const stem = `${OUTPUTS}${one.name}.${who}`;
  if (one.figures[0] !== 'batch') return { out: `${stem}.${one.format}`, outputs: [`${stem}.${one.format}`] };
  const out = `${stem}/%03d.${one.format}`;
  const outputs = Array.from({ length: BATCH_SIZE }, (_, index) => out.replace('%03d', batchName(index)));
  return { out, outputs };
}

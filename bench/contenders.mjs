// Creates the contenders of a case: command lines that run in the folder of the inputs.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BATCH_SIZE, FIGURES } from './figures.mjs';
import { batchName, dataFile } from './inputs.mjs';
import { installPackage } from './installed.mjs';
import { PYTHON } from './machine.mjs';
import { INPUTS, OUTPUTS, PEERS, PRODUCT } from './paths.mjs';
import { gnuplotScript } from './peers/gnuplot.mjs';

/**
 * Creates the contenders of a case that are installed, `heatmap` first.
 * `peer` is the name in targets, and `outputs` are the files of one run. `baseline` is the program of another build.
 */
export function createContenders(benchCase, peers, baseline) {
  return benchCase.contenders.flatMap((peer) => {
    const name = peer.startsWith('heatmap batch') ? 'heatmap batch' : peer;
    return FACTORIES[name](benchCase, peers, peer, baseline).map((contender) => ({
      name: peer,
      peer,
      ...contender,
    }));
  });
}

const FACTORIES = {
  heatmap: (benchCase) => [heatmap(benchCase, benchCase.figures[0])],
  'heatmap installed': (benchCase) => [installedHeatmap(benchCase)],
  'heatmap huge-npy': (benchCase) => [heatmap(benchCase, 'huge-npy')],
  'heatmap svg': (benchCase) => [heatmap(benchCase, benchCase.figures[0], 'svg')],
  'heatmap png': (benchCase) => [heatmap(benchCase, benchCase.figures[0], 'png')],
  'heatmap plain': (benchCase) => [plainHeatmap(benchCase, PRODUCT, 'plain')],
  'heatmap baseline': (benchCase, _peers, _peer, baseline) =>
    baseline ? [plainHeatmap(benchCase, baseline, 'baseline')] : [],
  'heatmap parts': (benchCase) => [heatmapParts(benchCase)],
  'heatmap reduce': (benchCase) => [heatmapReduce(benchCase)],
  'heatmap batch': (benchCase, _, peer) => [heatmapBatch(benchCase, peer)],
  node: () => [{ program: process.execPath, options: ['-e', '0'], outputs: [] }],
  gnuplot: (benchCase, peers) => (peers.gnuplot ? [gnuplot(benchCase)] : []),
  matplotlib: (benchCase, peers) =>
    peers.matplotlib
      ? dataReaders(benchCase, peers).map((reader) => python(benchCase, 'matplotlib', reader))
      : [],
  'matplotlib plain': (benchCase, peers) =>
    peers.matplotlib
      ? dataReaders(benchCase, peers).map((reader) => python(benchCase, 'matplotlib', reader, ['plain']))
      : [],
  'JSON.parse': ({ figures: [figure] }) => [
    script(`JSON.parse(require('node:fs').readFileSync('${dataFile(figure, FIGURES[figure])}', 'utf8'))`),
  ],
  'one loop': () => [script(LOOP)],
  'two loops at a time': () => [
    script(`require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(LOOP)}]); ${LOOP}`),
  ],
  seaborn: (benchCase, peers) =>
    peers.seaborn ? [python(benchCase, 'seaborn', dataReaders(benchCase, {})[0])] : [],
  clustermap: (benchCase, peers) =>
    peers.scipy ? [clusterPeer(benchCase, 'clustermap', 'clustermap.py')] : [],
  fastcluster: (benchCase, peers) =>
    peers.fastcluster ? [{ ...clusterPeer(benchCase, 'fastcluster', 'linkage.py'), outputs: [] }] : [],
  pheatmap: (benchCase, peers) => (peers.pheatmap ? [rPeer(benchCase, 'pheatmap')] : []),
  ComplexHeatmap: (benchCase, peers) => (peers.ComplexHeatmap ? [rPeer(benchCase, 'ComplexHeatmap')] : []),
  plotly: (benchCase, peers) =>
    peers.plotly
      ? [peerContender(benchCase, 'plotly', PYTHON, 'with_plotly.py', dataReaders(benchCase, {}))]
      : [],
  pandas: (benchCase, peers) =>
    peers.pandas && peers.matplotlib
      ? ['c', ...(peers.pyarrow ? ['pyarrow'] : [])].map((engine) => python(benchCase, 'pandas', engine))
      : [],
  'vega-lite': (benchCase, peers) =>
    peers['vega-lite'] && peers.vega
      ? [peerContender(benchCase, 'vega', process.execPath, 'with_vega.mjs', [])]
      : [],
};

function heatmap(benchCase, figure, format = benchCase.format) {
  const program = process.execPath;
  if (format === 'terminal')
    return { program, options: [PRODUCT, 'render', `${figure}.json`, '--format', format], outputs: [] };
  const out = `${OUTPUTS}${benchCase.name}.${figure}.${format}`;
  const hasPixels = format === 'svg' || format === 'png';
  return {
    program,
    options: [PRODUCT, 'render', `${figure}.json`, '-o', out],
    outputs: [out],
    specs: [`${figure}.json`],
    // The colours of a clustered figure are in another order.
    figures: FIGURES[figure].clustered || !hasPixels ? undefined : [[FIGURES[figure], 0]],
  };
}

function installedHeatmap(benchCase) {
  const { product, size, dependencies } = installPackage();
  const contender = heatmap(benchCase, benchCase.figures[0]);
  return { ...contender, options: [product, ...contender.options.slice(1)], size, dependencies };
}

/** Draws the table without a spec, as builds of any age can. */
function plainHeatmap(benchCase, product, label) {
  const { out, outputs } = outputPaths(benchCase, label);
  const [name] = benchCase.figures;
  return {
    program: process.execPath,
    options: [product, dataFile(name, FIGURES[name]), '-o', out],
    outputs,
  };
}

/** Reduces the parts of a matrix one after another, merges them, and draws the result. */
function heatmapParts(benchCase) {
  const [name] = benchCase.figures;
  const { outputs } = outputPaths(benchCase, 'parts');
  const reductions = Array.from({ length: PART_COUNT }, (_, part) => reduceOptions(name, part));
  const all = `${name}.all.hm`;
  const commands = [
    ...reductions,
    ['merge', ...reductions.map((options) => options.at(-1)), '-o', all],
    ['render', `${name}.json`, '--set', `data=${all}`, '-o', ...outputs],
  ];
  const lines = commands.map((options) => `'${process.execPath}' '${PRODUCT}' ${options.join(' ')}`);
  return {
    ...heatmap(benchCase, name),
    program: 'sh',
    options: ['-c', lines.join(' && ')],
    outputs,
  };
}

/** Reduces one part. */
const heatmapReduce = ({ figures: [name] }) => ({
  program: process.execPath,
  options: [PRODUCT, ...reduceOptions(name, 0)],
  outputs: [],
});

function reduceOptions(name, part) {
  const rows = FIGURES[name].rows / PART_COUNT;
  const range = `${part * rows}:${(part + 1) * rows}`;
  return ['reduce', `${name}.json`, '--rows', range, '-o', `${OUTPUTS}${name}.${part}.hm`];
}

function heatmapBatch(benchCase, peer) {
  const jobs = peer.split('--jobs ')[1];
  const folder = `${OUTPUTS}${benchCase.name}.${jobs ?? 'heatmap'}`;
  const names = Array.from({ length: BATCH_SIZE }, (_, index) => batchName(index));
  const contender = {
    program: process.execPath,
    options: [PRODUCT, 'batch', 'batch', '-o', folder, '--format', benchCase.format],
    outputs: names.map((name) => join(folder, `${name}.${benchCase.format}`)),
    specs: names.map((name) => `batch/${name}.json`),
    figures: names.map((_, index) => [FIGURES.small, index]),
  };
  if (jobs) contender.options.push('--jobs', jobs);
  return contender;
}

function gnuplot(benchCase) {
  const { out, outputs } = outputPaths(benchCase, 'gnuplot');
  const script = `${benchCase.name}.gp`;
  writeFileSync(join(INPUTS, script), `${gnuplotScript(benchCase.figures[0], benchCase.format, out)}\n`);
  return { program: 'gnuplot', options: [script], outputs };
}

/** Returns the data readers to try. A large CSV file is read with each installed reader, and the fastest counts. */
function dataReaders({ figures: [name] }, peers) {
  const figure = FIGURES[name] ?? FIGURES.small;
  if (figure.type) return ['mmap'];
  if (figure.panels) return ['json'];
  if (figure.columnLabels) return ['csv'];
  if (figure.rows < 1000) return ['loadtxt'];
  return ['loadtxt', ...['pandas', 'polars', 'pyarrow'].filter((reader) => peers[reader])];
}

function python(benchCase, library, reader, extraOptions = []) {
  const label = [library, ...extraOptions].join(' ');
  const file = `${label.replace(' ', '-')}-${reader}`;
  const contender = peerContender(benchCase, file, PYTHON, `with_${library}.py`, [reader, ...extraOptions]);
  return { ...contender, name: `${label} (${reader})` };
}

/** The number of parts of a matrix in one case. */
const PART_COUNT = 4;

/** About half a second of work in registers. */
const LOOP = 'for (let i = 0, x = 0; i < 5e8; i++) x = (x ^ i) + 1 | 0';

const script = (text) => ({ program: process.execPath, options: ['-e', text], outputs: [] });

const clusterPeer = (benchCase, label, script) =>
  peerContender(benchCase, label, PYTHON, `with_${script}`, []);

const rPeer = (benchCase, name) => peerContender(benchCase, name, 'Rscript', 'with_r.R', [name]);

function peerContender(benchCase, label, program, script, extraOptions) {
  const { out, outputs } = outputPaths(benchCase, label);
  const source = benchCase.figures[0] === 'batch' ? 'batch' : `${benchCase.figures[0]}.json`;
  return { program, options: [join(PEERS, script), source, out, ...extraOptions], outputs };
}

/** Returns the output argument of a peer, and the files that it then writes. */
function outputPaths(benchCase, label) {
  const stem = `${OUTPUTS}${benchCase.name}.${label}`;
  if (benchCase.figures[0] !== 'batch')
    return { out: `${stem}.${benchCase.format}`, outputs: [`${stem}.${benchCase.format}`] };
  const out = `${stem}/%03d.${benchCase.format}`;
  const outputs = Array.from({ length: BATCH_SIZE }, (_, index) => out.replace('%03d', batchName(index)));
  return { out, outputs };
}

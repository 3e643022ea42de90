// Measures how long "heatmap merge" takes, and how much memory, for parts of a matrix that no machine holds.
//
//   node bench/parts.mjs            1000 parts of 10⁶ × 10⁶ values; a table of time and memory for 125 … 1000 parts
//   node bench/parts.mjs 10         10 parts
//
// The matrix is not stored: value (i, j) is i + j, so the sums of all blocks have a formula, and each part is written as
// "heatmap reduce" would write it. The blocks of the merged matrix are compared with the formula.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { PRODUCT } from './paths.mjs';

const SIZE = 1_000_000;
const COUNT = Number(process.argv[2] ?? 1000);
const ROWS = SIZE / COUNT;
const CELLS = 2 ** 22;

const folder = mkdtempSync(join(tmpdir(), 'heatmap-parts-'));
const { encodePart, decodePart, Halvings, Histogram, PartMerger } = await loadSource();
const halvings = new Halvings(SIZE, CELLS);
const names = Array.from({ length: COUNT }, (_, k) => join(folder, `part-${k}.hm`));

try {
  names.forEach((name, k) => {
    writeFileSync(name, encodePart(partOf(k * ROWS, (k + 1) * ROWS)));
  });
  const bytes = names.reduce((sum, name) => sum + statSync(name).size, 0);
  console.log(`${COUNT} parts of ${ROWS} × ${SIZE} values, ${megabytes(bytes)} MB in all\n`);
  console.log('| parts | seconds | peak MB | result MB |\n| --- | --- | --- | --- |');
  for (const share of [8, 4, 2, 1]) {
    const parts = names.slice(0, Math.ceil(COUNT / share));
    const { seconds, memory } = merge(parts, share > 1);
    const size = megabytes(statSync(join(folder, 'all.hm')).size);
    console.log(`| ${parts.length} | ${seconds.toFixed(1)} | ${memory} | ${size} |`);
  }
  compareWithFormula();
} finally {
  rmSync(folder, { recursive: true });
}

/** Merges parts in random order. */
function merge(parts, isPartial) {
  const shuffled = parts
    .map((name, k) => [(k * 7919) % 10_007, name])
    .sort((a, b) => a[0] - b[0])
    .map(([, name]) => name);
  const args = [
    PRODUCT,
    'merge',
    ...shuffled,
    '-o',
    join(folder, 'all.hm'),
    ...(isPartial ? ['--partial'] : []),
  ];
  const time = existsSync('/usr/bin/time') ? ['/usr/bin/time', '-v'] : [];
  const [command, ...rest] = [...time, process.execPath, ...args];
  const start = performance.now();
  const { status, stderr } = spawnSync(command, rest, { encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(stderr);
  const [, kilobytes] = /Maximum resident set size \(kbytes\): (\d+)/.exec(stderr) ?? [];
  return { seconds, memory: kilobytes ? Math.round(kilobytes / 1000) : '–' };
}

/** Splits rows into the largest strips that need no other rows. */
function partOf(firstRow, endRow) {
  const runs = [];
  const stepCount = halvings.countFor(SIZE);
  for (let row = firstRow; row < endRow; ) {
    let step = 0;
    for (let next = 1; next <= stepCount; next++) {
      const { rows } = halvings.at(next).factor;
      if (row % rows === 0 && row + rows <= endRow) step = next;
    }
    // A strip waits before the step that halves the rows.
    while (step < stepCount && halvings.at(step).axis === 'columns') step++;
    const { width, factor } = halvings.at(step);
    const values = Float64Array.from({ length: width }, (_, j) =>
      blockSum(row, factor.rows, j, factor.columns),
    );
    runs.push({ step, position: row / factor.rows, length: 1, values, counts: null });
    row += factor.rows;
  }
  const histogram = new Histogram();
  for (let i = 0; i < 10_000; i++) histogram.add(firstRow + i * 100);
  const cells = (endRow - firstRow) * SIZE;
  const min = { value: firstRow, count: 1, row: firstRow, column: 0 };
  const max = { value: endRow - 1 + SIZE - 1, count: 1, row: endRow - 1, column: SIZE - 1 };
  const stats = {
    cells,
    missing: 0,
    positiveInfinity: 0,
    negativeInfinity: 0,
    nonPositive: 0,
    below: 0,
    above: 0,
  };
  return {
    columns: SIZE,
    reducer: 'mean',
    domain: [null, null],
    columnLabels: null,
    columnGroups: null,
    names: { x: null, y: null, value: null },
    unit: null,
    isBoolean: false,
    source: null,
    rowCount: SIZE,
    rowLabels: null,
    rowGroups: null,
    part: { firstRow, endRow, runs, stats: { ...stats, min, max, histogram } },
  };
}

/** Returns the sum of i + j in a block. All sums are integers below 2^53. */
function blockSum(row, rows, block, columns) {
  const first = block * columns;
  const width = Math.min(columns, SIZE - first);
  return (rows * width * (2 * row + rows - 1 + (2 * first + width - 1))) / 2;
}

function compareWithFormula() {
  const { part } = decodePart(readFileSync(join(folder, 'all.hm')), 'all.hm');
  const merger = new PartMerger(SIZE, CELLS, 'mean', { first: 0, end: SIZE, count: SIZE });
  merger.add(part);
  const { values, reduction } = merger.finish();
  const { rows, columns, factor } = reduction;
  let differences = 0;
  for (let i = 0; i < rows; i++) {
    const height = Math.min(factor.rows, SIZE - i * factor.rows);
    for (let j = 0; j < columns; j++) {
      const width = Math.min(factor.columns, SIZE - j * factor.columns);
      const mean = blockSum(i * factor.rows, height, j, factor.columns) / (height * width);
      if (values[i * columns + j] !== mean) differences++;
    }
  }
  console.log(
    `\n${rows} × ${columns} blocks of ${factor.rows} × ${factor.columns}; ${differences} differ from the formula`,
  );
  execFileSync(process.execPath, [PRODUCT, join(folder, 'all.hm'), '-q', '-o', join(folder, 'all.svg')]);
}

function megabytes(bytes) {
  return Math.round(bytes / 1e6);
}

/** Bundles what the measurement needs of the source, which the library does not export. */
async function loadSource() {
  const modules = [
    'parts/encode',
    'parts/decode',
    'matrix/halvings',
    'matrix/histogram',
    'matrix/part-merger',
  ];
  const outfile = join(folder, 'parts.mjs');
  await build({
    stdin: {
      contents: modules.map((name) => `export * from '../src/${name}.js';`).join('\n'),
      resolveDir: import.meta.dirname,
    },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
  });
  return import(outfile);
}

// Measures how long "heatmap merge" takes, and how much memory, for parts of a matrix that no machine holds.
//
//   node bench/parts.mjs            1, 10, 100 and 1000 parts of 10⁶ × 10⁶ values
//   node bench/parts.mjs 10 50      10 parts, and 50
//
// The matrix is not stored: value (i, j) is i + j, so the sums of all blocks have a formula, and each part is written as
// "heatmap reduce" would write it. Parts are merged in random order, and the blocks are compared with the formula.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { PRODUCT } from './paths.mjs';

const SIZE = 1_000_000;
const COUNTS = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1, 10, 100, 1000];
const CELLS = 2 ** 22;

const folder = mkdtempSync(join(tmpdir(), 'heatmap-parts-'));
const all = join(folder, 'all.hm');
const { encodePart, decodePart, Halvings, Histogram, PartMerger } = await loadSource();
const halvings = new Halvings(SIZE, CELLS);

try {
  console.log('| parts | rows of each | all parts, MB | seconds | peak MB | result, MB | wrong blocks |');
  console.log('| --- | --- | --- | --- | --- | --- | --- |');
  for (const count of COUNTS) {
    const rows = SIZE / count;
    const names = Array.from({ length: count }, (_, k) => join(folder, `part-${k}.hm`));
    names.forEach((name, k) => {
      writeFileSync(name, encodePart(partOf(k * rows, (k + 1) * rows)));
    });
    const { seconds, peak } = merge(names);
    const row = [
      count,
      rows,
      megabytes(names),
      seconds.toFixed(1),
      peak,
      megabytes([all]),
      countWrongBlocks(),
    ];
    console.log(`| ${row.join(' | ')} |`);
  }
  execFileSync(process.execPath, [PRODUCT, all, '-q', '-o', join(folder, 'all.svg')]);
} finally {
  rmSync(folder, { recursive: true });
}

/** Merges parts in random order. */
function merge(parts) {
  const shuffled = parts
    .map((name, k) => [(k * 7919) % 10_007, name])
    .sort((a, b) => a[0] - b[0])
    .map(([, name]) => name);
  const time = existsSync('/usr/bin/time') ? ['/usr/bin/time', '-v'] : [];
  const [command, ...options] = [...time, process.execPath, PRODUCT, 'merge', ...shuffled, '-o', all];
  const start = performance.now();
  const { status, stderr } = spawnSync(command, options, { encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(stderr);
  const [, kilobytes] = /Maximum resident set size \(kbytes\): (\d+)/.exec(stderr) ?? [];
  return { seconds, peak: kilobytes ? Math.round(kilobytes / 1000) : '–' };
}

/** Splits rows into the largest strips that need no other rows. Equal strips in sequence are one run. */
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
    const { rows } = halvings.at(step).factor;
    if (runs.at(-1)?.step === step) runs.at(-1).length++;
    else runs.push({ step, position: row / rows, length: 1, counts: null });
    row += rows;
  }
  for (const run of runs) run.values = sumsOf(run);
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

/** Returns the sums of the blocks in a run. */
function sumsOf({ step, position, length }) {
  const { width, factor } = halvings.at(step);
  return Float64Array.from({ length: length * width }, (_, k) =>
    blockSum((position + Math.floor(k / width)) * factor.rows, factor.rows, k % width, factor.columns),
  );
}

/** Returns the sum of i + j in a block. All sums are integers below 2^53. */
function blockSum(row, rows, block, columns) {
  const first = block * columns;
  const width = Math.min(columns, SIZE - first);
  return (rows * width * (2 * row + rows - 1 + (2 * first + width - 1))) / 2;
}

/** Returns the number of blocks of the merged matrix whose mean is not that of the formula. */
function countWrongBlocks() {
  const { part } = decodePart(readFileSync(all), 'all.hm');
  const merger = new PartMerger(SIZE, CELLS, 'mean', { first: 0, end: SIZE, count: SIZE });
  merger.add(part);
  const { values, reduction } = merger.finish();
  const { rows, columns, factor } = reduction;
  let wrong = 0;
  for (let i = 0; i < rows; i++) {
    const height = Math.min(factor.rows, SIZE - i * factor.rows);
    for (let j = 0; j < columns; j++) {
      const width = Math.min(factor.columns, SIZE - j * factor.columns);
      const mean = blockSum(i * factor.rows, height, j, factor.columns) / (height * width);
      if (values[i * columns + j] !== mean) wrong++;
    }
  }
  return `${wrong} of ${rows * columns}`;
}

/** The size of files together. */
function megabytes(names) {
  return Math.round(names.reduce((sum, name) => sum + statSync(name).size, 0) / 1e6);
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

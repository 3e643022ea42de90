import { fail } from '../../../diagnostics.js';
import { placeOf } from '../../../json/locate.js';
import { isList, type JsonObject } from '../../../json/node.js';
import { toPlainValue } from '../../../json/value.js';
import { datasetFromValues, type LabelledValue } from './cells.js';
import { nodeOf, numberAt, objectsAt, textAt } from './entries.js';
import type { ProgramJson } from './program.js';

const NANOSECONDS: Readonly<Record<string, number>> = { ns: 1, us: 1e3, ms: 1e6, s: 1e9 };
/** Parts of a name that set how a benchmark runs. */
const SETTING =
  /^(?:real_time|manual_time|process_time|iterations:.*|repeats:.*|min_time:.*|min_warmup_time:.*)$/;
/** Aggregates that are not times of a run. */
const OTHER_AGGREGATES = ['BigO', 'RMS', 'stddev', 'cv'];

/** A benchmark: its function, its arguments, and its times in nanoseconds. */
interface Run {
  readonly family: string;
  readonly args: readonly string[];
  readonly realTime: number;
  readonly cpuTime: number;
}

/**
 * The results of Google Benchmark. The real times are drawn.
 *
 * - With one argument, rows are functions and columns arguments. With two, rows and columns are arguments, and each function
 *   is a panel. With more, the last one is the column.
 * - Without arguments, the columns are real time and CPU time.
 * - Of aggregates only the mean is drawn; without aggregates, the mean of repetitions.
 *
 * Error: `no-rows`.
 */
export const GOOGLE_BENCHMARK: ProgramJson = {
  matches: (object) => {
    const benchmarks = nodeOf(object, 'benchmarks');
    const [first] = objectsAt(object, 'benchmarks');
    return (
      nodeOf(object, 'context')?.kind === 'object' &&
      isList(benchmarks) &&
      (!first || textAt(first, 'name') !== null)
    );
  },
  read(results, document) {
    const nodes = benchmarksOf(results);
    if (nodes.length === 0) fail('no-rows', 'the file has no benchmarks', placeOf(document, results));
    const unit = textAt(nodes[0], 'time_unit') ?? 'ns';
    const runs = nodes.map((node) => readRun(node, NANOSECONDS[unit] ?? 1));
    const names = { x: null, y: null, value: `real time (${unit})` };
    return datasetFromValues(cellsOf(runs), names, document.file);
  },
  records: (results) => objectsAt(results, 'benchmarks').map((node) => toPlainValue(node) as object),
};

function benchmarksOf(results: JsonObject): JsonObject[] {
  const all = objectsAt(results, 'benchmarks').filter(
    (node) => !OTHER_AGGREGATES.includes(textAt(node, 'aggregate_name') ?? ''),
  );
  const means = all.filter((node) => textAt(node, 'aggregate_name') === 'mean');
  return means.length > 0 ? means : all.filter((node) => textAt(node, 'aggregate_name') === null);
}

function readRun(node: JsonObject, unit: number): Run {
  const name = textAt(node, 'run_name') ?? textAt(node, 'name') ?? '';
  const [family, ...parts] = name.split('/');
  const factor = (NANOSECONDS[textAt(node, 'time_unit') ?? 'ns'] ?? 1) / unit;
  return {
    family,
    args: parts.filter((part) => !SETTING.test(part)),
    realTime: numberAt(node, 'real_time') * factor,
    cpuTime: numberAt(node, 'cpu_time') * factor,
  };
}

function cellsOf(runs: readonly Run[]): LabelledValue[] {
  const [{ args }] = runs;
  const count = runs.every((run) => run.args.length === args.length) ? args.length : 0;
  const families = new Set(runs.map(({ family }) => family)).size;
  return runs.flatMap((run): LabelledValue[] => {
    const column = run.args[run.args.length - 1];
    const value = run.realTime;
    const isSingle = families === 1;
    if (count === 1) return [{ row: run.family, column, value }];
    if (count === 2) return [{ ...(!isSingle && { panel: run.family }), row: run.args[0], column, value }];
    const name = [run.family, ...run.args];
    if (count > 2) return [{ row: name.slice(0, -1).join('/'), column, value }];
    const row = name.join('/');
    return [
      { row, column: 'real time', value },
      { row, column: 'CPU time', value: run.cpuTime },
    ];
  });
}

/** Checks the header of a part file, which can have been made by any program. */
import type { Halvings } from '../matrix/halvings.js';
import { REDUCERS } from '../matrix/reduction.js';
import type { PartHeader, RunHeader } from './layout.js';
import { PART_CELLS } from './part-file.js';

/** Returns what is wrong with the header; null if nothing is. */
export function findHeaderFault(header: unknown): string | null {
  if (typeof header !== 'object' || header === null) return 'its header is not an object';
  const { columns, firstRow, endRow, rowCount, reducer, domain, runs, binades, stats, ...texts } =
    header as PartHeader;
  const faults: [boolean, string][] = [
    [isCount(columns) && columns >= 1 && columns <= MAX_COLUMNS, 'columns'],
    [isCount(firstRow) && isCount(endRow) && endRow > firstRow && endRow <= MAX_ROWS, 'rows'],
    [rowCount === null || (isCount(rowCount) && rowCount >= endRow), 'number of rows'],
    [REDUCERS.includes(reducer), 'reducer'],
    [Array.isArray(domain) && domain.length === 2 && domain.every(isEnd), 'domain'],
    [Array.isArray(runs) && runs.length <= MAX_RUNS && runs.every(isRun), 'blocks'],
    [Array.isArray(binades) && isStrictlyAscending(binades), 'histogram'],
    [isCount(texts.histogramBytes), 'histogram'],
    [isStats(stats, { columns, firstRow, endRow }), 'statistics'],
    [isLabels(texts.columnLabels, columns) && isLabels(texts.rowLabels, endRow - firstRow), 'labels'],
    [
      isGroups(texts.columnGroups, columns) && isGroups(texts.rowGroups, endRow - firstRow),
      'groups of labels',
    ],
    [[texts.names?.x, texts.names?.y, texts.names?.value, texts.unit, texts.source].every(isText), 'names'],
    [typeof texts.isBoolean === 'boolean', 'type'],
  ];
  const fault = faults.find(([isValid]) => !isValid);
  return fault ? `its header has invalid ${fault[1]}` : null;
}

/** Whether the runs have each row of the part once. */
export function coverRows({ runs, firstRow, endRow }: PartHeader, halvings: Halvings): boolean {
  const maxSteps = halvings.countFor(MAX_ROWS);
  if (runs.some(({ step }) => step > maxSteps)) return false;
  const ranges = runs.map(({ step, position, length }) => {
    const { rows } = halvings.at(step).factor;
    return { from: position * rows, to: (position + length) * rows };
  });
  ranges.sort((a, b) => a.from - b.from);
  let next = firstRow;
  for (const { from, to } of ranges) {
    if (from !== next) return false;
    next = to;
  }
  return next === endRow;
}

const MAX_COLUMNS = 2 ** 24;
const MAX_ROWS = 2 ** 40;
/** More than any part has: at most two for each step. */
const MAX_RUNS = 1000;

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
const isEnd = (value: unknown) => value === null || Number.isFinite(value);
const isText = (value: unknown) => value === null || typeof value === 'string';

function isRun({ step, position, length, hasCounts }: RunHeader): boolean {
  const counts = [step, position, length];
  return counts.every(isCount) && length >= 1 && length <= PART_CELLS && typeof hasCounts === 'boolean';
}

function isStrictlyAscending(values: readonly unknown[]): boolean {
  return values.every(
    (value, i) => isCount(value) && value < 4096 && (i === 0 || value > (values[i - 1] as number)),
  );
}

function isLabels(labels: unknown, count: number): boolean {
  return labels === null || (Array.isArray(labels) && labels.length === count && labels.every(isString));
}

function isGroups(groups: unknown, count: number): boolean {
  if (groups === null) return true;
  return (
    Array.isArray(groups) &&
    groups.length <= 8 &&
    groups.every((level) => level !== null && isLabels(level, count))
  );
}

const isString = (value: unknown) => typeof value === 'string';

function isStats(
  stats: PartHeader['stats'] | undefined,
  { columns, firstRow, endRow }: Pick<PartHeader, 'columns' | 'firstRow' | 'endRow'>,
): boolean {
  if (!stats) return false;
  const { min, max, ...counts } = stats;
  const isExtremum = (extremum: typeof min) =>
    extremum === null ||
    (Number.isFinite(Number(extremum.value)) &&
      isCount(extremum.count) &&
      isCount(extremum.row) &&
      isCount(extremum.column) &&
      extremum.row >= firstRow &&
      extremum.row < endRow &&
      extremum.column < columns);
  const { cells, missing, positiveInfinity, negativeInfinity, nonPositive, below, above } = counts;
  const all = [cells, missing, positiveInfinity, negativeInfinity, nonPositive, below, above];
  return all.every(isCount) && cells === columns * (endRow - firstRow) && isExtremum(min) && isExtremum(max);
}

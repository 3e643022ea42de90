/** Reads a table whose options do not name its columns: detects what it shows, says so, and reads it. */
import { HeatmapError, quote, type Report } from '../diagnostics.js';
import type { Dataset } from '../matrix/matrix.js';
import type { MemoryBudget } from '../matrix/reduction.js';
import type { ReadOptions } from '../spec/data.js';
import { type Column, inferColumnKinds, type RecordSample } from './column-kinds.js';
import { type Detection, detectTable, isWords } from './detect.js';
import type { LongTable } from './long-table.js';
import { pivotLongTable } from './pivot.js';
import { listColumns, UndecidedTableError } from './undecided.js';
import { readWideRecords, type WideRoles } from './wide-records.js';
import { drawableWords } from './word-attributes.js';

/** What the reader of a format knows about a table. */
export interface UndeclaredTable {
  readonly file: string;
  readonly sample: RecordSample;
  /** The column of row labels that the layout of the file shows, or null. */
  readonly labelColumn: number | null;
  /** Whether the file itself says that `labelColumn` has the row labels, as pandas does for an index. */
  readonly hasIndex?: boolean;
  /** Returns the columns that the user selected, of those that are not row labels. */
  readonly keptColumns?: (count: number, labels: readonly string[] | null) => readonly number[];
  readonly open: () => LongTable;
  /** Reads columns of numbers faster than their records; returns null if these columns have something else. */
  readonly readNumbers?: (roles: WideRoles) => Dataset | null;
}

const MAX_LISTED = 6;

/**
 * Returns the dataset of a table, or null if its format reads it as a matrix without this detector.
 *
 * Reports `guessed`, `index-labels`, `columns-left-out` and `read-as-records`. Errors: `undecided-table`,
 * `not-a-matrix`, and those of `readWideRecords` and `pivotLongTable`.
 */
export function readUndeclaredTable(
  table: UndeclaredTable,
  options: ReadOptions,
  report: Report,
  budget: MemoryBudget,
): Dataset | null {
  const { file, sample } = table;
  const columns = inferColumnKinds(sample, options);
  const labels = givenLabels(sample.header, options);
  const labelColumn = labels === undefined ? table.labelColumn : labels;
  const hasOtherWords = columns.some((column) => column.position !== labelColumn && isWords(column));
  const isDeclared = labels !== undefined || (table.hasIndex === true && !hasOtherWords);
  const found = table.keptColumns
    ? ({ kind: 'matrix' } as const)
    : detectTable(sample, columns, labelColumn, !isDeclared);
  const detection = table.hasIndex && labels === undefined ? keepIndex(found, labelColumn) : found;
  const place = { file };
  const decimals = { ...options, rowLabels: undefined };
  switch (detection.kind) {
    case 'matrix': {
      const needsRecords =
        labelColumn !== table.labelColumn || columns.some((column) => needsParser(column, options));
      const cells = columns.map(({ position }) => position).filter((position) => position !== labelColumn);
      const isNumeric = cells.some((position) => columns[position].kind === 'number');
      if (!needsRecords || !isNumeric) return null;
      reportNumbers(columns, file, report);
      const names = cells.map((position) => sample.header[position]);
      const selected = table.keptColumns?.(cells.length, names.every((name) => name === '') ? null : names);
      const kept = selected ? new Set(selected.map((i) => cells[i])) : null;
      const roles = { rowLabels: labelColumn, cells, kept };
      return table.readNumbers?.(roles) ?? readWideRecords(table.open(), columns, roles, decimals, budget);
    }
    case 'wide': {
      const words = drawableWords(detection.omitted.map((position) => columns[position]));
      reportNumbers(
        detection.cells.map((position) => columns[position]),
        file,
        report,
      );
      const roles = {
        rowLabels: detection.rowLabels,
        cells: detection.cells,
        kept: null,
        words: words.map(({ position }) => position),
      };
      const dataset =
        (words.length === 0 ? table.readNumbers?.(roles) : null) ??
        readWideRecords(table.open(), columns, roles, decimals, budget);
      const drawn = new Set(dataset.slices[0].matrix.rowAttributes?.map(({ name }) => name));
      const strips = words.filter(({ name }) => drawn.has(name));
      reportWide(detection, columns, strips, labelColumn, file, report);
      return { ...dataset, decided: decidedKeys(detection, columns) };
    }
    case 'long': {
      const { x, y, value } = detection;
      const [across, down, cells] = [x, y, value].map((position) => nameOf(columns[position]));
      report({
        severity: 'info',
        code: 'read-as-records',
        message: `each record is one cell: ${across} runs across, ${down} down, and the colours show ${cells}`,
        place,
        hints: ['set "x", "y" and "value" to choose other columns'],
      });
      reportKinds(columns, file, report);
      try {
        const dataset = pivotLongTable(table.open(), { ...decimals, x, y, value }, report);
        return { ...dataset, decided: decidedKeys(detection, columns) };
      } catch (error) {
        if (!isRepeatedCell(error)) throw error;
        throw new UndecidedTableError(file, { ...sample, isComplete: false }, columns);
      }
    }
    case 'undecided': {
      // The user says which parts are labels, so the other words are cells.
      const isDeclared = options.header !== undefined && options.rowLabels !== undefined;
      if (isDeclared && columns.every((column) => column.position === labelColumn || isWords(column)))
        return null;
      const error = new UndecidedTableError(file, sample, columns);
      // If no command can say what to draw, the errors of a matrix of numbers say more.
      if (error.suggestions.length === 0 && columns.some(({ numbers }) => numbers !== null)) return null;
      throw error;
    }
  }
}

/** Labels the rows of a wide table by its index, whatever other column could label them. */
function keepIndex(detection: Detection, index: number | null): Detection {
  if (detection.kind !== 'wide' || detection.rowLabels === index) return detection;
  const { rowLabels, omitted } = detection;
  return { ...detection, rowLabels: index, omitted: rowLabels === null ? omitted : [...omitted, rowLabels] };
}

/** Whether all columns beside the row labels are plain numbers, and nothing else tells that the table is no matrix. */
export function hasPlainColumns(
  sample: RecordSample,
  labelColumn: number | null,
  options: ReadOptions,
): boolean {
  const columns = inferColumnKinds(sample, options);
  const cells = columns.filter(({ position }) => position !== labelColumn);
  return (
    cells.every((column) => column.kind === 'number' && !needsParser(column, options)) &&
    detectTable(sample, columns, labelColumn).kind === 'matrix'
  );
}

/** Returns the position of the row labels that the options give; null for no labels, undefined if they are open. */
function givenLabels(header: readonly string[], { rowLabels }: ReadOptions): number | null | undefined {
  if (rowLabels === false) return null;
  if (rowLabels === true) return 0;
  if (typeof rowLabels !== 'string') return undefined;
  const position = header.indexOf(rowLabels);
  if (position >= 0) return position;
  throw new HeatmapError({
    severity: 'error',
    code: 'unknown-column',
    message: `there is no column ${quote(rowLabels)}, which "rowLabels" names`,
    hints: [`the columns are ${header.slice(0, MAX_LISTED).map(quote).join(', ')}`],
  });
}

/** Whether the numbers of a column are not plain, or written with another decimal mark. */
function needsParser({ kind, numbers, hasLooseMissing }: Column, { decimal = '.' }: ReadOptions): boolean {
  if (kind !== 'number' || numbers === null) return false;
  return !numbers.isPlain || numbers.decimal !== decimal || hasLooseMissing;
}

function isRepeatedCell(error: unknown): boolean {
  return error instanceof HeatmapError && error.diagnostics.some(({ code }) => code === 'repeated-cell');
}

function reportWide(
  { rowLabels, omitted }: Detection & { kind: 'wide' },
  columns: readonly Column[],
  strips: readonly Column[],
  labelColumn: number | null,
  file: string,
  report: Report,
): void {
  const place = { file };
  if (rowLabels !== null && columns[rowLabels].kind === 'index' && rowLabels !== labelColumn) {
    report({
      severity: 'info',
      code: 'index-labels',
      message: `column ${nameOf(columns[rowLabels])} numbers the records, so it labels the rows`,
      place,
      hints: ['set "rowLabels": false if it contains data'],
    });
  }
  reportOmitted(
    omitted.map((position) => columns[position]).filter((column) => !strips.includes(column)),
    file,
    report,
  );
  if (strips.length > 0) {
    report({
      severity: 'note',
      code: 'words-beside',
      message: `${describeOmitted(strips, 'contains words and becomes a strip', 'contain words and become strips')[0]} beside the rows`,
      place,
      hints: ['set "y": { "annotations": [] } for no strips'],
    });
  }
  reportKinds(columns, file, report);
}

/** Reports the columns that a matrix of numbers leaves out. */
export function reportOmitted(left: readonly Column[], file: string, report: Report): void {
  const parts = [
    ...describeOmitted(left.filter(isWords), 'contains words', 'contain words'),
    ...describeOmitted(
      left.filter((column) => !isWords(column)),
      'numbers the records',
      'number the records',
    ),
  ];
  if (parts.length > 0) {
    report({
      severity: 'info',
      code: 'columns-left-out',
      message: `${parts.join('; ')}, so ${left.length === 1 ? 'it is' : 'they are'} not drawn`,
      place: { file },
      hints: ['set "columns" to choose the columns that are drawn'],
    });
  }
}

function describeOmitted(columns: readonly Column[], one: string, several: string): string[] {
  if (columns.length === 0) return [];
  const names = columns.slice(0, MAX_LISTED).map(nameOf).join(', ');
  const more = columns.length > MAX_LISTED ? ` and ${columns.length - MAX_LISTED} more` : '';
  return [columns.length === 1 ? `column ${names} ${one}` : `columns ${names}${more} ${several}`];
}

function reportKinds(columns: readonly Column[], file: string, report: Report): void {
  report({
    severity: 'note',
    code: 'guessed',
    message: `the columns are ${listColumns(columns)}`,
    place: { file },
    hints: ['set "kinds" if a kind is wrong'],
  });
}

/** Reports how numbers are written that are not plain. */
function reportNumbers(columns: readonly Column[], file: string, report: Report): void {
  const marks = new Set(columns.flatMap(({ numbers }) => numbers?.marks ?? []));
  if (marks.size === 0) return;
  report({
    severity: 'note',
    code: 'guessed',
    message: `numbers are read with ${[...marks].join(', ')}`,
    place: { file },
  });
}

/** Returns the decision as keys of `data`. A name that occurs twice is given by its position. */
function decidedKeys(
  detection: Detection & { kind: 'wide' | 'long' },
  columns: readonly Column[],
): NonNullable<Dataset['decided']> {
  const isUnique = (name: string) =>
    name !== '' && columns.filter((column) => column.name === name).length === 1;
  const keyOf = (position: number) => {
    const { name } = columns[position];
    return isUnique(name) && !/[()"]/.test(name) ? name : position;
  };
  if (detection.kind === 'long') {
    return { x: keyOf(detection.x), y: keyOf(detection.y), value: keyOf(detection.value) };
  }
  const { rowLabels, cells } = detection;
  const names = cells.map((position) => columns[position].name);
  if (!names.every(isUnique)) return {};
  const label = rowLabels === null ? false : rowLabels === 0 ? true : columns[rowLabels].name;
  return { rowLabels: label, columns: names };
}

function nameOf({ name, position }: Column): string {
  return name === '' ? String(position + 1) : quote(name);
}

import { fail, type Report } from '../diagnostics.js';
import type { AccumulatorResult } from '../matrix/accumulator.js';
import { checkSize, NO_REDUCTION } from '../matrix/limits.js';
import { type Matrix, singleDataset } from '../matrix/matrix.js';
import { isMissing } from '../table/missing.js';
import { parseNumberBytes } from '../table/number.js';
import { findLineEnd, type TableCursor } from './csv/cursor.js';
import { TextBuffer } from './csv/text-buffer.js';
import { decodeStream } from './decode.js';
import { BINS_HINT, type BinAxis, BinCollector } from './genomics/bins.js';
import { createTabCursor } from './genomics/feature-rows.js';
import type { Reader, ReadPlan } from './reader.js';
import { CONTACTS_HEADER } from './shapes.js';
import { SparseRows } from './sparse-rows.js';

/** The records of a contact map. Bins are numbers that `bins` gave them. */
interface Contacts {
  readonly bins: BinCollector;
  readonly rowChromosomes: ReadonlySet<number>;
  readonly columnChromosomes: ReadonlySet<number>;
  readonly count: number;
  readonly rows: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/**
 * Reads pairs of bins as a contact map: chrom1, start1, end1 are the rows, chrom2, start2, end2 the columns.
 *
 * - Bins without a record are missing. Further columns, such as balanced values, are not drawn.
 * - If both axes share a chromosome, the map is square; if the records are only one triangle of it, it is mirrored.
 * - On an axis with one chromosome and no gaps, the bins have their true positions.
 *
 * Reports `guessed`. Errors: `no-rows`, `contacts-line`, `repeated-cell`, `too-large`.
 */
export const readContacts: Reader = (source, options, report, plan = NO_REDUCTION) => {
  const text = new TextBuffer(source.name, decodeStream(source, report));
  const { file } = text;
  const cursor = createTabCursor(text, false);
  const header = CONTACTS_HEADER.exec(text.head.toString('latin1', 0, 200));
  if (header) cursor.nextRecord();
  const contacts = readRecords(text, cursor, options.missingValues);
  if (contacts.count === 0) fail('no-rows', 'the file has no pairs of bins', { file });
  const matrix = buildMatrix(contacts, plan, file, report);
  const names = { x: matrix.names.columns, y: matrix.names.rows, value: header?.[1] ?? 'count' };
  return singleDataset(matrix.matrix, names);
};

function readRecords(text: TextBuffer, cursor: TableCursor, missingValues?: readonly string[]): Contacts {
  const { file } = text;
  const bins = new BinCollector(file);
  const chromosomes = [new Set<number>(), new Set<number>()];
  let [rows, columns, values] = [new Int32Array(1024), new Int32Array(1024), new Float64Array(1024)];
  let count = 0;
  for (; cursor.nextRecord(); count++) {
    checkSize('records', count + 1, file, BINS_HINT);
    if (count === values.length) {
      [rows, columns] = [grow(rows, new Int32Array(2 * count)), grow(columns, new Int32Array(2 * count))];
      values = grow(values, new Float64Array(2 * count));
    }
    rows[count] = readBin(chromosomes[0]);
    columns[count] = readBin(chromosomes[1]);
    if (!cursor.nextField()) failLine('the number after the two bins is absent');
    values[count] = readNumber();
    if (Number.isNaN(values[count]) && !isMissing(cursor.content(), missingValues)) {
      failLine('the field after the two bins is not a number');
    }
  }
  const [rowChromosomes, columnChromosomes] = chromosomes;
  return { bins, rowChromosomes, columnChromosomes, count, rows, columns, values };

  function readBin(used: Set<number>): number {
    const chromosome = cursor.nextField() ? bins.chromosomeOf(cursor.content()) : -1;
    const start = cursor.nextField() ? readNumber() : Number.NaN;
    const end = cursor.nextField() ? readNumber() : Number.NaN;
    if (!(Number.isSafeInteger(start) && Number.isSafeInteger(end) && 0 <= start && start < end)) {
      failLine('expected two bins: a chromosome, a start and an end after it, twice, and then a number');
    }
    used.add(chromosome);
    return bins.add(chromosome, start, end);
  }

  function readNumber(): number {
    return parseNumberBytes(text.bytes, cursor.start, cursor.end, '.');
  }

  function failLine(message: string): never {
    const start = cursor.recordStart;
    fail('contacts-line', message, text.place(start, findLineEnd(text.bytes, start)));
  }
}

function grow<T extends Int32Array | Float64Array>(values: T, larger: T): T {
  larger.set(values);
  return larger;
}

interface NamedMatrix {
  readonly matrix: Matrix;
  readonly names: { readonly rows: string | null; readonly columns: string | null };
}

function buildMatrix(contacts: Contacts, plan: ReadPlan, file: string, report: Report): NamedMatrix {
  const { bins, rowChromosomes, columnChromosomes, count } = contacts;
  const isSquare = [...rowChromosomes].some((chromosome) => columnChromosomes.has(chromosome));
  const shared = new Set([...rowChromosomes, ...columnChromosomes]);
  const y = bins.finish(isSquare ? shared : rowChromosomes, isSquare);
  const x = isSquare ? y : bins.finish(columnChromosomes, false);
  checkSize('cells', y.length * x.length, file, BINS_HINT);
  const failRepeated = (_: number, __: number, row: number, column: number) =>
    fail('repeated-cell', `the bins ${y.labels[row]} and ${x.labels[column]} have more than one value`, {
      file,
    });
  const rows = contacts.rows.subarray(0, count).map((bin) => y.positions[bin]);
  const columns = contacts.columns.subarray(0, count).map((bin) => x.positions[bin]);
  const hasUpper = rows.some((row, i) => columns[i] > row);
  const hasLower = rows.some((row, i) => columns[i] < row);
  const isTriangle = isSquare && hasUpper !== hasLower;
  const cells = new SparseRows(y.length, x.length, Number.NaN, failRepeated, plan);
  for (let i = 0; i < count; i++) {
    cells.add(rows[i], columns[i], contacts.values[i]);
    if (isTriangle && rows[i] !== columns[i]) cells.add(columns[i], rows[i], contacts.values[i]);
  }
  if (isTriangle) {
    report({
      severity: 'note',
      code: 'guessed',
      message: `the records are only the ${hasUpper ? 'upper' : 'lower'} triangle, so the map is completed by symmetry`,
      place: { file },
    });
  }
  return { matrix: matrixOf(y, x, cells.finish()), names: { rows: y.chromosome, columns: x.chromosome } };
}

function matrixOf(y: BinAxis, x: BinAxis, cells: AccumulatorResult): Matrix {
  return {
    columns: x.length,
    ...cells,
    rowLabels: y.labels,
    columnLabels: x.labels,
    categories: null,
    ...(y.groups && { rowGroups: y.groups }),
    ...(x.groups && { columnGroups: x.groups }),
    ...(y.edges && { rowEdges: y.edges }),
    ...(x.edges && { columnEdges: x.edges }),
  };
}

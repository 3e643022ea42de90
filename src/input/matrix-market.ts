import { fail, quote } from '../diagnostics.js';
import type { AccumulatorResult } from '../matrix/accumulator.js';
import { checkSize, NO_REDUCTION } from '../matrix/limits.js';
import { singleDataset } from '../matrix/matrix.js';
import type { MemoryBudget } from '../matrix/reduction.js';
import { parseNumberBytes } from '../table/number.js';
import { findLineEnd, TableCursor } from './csv/cursor.js';
import { NumberScanner } from './csv/number-scanner.js';
import { TextBuffer } from './csv/text-buffer.js';
import { decodeStream } from './decode.js';
import type { Reader } from './reader.js';
import { reduceDataset } from './reduce.js';
import { SparseRows } from './sparse-rows.js';

const LAYOUTS = ['coordinate', 'array'];
const FIELDS = ['real', 'double', 'integer', 'unsigned-integer', 'pattern'];
const SYMMETRIES = ['general', 'symmetric', 'skew-symmetric'];

interface Header {
  readonly isSparse: boolean;
  readonly isPattern: boolean;
  readonly symmetry: string;
}

/**
 * Reads a MatrixMarket file. There are no labels.
 *
 * - Coordinates: absent cells are 0; the values of repeated cells are added, as scipy does; a pattern has ones.
 * - Symmetric and skew-symmetric matrices are completed.
 *
 * Errors: `mtx-header`, `mtx-entry`, `mtx-size`, `empty-array`, `too-large`, and those of `decodeStream`.
 */
export const readMatrixMarket: Reader = (source, _options, report, plan = NO_REDUCTION) => {
  const text = new TextBuffer(source.name, decodeStream(source, report));
  const header = parseBanner(text);
  const entries = new Entries(text);
  const matrix = header.isSparse ? readCoordinates(entries, header, plan) : readArray(entries, header);
  const labels = { rowLabels: null, columnLabels: null, categories: null };
  const dataset = singleDataset({ ...matrix, ...labels });
  return matrix.reduction ? dataset : reduceDataset(dataset, plan);
};

interface Cells extends AccumulatorResult {
  readonly columns: number;
}

function parseBanner(text: TextBuffer): Header {
  const end = findLineEnd(text.bytes, 0);
  const line = text.bytes.toString('latin1', 0, Math.min(end, 200));
  const [banner, object, layout, field, symmetry] = line.toLowerCase().trim().split(/\s+/);
  const failHeader = (message: string, ...hints: string[]) =>
    fail('mtx-header', message, text.place(0, end), ...hints);
  if (banner !== '%%matrixmarket') failHeader('the first line must start with "%%MatrixMarket"');
  if (object !== 'matrix' || !LAYOUTS.includes(layout) || symmetry === undefined) {
    failHeader(
      'the first line must be "%%MatrixMarket matrix", then coordinate or array, a type and a symmetry',
    );
  }
  if (field === 'complex' || symmetry === 'hermitian') {
    failHeader(
      'the matrix is complex; a cell must be one real number',
      'write its magnitude or its real part',
    );
  }
  if (!FIELDS.includes(field)) failHeader(`the type ${quote(field)} must be one of ${FIELDS.join(', ')}`);
  if (!SYMMETRIES.includes(symmetry)) {
    failHeader(`the symmetry ${quote(symmetry)} must be one of ${SYMMETRIES.join(', ')}`);
  }
  const isSparse = layout === 'coordinate';
  const isPattern = field === 'pattern';
  if (isPattern && !isSparse) failHeader('an array cannot be a pattern');
  return { isSparse, isPattern, symmetry };
}

/** The lines below the banner, which have some numbers each. Lines that start with % are comments. */
class Entries {
  readonly cursor: TableCursor;
  private readonly scanner = new NumberScanner(SPACE, '.');

  constructor(readonly text: TextBuffer) {
    const isComment = ({ bytes }: TextBuffer, lineStart: number) => bytes[lineStart] === PERCENT;
    this.cursor = new TableCursor(text, { start: 0, delimiter: SPACE, isComment });
  }

  /** Reads the numbers of the next line into `target`. Returns false at the end. Error: `mtx-entry`. */
  next(target: Float64Array): boolean {
    const { cursor, text, scanner } = this;
    if (!cursor.nextRecord()) return false;
    let count = cursor.readNumbers(scanner, target, 0);
    while (cursor.nextField()) {
      const value = parseNumberBytes(text.bytes, cursor.start, cursor.end, '.');
      const isNan = Number.isNaN(value) && /^[+-]?nan$/i.test(cursor.content(8));
      if (Number.isNaN(value) && !isNan) this.failAtField(`${quote(cursor.content(100))} is not a number`);
      if (count < target.length) target[count] = value;
      count++;
    }
    if (count !== target.length) {
      const numbers = target.length === 1 ? '1 number' : `${target.length} numbers`;
      this.failAtLine(`the line has ${count} numbers; it must have ${numbers}`);
    }
    return true;
  }

  failAtLine(message: string): never {
    const { text, cursor } = this;
    const start = cursor.recordStart;
    fail('mtx-entry', message, text.place(start, findLineEnd(text.bytes, start)));
  }

  private failAtField(message: string): never {
    fail('mtx-entry', message, this.text.place(this.cursor.start, this.cursor.end));
  }
}

const SPACE = 32;
const PERCENT = 37;

/** Reads the line with the sizes, and checks them. Errors: `mtx-header`, `mtx-entry`, `empty-array`, `too-large`. */
function readSizes(entries: Entries, header: Header): number[] {
  const { file } = entries.text;
  const sizes = new Float64Array(header.isSparse ? 3 : 2);
  if (!entries.next(sizes))
    fail('mtx-header', 'the line with the numbers of rows and columns is missing', { file });
  if (!sizes.every((size) => Number.isSafeInteger(size) && size >= 0)) {
    entries.failAtLine('the sizes must be whole numbers that are not negative');
  }
  const [rows, columns, count = 0] = sizes;
  if (rows * columns === 0)
    fail('empty-array', `the matrix has ${rows} rows and ${columns} columns`, { file });
  checkSize(
    'cells',
    rows * columns,
    file,
    'only matrices that fit into memory with all their zeros can be drawn',
  );
  if (header.symmetry !== 'general' && rows !== columns) {
    entries.failAtLine(
      `a ${header.symmetry} matrix must be square, but this one has ${rows} rows and ${columns} columns`,
    );
  }
  return [rows, columns, count];
}

function readCoordinates(entries: Entries, header: Header, plan: MemoryBudget): Cells {
  const [rows, columns, announced] = readSizes(entries, header);
  const { symmetry, isPattern } = header;
  const cells = new SparseRows(rows, columns, 0, (earlier, value) => earlier + value, plan);
  const entry = new Float64Array(isPattern ? 2 : 3);
  const mirrorSign = symmetry === 'skew-symmetric' ? -1 : 1;
  let count = 0;
  for (; entries.next(entry); count++) {
    if (count === announced) failCount(entries, announced, 'more');
    const [row, column, value = 1] = entry;
    if (!isPosition(row, rows) || !isPosition(column, columns)) {
      entries.failAtLine(
        `the cell ${row}, ${column} is outside of the matrix; rows are 1 to ${rows}, columns 1 to ${columns}`,
      );
    }
    if (symmetry === 'skew-symmetric' && row === column) {
      entries.failAtLine('a skew-symmetric matrix must have no entry on its diagonal');
    }
    cells.add(row - 1, column - 1, value);
    if (symmetry !== 'general' && row !== column) cells.add(column - 1, row - 1, mirrorSign * value);
  }
  if (count < announced) failCount(entries, announced, String(count));
  return { columns, ...cells.finish() };
}

function isPosition(value: number, count: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= count;
}

/** Reads the values column by column; those above the diagonal are absent if the matrix is symmetric. */
function readArray(entries: Entries, header: Header): Cells {
  const [rows, columns] = readSizes(entries, header);
  const { symmetry } = header;
  const values = new Float64Array(rows * columns);
  const isSkew = symmetry === 'skew-symmetric';
  const firstRowOf = (column: number) => (symmetry === 'general' ? 0 : isSkew ? column + 1 : column);
  const entry = new Float64Array(1);
  const triangle = (rows * (isSkew ? rows - 1 : rows + 1)) / 2;
  const announced = symmetry === 'general' ? rows * columns : triangle;
  let count = 0;
  for (let column = 0; column < columns; column++) {
    for (let row = firstRowOf(column); row < rows; row++, count++) {
      if (!entries.next(entry)) failCount(entries, announced, String(count));
      values[row * columns + column] = entry[0];
      if (symmetry !== 'general' && row !== column)
        values[column * columns + row] = isSkew ? -entry[0] : entry[0];
    }
  }
  if (entries.next(entry)) failCount(entries, announced, 'more');
  return { rows, columns, values };
}

function failCount({ text }: Entries, announced: number, actual: string): never {
  const message = `the header announces ${announced} entries, but the file has ${actual}`;
  fail('mtx-size', message, { file: text.file }, 'copy or write the file again');
}

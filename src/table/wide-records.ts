/** Reads the numbers of some columns of a table as a matrix, one row for each record. */
import { fail, quote } from '../diagnostics.js';
import { throwErrors } from '../error-list.js';
import { Accumulator } from '../matrix/accumulator.js';
import { checkSize } from '../matrix/limits.js';
import { type Dataset, NO_NAMES, singleDataset } from '../matrix/matrix.js';
import type { MemoryBudget } from '../matrix/reduction.js';
import type { ReadOptions } from '../spec/data.js';
import { columnHints } from './column-hints.js';
import type { Column } from './column-kinds.js';
import { isMissingNumber } from './human-numbers.js';
import type { LongTable } from './long-table.js';
import { contains } from './missing.js';
import { NonNumericCells } from './non-numeric.js';
import { type DecimalMark, numberHints, parseNumber } from './number.js';
import { WordCollector } from './word-attributes.js';

export interface WideRoles {
  /** The column with the row labels, or null. */
  readonly rowLabels: number | null;
  /** The columns of the matrix. */
  readonly cells: readonly number[];
  /** Texts in the other columns become missing values; null: text in any column is an error. */
  readonly kept: ReadonlySet<number> | null;
  /** The columns of words that become attributes of the rows. */
  readonly words?: readonly number[];
}

/**
 * Reads the records of `table` as rows of numbers.
 *
 * If there are more numbers than `budget` allows, they are reduced. Errors: `not-a-number`, `no-rows`, `too-large`, and
 * those of `table`.
 */
export function readWideRecords(
  table: LongTable,
  columns: readonly Column[],
  { rowLabels: labelColumn, cells, kept, words = [] }: WideRoles,
  options: ReadOptions,
  budget: MemoryBudget,
): Dataset {
  const { name: file, header } = table;
  const readers = cells.map((position) => createCellReader(columns[position], options));
  const wanted = [...cells, ...(labelColumn === null ? [] : [labelColumn]), ...words];
  const attributes = new WordCollector(words, options.missingValues);
  const rowLabels: string[] | null = labelColumn === null ? null : [];
  const accumulator = new Accumulator(cells.length, budget);
  const row = new Float64Array(cells.length);
  const nonNumeric = new NonNumericCells();
  const hasNumbers = new Uint8Array(cells.length);
  while (table.nextRecord(wanted)) {
    for (let i = 0; i < cells.length; i++) {
      row[i] = readers[i].read(table);
      if (!Number.isNaN(row[i])) hasNumbers[i] = 1;
      else if (kept === null || kept.has(cells[i])) checkText(i);
    }
    checkBudget();
    accumulator.add(row);
    attributes.add(table);
    if (rowLabels && labelColumn !== null)
      checkSize('row labels', rowLabels.push(table.cell(labelColumn)), file);
  }
  if (accumulator.rows === 0) fail('no-rows', 'the table has a header row but no data rows', { file });
  throwErrors(
    nonNumeric.errors({
      file,
      hasNumbers: (i) => hasNumbers[i] === 1,
      nameOf: (i) => nameOf(cells[i]),
      columnHints: (words) => {
        const numeric = [...cells.keys()].filter((i) => !words.includes(i) && hasNumbers[i] === 1);
        return columnHints([null, ...words.map((i) => header[cells[i]])], numeric, (i) => header[cells[i]]);
      },
    }),
  );
  const isNamed = header.some((name) => name !== '');
  const matrix = {
    ...accumulator.finish(),
    columns: cells.length,
    rowLabels,
    columnLabels: isNamed ? cells.map((position) => header[position]) : null,
    categories: null,
    ...(words.length > 0 && { rowAttributes: attributes.finish(header) }),
    ...unitOf(cells.map((position) => columns[position])),
  };
  return singleDataset(matrix, { ...NO_NAMES, y: (labelColumn !== null && header[labelColumn]) || null });

  function checkText(i: number): void {
    const content = table.cell(cells[i]);
    if (isMissingNumber(content, options.missingValues)) return;
    const hints = () => [
      ...numberHints(content, readers[i].decimal),
      `if it stands for a missing value, set "missingValues": [${quote(content)}]`,
    ];
    nonNumeric.add({
      row: accumulator.rows,
      column: i,
      content,
      fault: () => numberHints(content, readers[i].decimal).join('; '),
      describe: () => ({
        severity: 'error',
        code: 'not-a-number',
        message: `${quote(content)} in column ${nameOf(cells[i])} is not a number`,
        place: table.place(cells[i]),
        hints: hints().slice(0, 1),
      }),
    });
  }

  function nameOf(position: number): string {
    return header[position] ? quote(header[position]) : String(position + 1);
  }

  function checkBudget(): void {
    if ((accumulator.rows + 1) * cells.length <= budget.maxCells || budget.reduction) return;
    fail('too-large', `the data has more than ${budget.maxCells} cells`, { file });
  }
}

interface CellReader {
  readonly decimal: DecimalMark;
  /** Returns the number in the current record; NaN if it is missing or no number. */
  read(table: LongTable): number;
}

/** Returns a reader that parses a text slowly only if it is not a plain number. */
function createCellReader(
  { position, numbers }: Column,
  { decimal: usual = '.', missingValues = [] }: ReadOptions,
): CellReader {
  const decimal = numbers?.decimal ?? usual;
  const hasMissingNumbers = missingValues.some((value) => !Number.isNaN(parseNumber(value, decimal)));
  const isMissing = (text: string) => contains(missingValues, text) || contains(missingValues, text.trim());
  return {
    decimal,
    read(table) {
      const value = table.number(position, decimal);
      if (hasMissingNumbers && isMissing(table.cell(position))) return Number.NaN;
      if (!Number.isNaN(value)) return value;
      return numbers ? numbers.parse(table.cell(position)) : value;
    },
  };
}

/** Returns the unit of all columns with numbers, if it is the same. */
function unitOf(columns: readonly Column[]): { unit?: string } {
  const units = new Set(columns.flatMap(({ numbers }) => (numbers ? [numbers.unit] : [])));
  const [unit] = units;
  return units.size === 1 && unit ? { unit } : {};
}

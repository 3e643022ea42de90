/** Cells that are not numbers in a table of numbers. One fault gives one error, however many cells it affects. */

import { type Diagnostic, type Place, quote } from '../diagnostics.js';
import { ErrorList } from '../error-list.js';
import { joinFirst } from '../phrases.js';

/** A column of numbers has at most this many different words by mistake. With more it is a column of words. */
const MAX_DIFFERENT_WORDS = 3;
/** The number of columns with words whose cells are looked at one by one. */
const MAX_TRACKED_COLUMNS = 20;
/** A row with this many words is a second header or has units, if no other row has words. */
const MIN_WORDS_OF_ROW = 3;
/** The number of columns or words that a message lists. */
const MAX_LISTED = 8;

export interface NonNumericCell {
  readonly row: number;
  readonly column: number;
  readonly content: string;
  /** Returns what is wrong with a cell that is nearly a number, such as "1,234", or '' for any other word. */
  readonly fault: () => string;
  /** Returns the error for this cell alone. It is called only for a cell that will be shown. */
  readonly describe: () => Diagnostic;
}

/** What the errors say about the table. */
export interface NonNumericContext {
  readonly file: string;
  /** Returns true if a column has at least one number. */
  readonly hasNumbers: (column: number) => boolean;
  /** Names a column in quotes, or by its number. */
  readonly nameOf: (column: number) => string;
  /** Returns hints for an error about columns of words. */
  readonly columnHints: (wordColumns: readonly number[]) => readonly string[];
}

/** Cells with the same fault or the same content. */
interface Group {
  readonly first: NonNumericCell;
  readonly error: Diagnostic;
  count: number;
  isOneRow: boolean;
}

interface Column {
  readonly index: number;
  readonly words: Set<string>;
  /** By fault or content, in order of appearance. */
  readonly groups: Map<string, Group>;
}

export class NonNumericCells {
  count = 0;
  /** The number of these cells in each column that has any. */
  private readonly counts = new Map<number, number>();
  private readonly tracked = new Map<number, Column>();

  /** Whether only the number of further cells of a column counts. */
  isDecided(index: number): boolean {
    const column = this.tracked.get(index);
    return column ? column.words.size > MAX_DIFFERENT_WORDS : this.tracked.size === MAX_TRACKED_COLUMNS;
  }

  /** Counts a cell of a column that is decided. */
  addDecided(index: number): void {
    this.count++;
    this.counts.set(index, this.countIn(index) + 1);
  }

  add(cell: NonNumericCell): void {
    const { column: index, content, row } = cell;
    const isDecided = this.isDecided(index);
    this.addDecided(index);
    if (isDecided) return;
    const column = this.trackColumn(index);
    const isKnown = column.words.has(content);
    const fault = isKnown ? '' : cell.fault();
    if (!isKnown && fault === '') column.words.add(content);
    if (column.words.size > MAX_DIFFERENT_WORDS) return;
    const key = fault || content;
    const group = column.groups.get(key);
    if (group) {
      group.count++;
      group.isOneRow &&= group.first.row === row;
    } else {
      column.groups.set(key, { first: cell, error: cell.describe(), count: 1, isOneRow: true });
    }
  }

  countIn(column: number): number {
    return this.counts.get(column) ?? 0;
  }

  /** Returns one error for all columns of words, and one for each fault in the other columns. */
  errors(context: NonNumericContext): ErrorList {
    const errors = new ErrorList(context.file, 'cells that are not numbers');
    const wordColumns = this.wordColumns(context);
    if (wordColumns.size > 0) errors.add(() => this.wordColumnError(wordColumns, context));
    const others = [...this.tracked.values()].filter(({ index }) => !wordColumns.has(index));
    const groups = mergeGroups(others.flatMap((column) => [...column.groups]));
    if (isOneRow(groups)) {
      errors.add(() => rowOfWordsError(groups));
    } else {
      for (const { error, count } of groups) errors.add(() => withCount(error, count));
    }
    for (const [index, count] of this.counts) {
      if (!wordColumns.has(index) && !this.tracked.has(index)) errors.omit(count);
    }
    return errors;
  }

  private trackColumn(index: number): Column {
    const column = this.tracked.get(index);
    if (column) return column;
    const created = { index, words: new Set<string>(), groups: new Map<string, Group>() };
    this.tracked.set(index, created);
    return created;
  }

  /**
   * Returns the columns of words: those with many different words, and those without numbers. A single column with always
   * the same word does not count, because the word probably stands for missing values.
   */
  private wordColumns({ hasNumbers }: NonNumericContext): ReadonlySet<number> {
    const wordCount = (index: number) => this.tracked.get(index)?.words.size ?? MAX_DIFFERENT_WORDS + 1;
    const withoutNumbers = [...this.counts.keys()].filter(
      (index) => wordCount(index) > 0 && !hasNumbers(index),
    );
    const isExpected = withoutNumbers.length > 1 || withoutNumbers.some((index) => wordCount(index) > 1);
    const mixed = [...this.tracked.keys()].filter((index) => wordCount(index) > MAX_DIFFERENT_WORDS);
    return new Set([...(isExpected ? withoutNumbers : []), ...mixed]);
  }

  private wordColumnError(columns: ReadonlySet<number>, context: NonNumericContext): Diagnostic {
    const sorted = [...columns].sort((a, b) => a - b);
    const names = joinFirst(sorted.map(context.nameOf), MAX_LISTED);
    const [first] = this.tracked.get(sorted[0])?.groups.values() ?? [];
    const place: Place = first?.error.place ?? { file: context.file };
    return {
      severity: 'error',
      code: 'not-a-number',
      message:
        sorted.length === 1
          ? `column ${names} contains words, not numbers`
          : `${sorted.length} columns contain words, not numbers: ${names}`,
      place,
      hints: context.columnHints(sorted),
    };
  }
}

/** Merges groups of several columns with the same fault or content, in the order of the table. */
function mergeGroups(groups: readonly (readonly [string, Group])[]): Group[] {
  const merged = new Map<string, Group>();
  const sorted = [...groups].sort(
    ([, { first: a }], [, { first: b }]) => a.row - b.row || a.column - b.column,
  );
  for (const [key, group] of sorted) {
    const known = merged.get(key);
    merged.set(
      key,
      known
        ? {
            ...known,
            count: known.count + group.count,
            isOneRow: known.isOneRow && group.isOneRow && known.first.row === group.first.row,
          }
        : group,
    );
  }
  return [...merged.values()];
}

function isOneRow(groups: readonly Group[]): boolean {
  return (
    groups.length >= MIN_WORDS_OF_ROW &&
    groups.every(({ isOneRow, first }) => isOneRow && first.row === groups[0].first.row)
  );
}

function rowOfWordsError(groups: readonly Group[]): Diagnostic {
  const { error } = groups[0];
  const words = joinFirst(
    groups.map(({ first }) => quote(first.content)),
    MAX_LISTED,
  );
  return {
    ...error,
    message: `this row contains words, not numbers: ${words}`,
    hints: [
      ...(error.hints ?? []).filter((hint) => !hint.includes('missingValues')),
      'if it is a second header or has the units, delete it',
    ],
  };
}

/** Returns the error of the first of `count` cells with the same fault. */
export function withCount(error: Diagnostic, count: number): Diagnostic {
  if (count === 1) return error;
  const more = count === 2 ? '1 more cell' : `${count - 1} more cells`;
  return { ...error, message: `${error.message} (and ${more} like it)` };
}

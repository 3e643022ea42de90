/** The words that a table has beside the numbers of its rows, as attributes of the rows. */
import type { ItemAttribute } from '../matrix/attributes.js';
import type { Column } from './column-kinds.js';
import type { LongTable } from './long-table.js';
import { isMissing } from './missing.js';
import { GrowingArray } from './sparse-cells.js';

/** A strip with more colours tells nobody which word is which. */
const MAX_WORDS = 20;
/** More strips beside a matrix, with their legends, need more space than the matrix. */
const MAX_STRIPS = 6;

/** Returns the columns whose words can be told apart as colours, as far as the sample of a table shows. */
export function drawableWords(columns: readonly Column[]): Column[] {
  const names = columns.map(({ name }) => name);
  const isDrawable = ({ kind, name, distinctCount, valueCount }: Column) =>
    (kind === 'category' || kind === 'boolean') &&
    name !== '' &&
    names.indexOf(name) === names.lastIndexOf(name) &&
    distinctCount <= MAX_WORDS &&
    distinctCount < valueCount;
  return columns.filter(isDrawable).slice(0, MAX_STRIPS);
}

/** Collects the words of some columns, record by record. A column with more than `MAX_WORDS` words is given up. */
export class WordCollector {
  private readonly columns: {
    readonly position: number;
    readonly codes: GrowingArray;
    readonly words: string[];
  }[];
  private count = 0;
  private full: number[] = [];

  constructor(
    positions: readonly number[],
    private readonly missingValues: readonly string[] = [],
  ) {
    this.columns = positions.map((position) => ({ position, codes: new GrowingArray(), words: [] }));
  }

  /** The columns that are read. */
  get positions(): readonly number[] {
    return this.columns.map(({ position }) => position);
  }

  /** The columns with too many words. */
  get omitted(): readonly number[] {
    return this.full;
  }

  /** Adds the current record of `table`. */
  add(table: LongTable): void {
    for (const { position, codes, words } of this.columns) {
      const code = table.code(position, MAX_WORDS);
      if (code < 0) {
        if (!this.full.includes(position)) this.full.push(position);
        continue;
      }
      if (code === words.length) words.push(table.cell(position));
      codes.set(this.count, code);
    }
    this.count++;
  }

  /** Returns the attributes of all records that were added. */
  finish(header: readonly string[]): ItemAttribute[] {
    return this.columns
      .filter(({ position }) => !this.full.includes(position))
      .map(({ position, codes, words }) => this.toAttribute(header[position], codes, words));
  }

  private toAttribute(name: string, codes: GrowingArray, words: readonly string[]): ItemAttribute {
    const categories: string[] = [];
    const indices = words.map((word) =>
      isMissing(word, this.missingValues) ? Number.NaN : categories.push(word) - 1,
    );
    const values = Float64Array.from({ length: this.count }, (_, i) => indices[codes.get(i)]);
    return { name, values, categories: categories.length > 0 ? categories : null };
  }
}

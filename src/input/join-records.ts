/** Joins the records of a table to the items of an axis. */
import { fail, type Place, quote, type Report } from '../diagnostics.js';
import type { ItemAttribute } from '../matrix/attributes.js';
import { nearestWords } from '../nearest-words.js';
import { formatCount, listFirst } from '../phrases.js';
import { statisticHints } from '../spec/item-values.js';
import { inferColumnKinds } from '../table/column-kinds.js';
import type { LongTable } from '../table/long-table.js';
import { isMissing } from '../table/missing.js';
import type { DecimalMark } from '../table/number.js';

/** The name of a column, and where the spec names it. */
export interface NamedColumn {
  readonly column: string;
  readonly place: Place;
}

/** The items of an axis. */
export interface JoinTarget {
  readonly items: 'rows' | 'columns';
  readonly count: number;
  readonly labels: readonly string[] | null;
  /** Whether the table is that of the data, which can repeat the label of an item. */
  readonly isOwn: boolean;
  /** Whether items without a record are expected. */
  readonly isPartial: boolean;
  /** Whether item i is record i of a table that has as many records. */
  readonly isInFileOrder: boolean;
}

const MAX_LISTED = 10;

/**
 * Returns the values of columns for the items of `target`. Items without a record have missing values.
 *
 * Errors: `annotation-column`, `annotation-repeated-labels`, `annotation-no-label`, `annotation-records`. Reports:
 * `annotation-partial`.
 */
export function joinRecords(
  table: LongTable,
  decimal: DecimalMark,
  named: readonly NamedColumn[],
  target: JoinTarget,
  report: Report,
): readonly ItemAttribute[] {
  const columns = named.map((column) => findColumn(table, column));
  const [{ place }] = named;
  const isUnique = target.labels !== null && new Set(target.labels).size === target.count;
  const byPosition = target.labels === null || (target.isOwn && target.isInFileOrder && !isUnique);
  const texts = byPosition
    ? readByPosition(table, columns, target, place)
    : readByLabel(table, columns, target, target.labels ?? [], place, report);
  return named.map(({ column }, i) => toAttribute(column, texts[i], decimal));
}

/** Returns the position of a column. Error: `annotation-column`. */
function findColumn({ header, name: file }: LongTable, { column: name, place }: NamedColumn): number {
  const position = header.indexOf(name);
  if (position >= 0 && header.indexOf(name, position + 1) < 0) return position;
  if (position >= 0) fail('annotation-column', `several columns of ${file} are named ${quote(name)}`, place);
  const names = header.filter((each) => each !== '');
  fail(
    'annotation-column',
    `${file} has no column ${quote(name)}`,
    place,
    ...nearestWords(name, names).map((each) => `did you mean ${quote(each)}?`),
    ...statisticHints(name),
    names.length > 0
      ? `the columns are ${listFirst(names, MAX_LISTED, quote)}`
      : 'the table has no header; write the names of its columns into the first line',
  );
}

/** For each column, the text for each item; null without a record. */
type Texts = (string | null)[][];

function readByPosition(
  table: LongTable,
  columns: readonly number[],
  { items, count, isInFileOrder, labels }: JoinTarget,
  place: Place,
): Texts {
  const texts = columns.map((): (string | null)[] => []);
  let records = 0;
  while (table.nextRecord(columns)) {
    if (records++ < count) for (const [i, column] of columns.entries()) texts[i].push(table.cell(column));
  }
  if (isInFileOrder && records === count) return texts;
  const reason =
    labels === null ? `the ${items} of the data have no labels` : `labels of the ${items} are repeated`;
  fail(
    'annotation-records',
    records === count
      ? `${reason}, and they are not in the order of the records of ${table.name}`
      : `${table.name} has ${formatCount(records, 'record')} for ${count} ${items}, and ${reason}`,
    place,
    `give each of the ${items} its own label; records are joined by label`,
  );
}

function readByLabel(
  table: LongTable,
  columns: readonly number[],
  { items, count, isOwn, isPartial }: JoinTarget,
  labels: readonly string[],
  place: Place,
  report: Report,
): Texts {
  const itemsOf = new Map<string, number[]>();
  labels.forEach((label, i) => {
    const positions = itemsOf.get(label);
    if (positions) positions.push(i);
    else itemsOf.set(label, [i]);
  });
  const labelColumn = findLabelColumn(table, itemsOf);
  const read = [...new Set([...columns, labelColumn])];
  const texts = columns.map(() => new Array<string | null>(count).fill(null));
  const firstIds = new Map<string, number>();
  const unused: string[] = [];
  let unusedCount = 0;
  while (table.nextRecord(read)) {
    const label = table.cell(labelColumn).trim();
    const positions = itemsOf.get(label);
    if (!positions) {
      if (unusedCount++ < MAX_LISTED) unused.push(label);
      continue;
    }
    const first = firstIds.get(label);
    if (first !== undefined) {
      checkRepeated(label, first, positions[0]);
      continue;
    }
    firstIds.set(label, table.recordId(labelColumn));
    columns.forEach((column, i) => {
      const text = table.cell(column);
      for (const position of positions) texts[i][position] = text;
    });
  }
  const unmatched = [...itemsOf.keys()].filter((label) => !firstIds.has(label));
  if (firstIds.size === 0) failNoLabel();
  if (unmatched.length > 0 && !isPartial) reportUnmatched();
  if (unusedCount > 0 && !isOwn) reportUnused();
  return texts;

  /** A table of the data can have many records for an item, which agree. */
  function checkRepeated(label: string, first: number, position: number): void {
    const different = columns.find((column, i) => table.cell(column) !== texts[i][position]);
    if (isOwn && different === undefined) return;
    const firstLine = table.line(first, labelColumn);
    const here = table.place(labelColumn);
    const lines = firstLine && here.line ? `, on lines ${firstLine} and ${here.line}` : '';
    const column = columns.indexOf(different ?? -1);
    fail(
      'annotation-repeated-labels',
      isOwn
        ? `the records of ${quote(label)} have several values of ${quote(table.header[different as number])}, such as ${quote(texts[column][position] ?? '')} and ${quote(table.cell(different as number))}${lines}`
        : `${quote(label)} occurs more than once in ${quote(table.header[labelColumn])}${lines}`,
      here,
      isOwn ? 'an annotation has one value for each item' : 'keep one record for each label',
    );
  }

  function failNoLabel(): never {
    const folded = new Set([...itemsOf.keys()].map(fold));
    const differsInCase = unused.some((label) => folded.has(fold(label)));
    fail(
      'annotation-no-label',
      `no record of ${table.name} has the label of one of the ${items}: ${quote(table.header[labelColumn])} has ${listFirst(unused, 3, quote)}, the ${items} are ${listFirst(labels, 3, quote)}`,
      place,
      differsInCase
        ? 'some labels differ only in capitals or spaces; make them equal'
        : 'one column of the table must have the labels',
    );
  }

  function reportUnmatched(): void {
    const [many, verb] = unmatched.length === 1 ? ['label', 'has'] : ['labels', 'have'];
    report({
      severity: 'warning',
      code: 'annotation-partial',
      message: `${table.name} has no record for ${unmatched.length} of ${formatCount(count, items.slice(0, -1))}: the ${many} ${listFirst(unmatched, MAX_LISTED, quote)} ${verb} missing values`,
      place,
      hints: ['check the spelling of the labels, or set "lint": ["annotation-partial"] if this is intended'],
    });
  }

  function reportUnused(): void {
    const listed = unused.map((label) => quote(label)).join(', ');
    const more = unusedCount > unused.length ? ` and ${unusedCount - unused.length} more` : '';
    report({
      severity: 'note',
      code: 'annotation-unused',
      message: `${formatCount(unusedCount, 'record')} of ${table.name} ${unusedCount === 1 ? 'is' : 'are'} not used, because the ${items} do not have the labels ${listed}${more}`,
      place,
    });
  }
}

/** Returns the column that has most of the labels in the first records. */
function findLabelColumn(table: LongTable, labels: ReadonlyMap<string, unknown>): number {
  let [best, most] = [0, 0];
  for (const column of table.header.keys()) {
    const texts = new Set(table.samples(column).map((text) => text.trim()));
    const count = [...texts].filter((text) => labels.has(text)).length;
    if (count > most) [best, most] = [column, count];
  }
  return best;
}

function fold(label: string): string {
  return label.trim().toLowerCase();
}

/** Reads texts as numbers if all of them are numbers, otherwise as words. */
function toAttribute(name: string, texts: readonly (string | null)[], decimal: DecimalMark): ItemAttribute {
  const present = texts.map((text) => (text === null || isMissing(text) ? null : text));
  const sample = { header: [name], columns: [present.filter((text) => text !== null)], isComplete: true };
  const { numbers } = inferColumnKinds(sample, { decimal })[0];
  if (numbers) {
    const values = Float64Array.from(present, (text) => (text === null ? Number.NaN : numbers.parse(text)));
    if (present.every((text, i) => text === null || !Number.isNaN(values[i])))
      return { name, values, categories: null };
  }
  const categories = new Map<string, number>();
  const values = Float64Array.from(present, (text) => {
    if (text === null) return Number.NaN;
    const index = categories.get(text) ?? categories.size;
    categories.set(text, index);
    return index;
  });
  return { name, values, categories: categories.size > 0 ? [...categories.keys()] : null };
}

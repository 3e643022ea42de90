/** Joins parts of a table of records. */
import { fail, quote } from '../diagnostics.js';
import { checkRanges } from '../parts/ranges.js';
import type { RecordPart, RecordRole } from '../parts/record-part.js';
import { parseConditions } from '../spec/conditions.js';
import { columnName, resolveFields } from './columns.js';
import { RecordMerger, toReadOptions } from './record-merger.js';

/** A part that is read twice: first to check that all parts match, then to merge it. */
export interface RecordPartSource {
  /** The name of the file in messages. */
  readonly name: string;
  readonly read: () => RecordPart;
}

/** A part without its cells, and its file. */
interface CheckedRecords extends Omit<RecordPart, 'cells' | 'groups'> {
  readonly file: RecordPartSource;
}

/**
 * Joins parts in any order. Only one part and the result are in memory. With `isPartial`, positions can be missing before
 * and after those of the parts.
 *
 * Errors: `part-mismatch`, `part-overlap`, `part-missing`, `repeated-cell`, and those of reading the parts.
 */
export function mergeRecordParts(sources: readonly RecordPartSource[], isPartial: boolean): RecordPart {
  const parts = sources.map((source): CheckedRecords => {
    const { cells: _cells, groups: _groups, ...rest } = source.read();
    return { ...rest, file: source };
  });
  for (const part of parts) checkSame(parts[0], part);
  parts.sort((a, b) => a.first - b.first || a.end - b.end);
  const [first, last] = [parts[0], parts[parts.length - 1]];
  const count = checkCount(parts);
  const checkRole = (role: RecordRole) =>
    checkReading(parts, `"${role}" has`, ({ readings }) => readings[role]);
  const readings = {
    x: checkRole('x'),
    y: checkRole('y'),
    panel: checkRole('panel'),
    value: checkRole('value'),
    where: parseConditions(toReadOptions(parts[0].options, parts[0].file.name).where).map(({ text }, i) =>
      checkReading(parts, `${quote(text)} compares`, ({ readings }) => readings.where[i] ?? null),
    ),
  };
  const ranges = parts.map(({ file, first, end }) => ({ name: file.name, first, end }));
  checkRanges(ranges, count, isPartial, first.unit);
  // A part without values does not show whether shares are those of 0 and 1.
  const { aggregate, valueUnit } = parts.find((part) => part.readings.value !== null) ?? first;
  const { file, ...identity } = first;
  const merger = new RecordMerger({ ...identity, aggregate, valueUnit }, file.name);
  for (const part of parts) merger.add(part.file.read(), part.file.name);
  return {
    ...identity,
    end: last.end,
    count: count ?? (isPartial ? null : last.end),
    readings,
    aggregate,
    ...merger.finishPart(),
  };
}

/** Error: `part-mismatch` if two parts are not of the same records, or were grouped in another way. */
function checkSame(a: CheckedRecords, b: CheckedRecords): void {
  const isEqual = (x: unknown, y: unknown) => JSON.stringify(x) === JSON.stringify(y);
  const keys = [...new Set([...Object.keys(a.options), ...Object.keys(b.options)])];
  const key = keys.find((each) => !isEqual(a.options[each], b.options[each]));
  if (key !== undefined) {
    const [first, second] = [a, b].map(({ options }) => JSON.stringify(options[key]) ?? 'no value');
    failMismatch(a, b, `"${key}" is ${first} in one and ${second} in the other`);
  }
  if (!isEqual(usedNames(a), usedNames(b))) failMismatch(a, b, 'they have different columns');
  if (a.unit !== b.unit) failMismatch(a, b, 'only one of them was made with --piece');
  if (a.source !== b.source) failMismatch(a, b, 'they have records of different files');
  if (a.readings.value !== null && b.readings.value !== null && a.aggregate !== b.aggregate)
    failMismatch(a, b, `their values are a ${a.aggregate} and a ${b.aggregate}`);
}

/** Returns the names of the columns that the fields use. */
function usedNames(part: CheckedRecords): (string | null)[] {
  const table = { name: part.file.name, header: part.header };
  const { x, y, panel, value, conditions } = resolveFields(
    table,
    toReadOptions(part.options, part.file.name),
  );
  const columns = [x.column, y.column, panel?.column, value.column, ...conditions.map((c) => c.position)];
  return columns.map((column) => (typeof column === 'number' ? columnName(table, column) : null));
}

/** Returns the number of all records or pieces, if a part has it. Error: `part-mismatch`. */
function checkCount(parts: readonly CheckedRecords[]): number | null {
  const known = parts.find(({ count }) => count !== null);
  const other = parts.find(({ count }) => count !== null && count !== known?.count);
  if (known && other)
    failMismatch(known, other, `they have ${known.count} and ${other.count} ${known.unit} in all`);
  return known?.count ?? null;
}

/** Returns how all parts read a column. Error: `part-mismatch` if they read it in different ways. */
function checkReading(
  parts: readonly CheckedRecords[],
  subject: string,
  readingOf: (part: CheckedRecords) => string | null,
): string | null {
  const known = parts.find((part) => readingOf(part) !== null);
  if (!known) return null;
  const reading = readingOf(known);
  const other = parts.find((part) => readingOf(part) !== null && readingOf(part) !== reading);
  if (other) failMismatch(known, other, `${subject} ${reading} in one and ${readingOf(other)} in the other`);
  return reading;
}

function failMismatch(a: CheckedRecords, b: CheckedRecords, difference: string): never {
  fail(
    'part-mismatch',
    `${a.file.name} and ${b.file.name} are not parts of one table: ${difference}`,
    { file: b.file.name },
    'make all parts of the same data with the same flags',
  );
}

/** Joins the parts of a matrix. */
import { fail } from '../diagnostics.js';
import type { ItemGroups } from '../matrix/matrix.js';
import { PartMerger } from '../matrix/part-merger.js';
import { PART_CELLS, type PartFile, type PartIdentity } from './part-file.js';
import { checkRanges } from './ranges.js';

/** A part that is read twice: first to check that all parts match, then to merge it. */
export interface PartSource {
  /** The name of the file in messages. */
  readonly name: string;
  readonly read: () => PartFile;
}

/** What is compared and kept of a part between the two readings. */
interface CheckedPart {
  readonly source: PartSource;
  readonly firstRow: number;
  readonly endRow: number;
  readonly rowCount: number | null;
  readonly rowLabels: readonly string[] | null;
  readonly rowGroups: ItemGroups | null;
}

/**
 * Joins parts in any order. Only one part and the result are in memory. With `isPartial`, the result can lack rows before
 * and after its own.
 *
 * Errors: `part-mismatch`, `part-overlap`, `part-missing`, and those of reading the parts.
 */
export function mergeParts(sources: readonly PartSource[], isPartial: boolean): PartFile {
  const { identity, parts } = checkParts(sources);
  const rowCount = parts.find((part) => part.rowCount !== null)?.rowCount ?? null;
  const [first, last] = [parts[0], parts[parts.length - 1]];
  const ranges = parts.map(({ source, firstRow, endRow }) => ({
    name: source.name,
    first: firstRow,
    end: endRow,
  }));
  checkRanges(ranges, rowCount, isPartial, 'rows');
  const rows = { first: first.firstRow, end: last.endRow, count: rowCount ?? last.endRow };
  const merger = new PartMerger(identity.columns, PART_CELLS, identity.reducer, rows);
  for (const { source } of parts) merger.add(source.read().part);
  return {
    ...identity,
    rowCount: rowCount ?? (isPartial ? null : last.endRow),
    rowLabels: first.rowLabels && parts.flatMap(({ rowLabels }) => rowLabels ?? []),
    rowGroups:
      first.rowGroups?.map((_, level) => parts.flatMap(({ rowGroups }) => rowGroups?.[level] ?? [])) ?? null,
    part: merger.finishPart(),
  };
}

/** Checks that all parts are of one matrix. Returns them in the order of their rows. */
function checkParts(sources: readonly PartSource[]) {
  const parts: CheckedPart[] = [];
  let identity: PartIdentity | null = null;
  for (const source of sources) {
    const { part, rowCount, rowLabels, rowGroups, ...own } = source.read();
    identity ??= own;
    const difference = findDifference(identity, own) ?? findMissingLabels(parts[0], { rowLabels, rowGroups });
    const known = parts.find((other) => other.rowCount !== null);
    if (difference !== null) failMismatch(sources[0].name, source.name, difference);
    if (known && rowCount !== null && known.rowCount !== rowCount) {
      failMismatch(
        known.source.name,
        source.name,
        `${known.rowCount} and ${rowCount} rows in the whole matrix`,
      );
    }
    const { firstRow, endRow } = part;
    parts.push({ source, firstRow, endRow, rowCount, rowLabels, rowGroups });
  }
  if (!identity) throw new RangeError('there are no parts');
  parts.sort((a, b) => a.firstRow - b.firstRow || a.endRow - b.endRow);
  return { identity, parts };
}

function findDifference(a: PartIdentity, b: PartIdentity): string | null {
  if (a.columns !== b.columns) return `${a.columns} and ${b.columns} columns`;
  if (a.reducer !== b.reducer) return `the reducers "${a.reducer}" and "${b.reducer}"`;
  const isEqual = (key: keyof PartIdentity) => JSON.stringify(a[key]) === JSON.stringify(b[key]);
  if (!isEqual('domain'))
    return `the colour domains ${JSON.stringify(a.domain)} and ${JSON.stringify(b.domain)}`;
  if (!isEqual('columnLabels') || !isEqual('columnGroups')) return 'different column labels';
  if (!isEqual('names')) return 'different names of axes';
  if (!isEqual('unit') || !isEqual('isBoolean')) return 'different units or types of values';
  return isEqual('source') ? null : 'rows of different files';
}

function findMissingLabels(
  first: CheckedPart | undefined,
  own: Pick<CheckedPart, 'rowLabels' | 'rowGroups'>,
): string | null {
  if (!first) return null;
  const isEqual =
    (first.rowLabels === null) === (own.rowLabels === null) &&
    (first.rowGroups?.length ?? 0) === (own.rowGroups?.length ?? 0);
  return isEqual ? null : 'row labels in only one of them';
}

function failMismatch(first: string, second: string, difference: string): never {
  fail(
    'part-mismatch',
    `${first} and ${second} are not parts of one matrix: they have ${difference}`,
    { file: second },
    'make all parts of the same data with the same flags',
  );
}

/** Reads labels with several levels, in the lines and columns that `TableLevels` names. */
import { checkSize } from '../../matrix/limits.js';
import type { ItemGroups } from '../../matrix/matrix.js';
import { type LeveledLabels, splitPaths } from '../../table/levels.js';
import type { TableCursor } from './cursor.js';
import type { RaggedRecords } from './errors.js';
import type { TableLevels } from './header.js';

export interface LevelHeader {
  readonly columns: LeveledLabels;
  /** The names of the levels of each axis, joined; null if they have none. */
  readonly names: { readonly x: string | null; readonly y: string | null };
}

/**
 * Reads the lines of the header. A blank label of an outer level continues the group on its left. `ragged` gets the lines
 * that do not have `fieldCount` fields.
 */
export function readLevelHeader(
  cursor: TableCursor,
  levels: TableLevels,
  fieldCount: number,
  ragged: RaggedRecords,
  file: string,
): LevelHeader {
  const { labelColumns, hasNameColumn } = levels;
  const firstCell = labelColumns + (hasNameColumn ? 1 : 0);
  const lines = Array.from({ length: levels.headerLines + (levels.hasNameLine ? 1 : 0) }, () => {
    const fields: string[] = [];
    if (!cursor.nextRecord()) return fields;
    while (cursor.nextField()) checkSize('column labels', fields.push(cursor.content().trim()), file);
    if (fields.length !== fieldCount) ragged.add(cursor.recordStart, fields.length);
    return fields;
  });
  const header = lines.slice(0, levels.headerLines).map((line, level) => {
    const labels = Array.from({ length: fieldCount - firstCell }, (_, i) => line[firstCell + i] ?? '');
    return level < levels.headerLines - 1 ? fillBlanks(labels) : labels;
  });
  const paths = Array.from({ length: fieldCount - firstCell }, (_, i) => header.map((labels) => labels[i]));
  return { columns: splitPaths(paths), names: levelNames(lines, levels) };
}

function fillBlanks(labels: readonly string[]): string[] {
  let last = '';
  return labels.map((label) => {
    last = label || last;
    return last;
  });
}

/**
 * Returns the names in the corner of the header. The line or column that is only for names decides whose they are.
 * Otherwise the corner names each label column once, or each header line.
 */
function levelNames(lines: readonly string[][], levels: TableLevels): LevelHeader['names'] {
  const { headerLines, hasNameLine, labelColumns, hasNameColumn } = levels;
  const header = lines.slice(0, headerLines);
  const corner = header.map((line) => line.slice(0, labelColumns));
  const byColumn = Array.from(
    { length: labelColumns },
    (_, i) => corner.map((line) => line[i] ?? '').find((name) => name !== '') ?? '',
  );
  const byLine = corner.map((line) => line.find((name) => name !== '') ?? '');
  const ofNameColumn = header.map((line) => line[labelColumns] ?? '');
  const namesLines = headerLines > 1 && labelColumns === 1 && byLine.every((name) => name !== '');
  const rowNames = hasNameLine ? lines[headerLines].slice(0, labelColumns) : namesLines ? [] : byColumn;
  const columnNames = hasNameColumn ? ofNameColumn : hasNameLine || namesLines ? byLine : [];
  // ftable with method = "compact" writes the names of both axes into one cell.
  const [last = '', shared = ''] = rowNames.at(-1)?.split(/ \| /) ?? [];
  return { x: joinNames([...columnNames, shared]), y: joinNames([...rowNames.slice(0, -1), last]) };
}

function joinNames(names: readonly string[]): string | null {
  return names.filter((name) => name !== '').join(', ') || null;
}

/** Collects the row labels of a table with several label columns, or with a column for the names of column levels. */
export class RowPaths {
  private readonly paths: string[][] = [];
  private path: string[] = [];
  /** The number of label fields of the last record. */
  fieldsRead = 0;
  /** The number of fields before the cells. */
  private readonly fieldCount: number;

  constructor(private readonly levels: TableLevels) {
    this.fieldCount = levels.labelColumns + (levels.hasNameColumn ? 1 : 0);
  }

  /**
   * Reads the label fields of a record and returns the innermost label; null if the table has none. A blank label of an
   * outer level continues the group above if an inner label follows.
   */
  read(cursor: TableCursor): string | null {
    const { labelColumns } = this.levels;
    const previous = this.paths.at(-1);
    const path: string[] = [];
    this.fieldsRead = 0;
    while (this.fieldsRead < this.fieldCount && cursor.nextField()) {
      if (this.fieldsRead++ < labelColumns) path.push(cursor.content().trim());
    }
    while (path.length < labelColumns) path.push('');
    let isContinued = true;
    const last = path.findLastIndex((label) => label !== '');
    for (let level = 0; level < last; level++) {
      isContinued &&= path[level] === '';
      if (isContinued) path[level] = previous?.[level] ?? '';
    }
    this.path = path;
    return path.at(-1) || (path[last] ?? null);
  }

  /** Keeps the labels of the last record that was read; returns the number of all. */
  commit(): number {
    return this.paths.push(this.path);
  }

  finish(): { readonly rowLabels: readonly string[] | null; readonly rowGroups?: ItemGroups } {
    if (this.levels.labelColumns === 0) return { rowLabels: null };
    const { labels, groups } = splitPaths(this.paths);
    return { rowLabels: labels, ...(groups && { rowGroups: groups }) };
  }
}

/** Creates a collector. A function, because this module is loaded when labels have levels. */
export function createRowPaths(levels: TableLevels): RowPaths {
  return new RowPaths(levels);
}

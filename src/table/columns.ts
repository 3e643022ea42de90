import { type Diagnostic, HeatmapError, quote } from '../diagnostics.js';
import { nearestWords } from '../nearest-words.js';
import type { ReadOptions } from '../spec/data.js';
import type { LongTable } from './long-table.js';

/** The positions of the columns that the options of a long table name. */
export interface ColumnPositions {
  readonly x: number;
  readonly y: number;
  readonly value: number;
  readonly panel: number | null;
}

const REQUIRED = ['x', 'y', 'value'] as const;
const MAX_LISTED = 20;

/** Whether `options` describe a long table. */
export function isLongTable(options: ReadOptions): boolean {
  return [...REQUIRED, 'panel' as const, 'aggregate' as const].some((key) => options[key] !== undefined);
}

/** Whether `options` give at least one column by name. */
export function usesColumnNames(options: ReadOptions): boolean {
  return [options.x, options.y, options.value, options.panel].some((column) => typeof column === 'string');
}

/**
 * Finds the columns that `options` give by exact name or by 0-based position.
 *
 * Errors, all of them at once: `incomplete-long-table`, `unknown-column`, `repeated-column`.
 */
export function resolveColumns({ name: file, header }: LongTable, options: ReadOptions): ColumnPositions {
  const errors: Diagnostic[] = [];
  const addError = (code: string, message: string, hints: readonly string[]) => {
    errors.push({ severity: 'error', code, message, place: { file }, hints });
    return -1;
  };
  const columnsHint = header.some((name) => name !== '')
    ? `the columns are ${formatList(header, quote)}`
    : `the table has no header; its columns are 0 to ${header.length - 1}`;
  const find = (column: string | number): number => {
    if (typeof column === 'number') {
      if (column < header.length) return column;
      return addError('unknown-column', `there is no column ${column}`, [columnsHint]);
    }
    const positions = header.flatMap((name, i) => (name === column ? [i] : []));
    if (positions.length === 1) return positions[0];
    if (positions.length > 1) {
      const hint = `give its position instead: ${formatList(positions, String)}`;
      return addError('repeated-column', `${positions.length} columns are named ${quote(column)}`, [hint]);
    }
    const names = header.filter((name) => name !== '');
    const suggestions = nearestWords(column, names).map((name) => `did you mean ${quote(name)}?`);
    return addError('unknown-column', `there is no column ${quote(column)}`, [...suggestions, columnsHint]);
  };

  const missing = REQUIRED.filter((key) => options[key] === undefined);
  if (missing.length > 0) {
    const keys = missing.map((key) => `"${key}"`).join(' and ');
    addError(
      'incomplete-long-table',
      `a long table needs "x", "y" and "value"; ${keys} ${missing.length > 1 ? 'are' : 'is'} not set`,
      [columnsHint],
    );
  }
  const [x, y, value] = REQUIRED.map((key) => find(options[key] ?? 0));
  const panel = options.panel === undefined ? null : find(options.panel);
  if (errors.length > 0) throw new HeatmapError(errors);
  return { x, y, value, panel };
}

function formatList<T>(items: readonly T[], format: (item: T) => string): string {
  const shown = items.slice(0, MAX_LISTED).map(format).join(', ');
  return items.length > MAX_LISTED ? `${shown} and ${items.length - MAX_LISTED} more` : shown;
}

import { type Diagnostic, HeatmapError, nearest, quote } from '../diagnostics.js';
import type { ReadOptions } from '../spec/data.js';
import type { LongTable } from './long-table.js';

/** The positions of the columns that a long table's options name. */
export interface LongColumns {
  readonly x: number;
  readonly y: number;
  readonly value: number;
  readonly panel: number | null;
}

const NEEDED = ['x', 'y', 'value'] as const;
const LISTED = 20;

/** Whether `options` ask for a table to be read as a long one. */
export function isLong(options: ReadOptions): boolean {
  return [...NEEDED, 'panel' as const, 'aggregate' as const].some((key) => options[key] !== undefined);
}

/** Whether `options` call some column by its name. */
export function callsByName(options: ReadOptions): boolean {
  return [options.x, options.y, options.value, options.panel].some((column) => typeof column === 'string');
}

/**
 * The columns that `options` name by their exact name or 0-based position.
 *
 * Errors: `incomplete-long-table`, `unknown-column`, `repeated-column`, every one that there is.
 */
export function findColumns({ source, header }: LongTable, options: ReadOptions): LongColumns {
  const faults: Diagnostic[] = [];
  const fault = (code: string, message: string, hints: readonly string[]) => {
    faults.push({ severity: 'error', code, message, place: { file: source }, hints });
    return -1;
  };
  const named = header.some((name) => name !== '');
  const all = named
    ? `the columns are ${listed(header, quote)}`
    : `the table has no header; its columns are 0 to ${header.length - 1}`;
  const find = (column: string | number): number => {
    if (typeof column === 'number') {
      return column < header.length ? column : fault('unknown-column', `there is no column ${column}`, [all]);
    }
    const positions = header.flatMap((name, i) => (name === column ? [i] : []));
    if (positions.length === 1) return positions[0];
    if (positions.length > 1) {
      const hint = `say which one by its position: ${listed(positions, String)}`;
      return fault('repeated-column', `${positions.length} columns are named ${quote(column)}`, [hint]);
    }
    const names = header.filter((name) => name !== '');
    const alike = nearest(column, names).map((name) => `did you mean ${quote(name)}?`);
    return fault('unknown-column', `there is no column ${quote(column)}`, [...alike, all]);
  };

  const lacking = NEEDED.filter((key) => options[key] === undefined);
  if (lacking.length > 0) {
    const keys = lacking.map((key) => `"${key}"`).join(' and ');
    fault(
      'incomplete-long-table',
      `a long table is read by "x", "y" and "value"; ${keys} ${lacking.length > 1 ? 'are' : 'is'} not given`,
      [all],
    );
  }
  const [x, y, value] = NEEDED.map((key) => find(options[key] ?? 0));
  const panel = options.panel === undefined ? null : find(options.panel);
  if (faults.length > 0) throw new HeatmapError(faults);
  return { x, y, value, panel };
}

function listed<T>(items: readonly T[], show: (item: T) => string): string {
  const shown = items.slice(0, LISTED).map(show).join(', ');
  return items.length > LISTED ? `${shown} and ${items.length - LISTED} more` : shown;
}

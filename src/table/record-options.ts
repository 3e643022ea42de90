/** Tells from the options of a table whether it has records. */
import type { ReadOptions } from '../spec/data.js';

const FIELD_KEYS = ['x', 'y', 'value', 'panel', 'aggregate', 'where'] as const;

/** Whether `options` describe a table of records. */
export function isLongTable(options: ReadOptions): boolean {
  return FIELD_KEYS.some((key) => options[key] !== undefined);
}

/** Whether `options` give at least one column by name. */
export function usesColumnNames({ x, y, value, panel, where }: ReadOptions): boolean {
  return where !== undefined || [x, y, value, panel].some((column) => typeof column === 'string');
}

import type { JsonDocument } from '../json/node.js';

/** What pandas writes beside "data" with orient="split"; a spec has at least one other key, or names its data. */
const SPLIT = new Set(['data', 'columns', 'index', 'index_names', 'column_names']);

/** Whether a JSON text is a spec; anything else is a matrix. */
export function isSpec({ root }: JsonDocument): boolean {
  if (root.kind !== 'object') return false;
  const keys = root.entries.map((entry) => entry.key);
  if (keys.includes('panels') && !keys.includes('values')) return true;
  if (!keys.includes('data')) return false;
  return keys.length === 1 || !keys.every((key) => SPLIT.has(key));
}

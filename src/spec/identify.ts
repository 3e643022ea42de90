import type { JsonDocument } from '../json/node.js';

/** The keys that pandas writes with orient="split". A spec has at least one other key, or only "data". */
const PANDAS_SPLIT_KEYS = new Set(['data', 'columns', 'index', 'index_names', 'column_names']);

/** Returns true if a JSON document is a spec. Every other document is a matrix. */
export function isSpec({ root }: JsonDocument): boolean {
  if (root.kind !== 'object') return false;
  const keys = root.entries.map((entry) => entry.key);
  if (keys.includes('panels') && !keys.includes('values')) return true;
  if (!keys.includes('data')) return false;
  return keys.length === 1 || !keys.every((key) => PANDAS_SPLIT_KEYS.has(key));
}

import type { JsonDocument } from '../json/node.js';
import { topLevelKeys } from '../json/top-level-keys.js';

/** The keys that pandas writes with orient="split". A spec has at least one other key, or only "data". */
const PANDAS_SPLIT_KEYS = new Set(['data', 'columns', 'index', 'index_names', 'column_names']);

/** Returns true if a JSON document is a spec. Every other document is a matrix. */
export function isSpec({ root }: JsonDocument): boolean {
  return root.kind === 'object' && areSpecKeys(root.entries.map((entry) => entry.key));
}

/** Returns the result of `isSpec` for a JSON text in UTF-8. It is much faster than parsing the text. */
export function isSpecText(text: Uint8Array): boolean {
  return areSpecKeys(topLevelKeys(text));
}

function areSpecKeys(keys: readonly string[]): boolean {
  if (keys.includes('panels') && !keys.includes('values')) return true;
  if (!keys.includes('data')) return false;
  return keys.length === 1 || !keys.every((key) => PANDAS_SPLIT_KEYS.has(key));
}

import type { JsonDocument } from '../json/node.js';
import { topLevelKeys } from '../json/top-level-keys.js';

/** The keys that pandas writes with orient="split". A spec has at least one other key, or only "data". */
const PANDAS_SPLIT_KEYS = new Set(['data', 'columns', 'index', 'index_names', 'column_names']);

/** The keys of a figure of Plotly. A spec can have the same keys, but no list of traces as its data. */
const PLOTLY_KEYS = new Set(['data', 'layout', 'frames', 'config']);
const TRACE_KEYS = /"(?:type|z)"\s*:/;
/** The start of a list of objects. */
const OBJECTS_START = /^\s*:\s*\[\s*\{/;

/** Returns true if a JSON document is a spec. Every other document is a matrix. */
export function isSpec({ root, text }: JsonDocument): boolean {
  return (
    root.kind === 'object' &&
    hasSpecKeys(
      root.entries.map(({ key }) => key),
      () => Buffer.from(text),
    )
  );
}

/** Returns the result of `isSpec` for a JSON text in UTF-8. It is much faster than parsing the text. */
export function isSpecText(text: Uint8Array): boolean {
  return hasSpecKeys(topLevelKeys(text), () => Buffer.from(text.buffer, text.byteOffset, text.length));
}

function hasSpecKeys(keys: readonly string[], text: () => Buffer): boolean {
  if (!areSpecKeys(keys)) return false;
  // Prometheus answers with "status" and "data".
  if (keys.includes('status') && text().includes('"resultType"')) return false;
  return !(keys.every((key) => PLOTLY_KEYS.has(key)) && hasTraces(text()));
}

/** Whether a text has a list of objects as "data", and keys of Plotly's traces. */
function hasTraces(text: Buffer): boolean {
  for (let pos = text.indexOf('"data"'); pos >= 0; pos = text.indexOf('"data"', pos + 1)) {
    const start = text.toString('latin1', pos + '"data"'.length, pos + 200);
    if (OBJECTS_START.test(start)) return TRACE_KEYS.test(text.toString('latin1'));
  }
  return false;
}

function areSpecKeys(keys: readonly string[]): boolean {
  // What "heatmap extract" writes for a matrix that was drawn without a spec.
  if (keys.includes('embed') && keys.includes('files')) return true;
  if (keys.includes('panels') && !keys.includes('values')) return true;
  if (!keys.includes('data')) return false;
  return keys.length === 1 || !keys.every((key) => PANDAS_SPLIT_KEYS.has(key));
}

import { keysOf } from './schema-tree.js';
import { specSchema } from './spec.js';

/** Returns the keys of the top level of a spec. */
export function specKeys(): readonly string[] {
  return keysOf(specSchema);
}

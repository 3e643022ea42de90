/** The words that are values of a key, for completion. */
import * as z from 'zod/mini';
import { optionsOf, type Schema, unwrap } from './schema-tree.js';

/** Returns the enumerated values of a key, and the examples of its strings, such as all names of colormaps. */
export function wordsOf(schema: Schema): string[] {
  const inner = unwrap(schema);
  const options = optionsOf(inner);
  if (options.length > 0) return [...new Set(options.flatMap(wordsOf))];
  const { type, entries, values } = inner._zod.def as unknown as {
    type: string;
    entries?: Readonly<Record<string, string | number>>;
    values?: readonly unknown[];
  };
  if (type === 'boolean') return ['true', 'false'];
  if (type === 'string')
    return ((z.globalRegistry.get(inner)?.examples ?? []) as readonly unknown[]).map(String);
  return [...Object.values(entries ?? {}), ...(values ?? [])].map(String);
}

import type { Report } from '../../diagnostics.js';
import { placeOf } from '../../json/locate.js';
import type { JsonNode, JsonObject } from '../../json/node.js';
import { checkSize } from '../../matrix/limits.js';
import { formatCount } from '../../phrases.js';
import type { JsonErrors } from './errors.js';

export interface AlignedObjects {
  /** The values of each object in the order of `keys`; undefined for an absent key. */
  readonly vectors: readonly (readonly (JsonNode | undefined)[])[];
  readonly keys: readonly string[];
}

/**
 * Aligns objects by their keys, as the columns of a table. The keys are in order of first appearance. A key that one
 * object repeats becomes as many columns.
 *
 * Reports `keys-differ` if an object lacks a key. Errors: `empty-object`, `too-large`.
 */
export function alignObjects(
  objects: readonly JsonObject[],
  errors: JsonErrors,
  report: Report,
): AlignedObjects {
  const keys: string[] = [];
  /** The positions of each key in `keys`: of its first occurrence in an object, its second, and so on. */
  const positions = new Map<string, number[]>();
  const vectors = objects.map(({ entries }, i) => {
    checkSize('cells', i * keys.length, errors.document.file);
    if (entries.every((entry, j) => entry.key === keys[j])) return entries.map((entry) => entry.value);
    const vector: (JsonNode | undefined)[] = [];
    const occurrences = new Map<string, number>();
    for (const { key, value } of entries) {
      const occurrence = occurrences.get(key) ?? 0;
      occurrences.set(key, occurrence + 1);
      const known = positions.get(key) ?? [];
      positions.set(key, known);
      vector[(known[occurrence] ??= keys.push(key) - 1)] = value;
    }
    return vector;
  });
  const incomplete = objects.filter(({ entries }) => entries.length < keys.length);
  if (keys.length === 0) {
    errors.addAt(objects[0], 'empty-object', 'this object is empty, but it must contain cells');
    errors.throwAll();
  }
  if (incomplete.length > 0) {
    report({
      severity: 'warning',
      code: 'keys-differ',
      message: `${incomplete.length} of ${formatCount(objects.length, 'object')} lack some of the ${formatCount(keys.length, 'key')}; those cells are missing`,
      place: placeOf(errors.document, incomplete[0]),
    });
  }
  return { vectors, keys };
}

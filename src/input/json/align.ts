import type { Report } from '../../diagnostics.js';
import { placeOf } from '../../json/locate.js';
import type { JsonNode, JsonObject } from '../../json/node.js';
import { counted } from '../../json/wording.js';
import { checkSize } from '../../matrix/limits.js';
import type { JsonFaults } from './faults.js';

export interface Aligned {
  /** The values of each object in the order of `keys`, undefined where it lacks the key. */
  readonly lines: readonly (readonly (JsonNode | undefined)[])[];
  readonly keys: readonly string[];
}

/**
 * Objects side by side: their keys in order of first appearance, a key that an object repeats as often as it does.
 * Reports `keys-differ` where an object lacks a key. Fault: `empty-object`. Error: `too-large`.
 */
export function align(objects: readonly JsonObject[], faults: JsonFaults, report: Report): Aligned {
  const keys: string[] = [];
  /** The positions in `keys` of a key: of its first turn in an object, its second, ... */
  const positions = new Map<string, number[]>();
  const lines = objects.map(({ entries }, i) => {
    checkSize('cells', i * keys.length, faults.document.file);
    if (entries.every((entry, i) => entry.key === keys[i])) return entries.map((entry) => entry.value);
    const line: (JsonNode | undefined)[] = [];
    const turns = new Map<string, number>();
    for (const { key, value } of entries) {
      const turn = turns.get(key) ?? 0;
      turns.set(key, turn + 1);
      const known = positions.get(key) ?? [];
      positions.set(key, known);
      line[(known[turn] ??= keys.push(key) - 1)] = value;
    }
    return line;
  });
  const incomplete = objects.filter(({ entries }) => entries.length < keys.length);
  if (keys.length === 0) {
    faults.at(objects[0], 'empty-object', 'this object is empty, where cells are expected');
    faults.throw();
  }
  if (incomplete.length > 0) {
    report({
      severity: 'warning',
      code: 'keys-differ',
      message: `${incomplete.length} of ${counted(objects.length, 'object')} lack some of the ${counted(keys.length, 'key')}; those cells are missing`,
      place: placeOf(faults.document, incomplete[0]),
    });
  }
  return { lines, keys };
}

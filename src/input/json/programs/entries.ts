import type { JsonNode, JsonObject } from '../../../json/node.js';

/** Returns the value of a key, or undefined. The last of repeated keys wins. */
export function nodeOf(node: JsonNode | undefined, ...keys: string[]): JsonNode | undefined {
  let value = node;
  for (const key of keys) {
    if (value?.kind !== 'object') return undefined;
    value = value.entries.findLast((entry) => entry.key === key)?.value;
  }
  return value;
}

/** Returns the string of a key, or null if its value is not a string. */
export function textAt(node: JsonNode | undefined, ...keys: string[]): string | null {
  const value = nodeOf(node, ...keys);
  return value?.kind === 'string' ? value.value : null;
}

/** Returns the number of a key, or NaN. */
export function numberAt(node: JsonNode | undefined, ...keys: string[]): number {
  const value = nodeOf(node, ...keys);
  return value?.kind === 'number' ? value.value : Number.NaN;
}

/** Returns the objects in the list of a key. */
export function objectsAt(node: JsonNode | undefined, ...keys: string[]): JsonObject[] {
  const value = nodeOf(node, ...keys);
  return value?.kind === 'array' ? value.items.filter((item) => item.kind === 'object') : [];
}

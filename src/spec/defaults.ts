/** The defaults of a project, merged below each spec. */
import type { Place } from '../diagnostics.js';
import { nodeAt } from '../json/locate.js';
import type { JsonNode } from '../json/node.js';
import { isPlainObject } from './plain-object.js';
import type { Path } from './schema-tree.js';

export interface Defaults {
  /** Keys of a spec, as `toValue` returns them. */
  readonly value: object;
  readonly placeOf: (path: Path) => Place;
}

/** Merges objects key by key. For any other value, `value` wins unless it is undefined. */
export function deepMerge(value: unknown, defaults: unknown): unknown {
  if (value === undefined) return defaults;
  if (!isPlainObject(value) || !isPlainObject(defaults)) return value;
  const keys = new Set([...Object.keys(value), ...Object.keys(defaults)]);
  return Object.fromEntries(
    [...keys].map((key) => [key, deepMerge(ownProperty(value, key), ownProperty(defaults, key))]),
  );
}

/** Returns true if the merged value at `path` comes from `defaults`; `root` is the JSON node of the other side. */
export function isDefault(path: Path, root: JsonNode, defaults: unknown): boolean {
  let node: JsonNode | undefined = root;
  let value = defaults;
  for (const key of path) {
    if (node && node.kind !== 'object') return false;
    node = node && nodeAt(node, [key])?.node;
    value = ownProperty(value, key);
  }
  return node === undefined && value !== undefined;
}

function ownProperty(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string | number, unknown>)[key]
    : undefined;
}

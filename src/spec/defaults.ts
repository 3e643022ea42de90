/** What holds of a spec where its text does not say otherwise. */
import type { Place } from '../diagnostics.js';
import { nodeAt } from '../json/locate.js';
import type { JsonNode } from '../json/node.js';
import type { Path } from './schema-tree.js';

export interface Defaults {
  /** Keys of a spec, as `toValue` makes them. */
  readonly value: object;
  readonly placeOf: (path: Path) => Place;
}

/** `above` and what only `below` says: objects are joined key by key, anything else is taken from above if it is there. */
export function joined(above: unknown, below: unknown): unknown {
  if (above === undefined) return below;
  if (!isPlainObject(above) || !isPlainObject(below)) return above;
  const keys = new Set([...Object.keys(above), ...Object.keys(below)]);
  return Object.fromEntries([...keys].map((key) => [key, joined(own(above, key), own(below, key))]));
}

/** Whether what is at `path` of the two once they are joined was said by `below` alone; `above` is the text's root. */
export function isFromBelow(path: Path, above: JsonNode, below: unknown): boolean {
  let node: JsonNode | undefined = above;
  let value = below;
  for (const key of path) {
    if (node && node.kind !== 'object') return false;
    node = node && nodeAt(node, [key])?.node;
    value = own(value, key);
  }
  return node === undefined && value !== undefined;
}

/** An object as JSON has it: neither a list nor a matrix. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function own(value: unknown, key: string | number): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string | number, unknown>)[key]
    : undefined;
}

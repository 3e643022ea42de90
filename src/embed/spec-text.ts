import type { JsonEntry, JsonNode } from '../json/node.js';
import { InlineMatrix } from '../json/value.js';

/**
 * Returns a merged spec as JSON without white space. Objects keep the order that their keys have in `node`, the text of the
 * spec, because the order of integer-like keys is lost in JavaScript objects. Infinity is written as in Python.
 */
export function specText(value: unknown, node?: JsonNode): string {
  if (value instanceof InlineMatrix) return nodeText(value.node);
  if (typeof value === 'number') return numberText(value);
  if (ArrayBuffer.isView(value)) return listText(Array.from(value as Float64Array), numberText);
  if (Array.isArray(value)) {
    const items = node?.kind === 'array' ? node.items : [];
    return `[${value.map((item, i) => specText(item ?? null, items[i])).join(',')}]`;
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const entries = node?.kind === 'object' ? node.entries : [];
  const keys = new Set([...entries.map(({ key }) => key), ...Object.keys(value)]);
  const parts = [...keys].flatMap((key) => {
    const item = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
    if (item === undefined) return [];
    const child = entries.findLast((entry) => entry.key === key)?.value;
    return [`${JSON.stringify(key)}:${specText(item, child)}`];
  });
  return `{${parts.join(',')}}`;
}

/** Returns a value of a document as JSON on one line, with `separator` between the items. */
export function nodeText(node: JsonNode, separator = ','): string {
  switch (node.kind) {
    case 'numbers':
      return listText(Array.from(node.values), numberText, separator);
    case 'array':
      return listText(node.items, (item) => nodeText(item, separator), separator);
    case 'object': {
      const colon = separator === ',' ? ':' : ': ';
      const entry = ({ key, value }: JsonEntry) =>
        `${JSON.stringify(key)}${colon}${nodeText(value, separator)}`;
      return `{${node.entries.map(entry).join(separator)}}`;
    }
    case 'number':
      return numberText(node.value);
    default:
      return JSON.stringify(node.value);
  }
}

function listText<T>(items: readonly T[], format: (item: T) => string, separator = ','): string {
  return `[${items.map(format).join(separator)}]`;
}

function numberText(value: number): string {
  if (Number.isNaN(value)) return 'null';
  if (Object.is(value, -0)) return '-0';
  return String(value);
}

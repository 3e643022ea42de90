import type { JsonNode } from '../json/node.js';
import { nodeText } from './spec-text.js';

const MAX_LINE = 100;

/** Returns a spec as JSON to read and edit: short values, and the rows of a matrix, on one line each. */
export function prettySpec(node: JsonNode, indent = ''): string {
  const line = nodeText(node, ', ');
  if (indent !== '' && (line.length + indent.length <= MAX_LINE || node.kind === 'numbers')) return line;
  const inner = `${indent}  `;
  const parts =
    node.kind === 'array'
      ? node.items.map((item) => prettySpec(item, inner))
      : node.kind === 'object'
        ? node.entries.map(({ key, value }) => `${JSON.stringify(key)}: ${prettySpec(value, inner)}`)
        : null;
  if (!parts) return line;
  const [open, close] = node.kind === 'array' ? '[]' : '{}';
  return `${open}\n${inner}${parts.join(`,\n${inner}`)}\n${indent}${close}`;
}

import type { JsonDocument, JsonNode } from './node.js';

/** A list of lists within a document, left where it is: a matrix is read from its node, never from copies. */
export class InlineMatrix {
  constructor(
    readonly document: JsonDocument,
    readonly node: JsonNode,
  ) {}

  toJSON(): unknown {
    const deep = (node: JsonNode): unknown => plain(node, deep);
    return deep(this.node);
  }
}

/**
 * `node` as plain JavaScript values, except that a list which holds a list becomes an `InlineMatrix`. NaN in
 * a list of numbers is null. Every key is an own property, "__proto__" too; of a repeated key the last counts.
 */
export function toValue(document: JsonDocument, node: JsonNode): unknown {
  const matrix =
    node.kind === 'array' && node.items.some((item) => item.kind === 'array' || item.kind === 'numbers');
  return matrix ? new InlineMatrix(document, node) : plain(node, (inner) => toValue(document, inner));
}

function plain(node: JsonNode, convert: (inner: JsonNode) => unknown): unknown {
  switch (node.kind) {
    case 'numbers':
      return Array.from(node.values, (value) => (Number.isNaN(value) ? null : value));
    case 'array':
      return node.items.map(convert);
    case 'object':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, convert(value)]));
    default:
      return node.value;
  }
}

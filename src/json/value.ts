import type { JsonDocument, JsonNode } from './node.js';

/** A list of lists in a document. It is not converted, because a matrix is read from its node without a copy. */
export class InlineMatrix {
  constructor(
    readonly document: JsonDocument,
    readonly node: JsonNode,
  ) {}

  toJSON(): unknown {
    return toPlainValue(this.node);
  }
}

/**
 * Converts `node` to plain JavaScript values, except that a list of lists becomes an `InlineMatrix`. NaN in a list of
 * numbers becomes null. Every key, even "__proto__", is an own property. The last of repeated keys wins.
 */
export function toValue(document: JsonDocument, node: JsonNode): unknown {
  const isMatrix =
    node.kind === 'array' && node.items.some((item) => item.kind === 'array' || item.kind === 'numbers');
  return isMatrix ? new InlineMatrix(document, node) : convertWith(node, (inner) => toValue(document, inner));
}

/** Converts `node` as `toValue` does, and also converts lists of lists. */
export function toPlainValue(node: JsonNode): unknown {
  return convertWith(node, toPlainValue);
}

function convertWith(node: JsonNode, convert: (inner: JsonNode) => unknown): unknown {
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

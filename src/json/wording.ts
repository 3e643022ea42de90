import type { JsonNode } from './node.js';

/** Names the kind of a value in a diagnostic: "a list", "a string", "true". */
export function kindName(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return 'an object';
    case 'array':
    case 'numbers':
      return 'a list';
    case 'string':
      return 'a string';
    case 'number':
      return 'a number';
    default:
      return String(node.value);
  }
}
